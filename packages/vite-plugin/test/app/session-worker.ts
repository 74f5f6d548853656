/** A Worker on the session toolkit alone. */
import { env } from 'cloudflare:workers'

import {
  configure,
  CookieSessionStorage,
  createAuthService,
  getConfig,
  sessionEncryption,
} from '../../src/runtime/session/index.ts'
import { readCookie } from '../../src/runtime/session/cookies/parse-cookies.ts'

configure({}, env)

class CookieStorage extends CookieSessionStorage<Request, Response> {
  override getCookie(request: Request, name: string): Promise<string | null> {
    return Promise.resolve(readCookie(request.headers.get('cookie'), name))
  }
}

const service = createAuthService({ sessionStorageFactory: (config) => new CookieStorage(config) })

/** The toolkit as an app without a framework would use it, one task for each path. */
async function perform(request: Request): Promise<unknown> {
  const url = new URL(request.url)
  const password = getConfig('cookiePassword')
  switch (url.pathname) {
    case '/engine':
      return { engine: navigator.userAgent, hasProcess: 'process' in globalThis }
    case '/seal':
      return sessionEncryption.sealData(await request.json(), { password })
    case '/unseal':
      return sessionEncryption.unsealData(await request.json(), { password })
    case '/sign-in': {
      const { url: location, headers } = await service.createSignIn(undefined, { returnPathname: '/me' })
      return { location, headers }
    }
    case '/callback': {
      const { searchParams } = url
      const { headers, returnPathname } = await service.handleCallback(request, new Response(), {
        code: searchParams.get('code') ?? '',
        state: searchParams.get('state') ?? undefined,
      })
      return { headers, returnPathname }
    }
    case '/with-auth': {
      const { auth, refreshedSessionData, error } = await service.withAuth(request)
      return { email: auth.user?.email ?? null, refreshedSessionData, code: error?.code }
    }
    default:
      throw new Error(`There is nothing at ${url.pathname}.`)
  }
}

const worker = {
  async fetch(request: Request): Promise<Response> {
    try {
      return Response.json((await perform(request)) ?? null)
    } catch (error) {
      return Response.json(
        { error: String(error), code: Reflect.get(Object(error), 'code') },
        { status: 500 },
      )
    }
  },
}

// oxlint-disable-next-line import/no-default-export -- how workerd finds a Worker's handlers
export default worker
