import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

/** A real server on a free port, until the test ends; its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The origin of a server that was there a moment ago. */
export async function closedOrigin(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return `http://127.0.0.1:${port}`
}

/** The value of a cookie that nobody may see. */
export const COOKIE_VALUE = 'Fe26.2*sealed'

/** A Set-Cookie line as the runtime writes it. */
export const VERIFIER_LINE = `wos-auth-verifier-2bbfad53=${COOKIE_VALUE}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600`

/** Answers the sign-in route as an app with the runtime does. */
export function signInRoute(cookies: readonly string[] = [VERIFIER_LINE]): RequestListener {
  return (request, response) => {
    const origin = `http://${request.headers.host}`
    if (request.method !== 'GET' || request.url !== '/api/auth/sign-in') {
      response.writeHead(404).end()
      return
    }
    const target = new URL('https://api.workos.com/user_management/authorize')
    target.searchParams.set('redirect_uri', `${origin}/api/auth/callback`)
    target.searchParams.set('state', 'secret-state')
    response.writeHead(302, { location: target.href, 'set-cookie': [...cookies] }).end()
  }
}
