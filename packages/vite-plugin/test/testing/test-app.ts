import { createHash, randomBytes } from 'node:crypto'

import { serve } from 'srvx/node'

import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from '../../src/emulator/index.ts'

/** An app that signs in by AuthKit and shows who is there: only what the test kit meets of a real one. */
export interface TestApp extends AsyncDisposable {
  /** Such as `http://localhost:40123`. */
  readonly origin: string
}

/** What `/me` shows. */
export interface Me {
  user: { email: string; first_name: string | null }
  organization_id?: string
  impersonator?: { email: string; reason: string | null }
  claims: Record<string, unknown>
}

/**
 * Serves one whose session is in two cookies, as large sessions are.
 *
 * @param authKit base URL of the AuthKit it uses
 */
export async function serveTestApp(authKit: string): Promise<TestApp> {
  const sessions = new Map<string, Me>()
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    manual: true,
    silent: true,
    fetch: (request) => answer(request, authKit, sessions),
  })
  await server.serve()
  const { port } = new URL(server.url ?? '')
  return { origin: `http://localhost:${port}`, [Symbol.asyncDispose]: () => server.close(true) }
}

async function answer(request: Request, authKit: string, sessions: Map<string, Me>): Promise<Response> {
  const url = new URL(request.url)
  const cookies = new Map(
    (request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=') as [string, string]),
  )
  const session = sessions.get(`${cookies.get('session.0')}${cookies.get('session.1')}`)
  switch (url.pathname) {
    case '/login': {
      return redirect('/api/auth/sign-in')
    }
    case '/api/auth/sign-in': {
      const verifier = randomBytes(32).toString('base64url')
      return redirect(authorizeUrl(authKit, `${url.origin}/api/auth/callback`, verifier), [
        `verifier=${verifier}; Path=/; HttpOnly; Max-Age=600`,
      ])
    }
    case '/api/auth/callback': {
      const me = await exchange(authKit, url.searchParams.get('code'), cookies.get('verifier'))
      if (me === undefined) return new Response('The sign-in failed.', { status: 400 })
      const [first, second] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')]
      sessions.set(first + second, me)
      return redirect('/', [
        `session.0=${first}; Path=/; HttpOnly; SameSite=Lax`,
        `session.1=${second}; Path=/; HttpOnly; SameSite=Lax`,
        'verifier=; Path=/; Max-Age=0',
      ])
    }
    case '/me': {
      return session === undefined ? new Response('Nobody.', { status: 401 }) : Response.json(session)
    }
    case '/visits': {
      const visits = Number(cookies.get('visits') ?? '0') + 1
      return redirect('/echo', [`visits=${visits}; Path=/`])
    }
    case '/echo': {
      return Response.json({
        method: request.method,
        body: await request.text(),
        visits: cookies.get('visits') ?? null,
        type: request.headers.get('content-type'),
      })
    }
    case '/headers': {
      return Response.json(Object.fromEntries(request.headers))
    }
    case '/away': {
      const to = url.searchParams.get('to') ?? ''
      return redirect(to, [], Number(url.searchParams.get('status') ?? 302))
    }
    default: {
      return new Response('Hello.')
    }
  }
}

function redirect(location: string, cookies: readonly string[] = [], status = 302): Response {
  return new Response(null, {
    status,
    headers: [['location', location], ...cookies.map((cookie): [string, string] => ['set-cookie', cookie])],
  })
}

function authorizeUrl(authKit: string, redirectUri: string, verifier: string): string {
  const parameters = new URLSearchParams({
    client_id: LOCAL_CLIENT_ID,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    provider: 'authkit',
    redirect_uri: redirectUri,
    response_type: 'code',
    state: 'x',
  })
  return `${authKit}/user_management/authorize?${parameters}`
}

async function exchange(
  authKit: string,
  code: string | null,
  verifier: string | undefined,
): Promise<Me | undefined> {
  const response = await fetch(`${authKit}/user_management/authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: LOCAL_CLIENT_ID,
      client_secret: LOCAL_API_KEY,
      code,
      code_verifier: verifier,
    }),
  })
  if (!response.ok) return undefined
  const body = (await response.json()) as Me & { access_token: string }
  const claims = Buffer.from(body.access_token.split('.')[1] ?? '', 'base64url').toString()
  return { ...body, claims: JSON.parse(claims) as Record<string, unknown> }
}
