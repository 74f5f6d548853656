import { createHash, randomBytes } from 'node:crypto'
import { serve } from 'srvx'
import type { OwnAuthKit } from './own-authkit.ts'

/** An app that does nothing but sign in: it sends to AuthKit, is called back, and exchanges codes. */
export interface RelyingParty extends AsyncDisposable {
  /** Where to send a browser; `changes` adds or replaces parameters. */
  authorizeUrl(changes?: Record<string, string>): string
  /** Exchanges the code of a callback; the body of the answer. */
  exchange(callback: URL): Promise<Record<string, unknown>>
  /** Whether a URL is the one it is called back at. */
  readonly isCallback: (url: URL) => boolean
}

/** Serves one on a free port, for a local AuthKit of the journey. */
export async function serveRelyingParty({ environment }: OwnAuthKit): Promise<RelyingParty> {
  const authKit = `http://localhost:${environment['WORKOS_API_PORT']}/user_management`
  const clientId = environment['WORKOS_CLIENT_ID'] ?? ''
  const verifier = randomBytes(32).toString('base64url')
  const server = serve({
    port: 0,
    hostname: 'localhost',
    silent: true,
    fetch: () =>
      new Response(
        '<!doctype html><html lang="en"><title>Called back</title><link rel="icon" href="data:,">',
        {
          headers: { 'content-type': 'text/html' },
        },
      ),
  })
  await server.ready()
  const callback = new URL('/callback', server.url)
  return {
    authorizeUrl(changes = {}) {
      const parameters = new URLSearchParams({
        client_id: clientId,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        provider: 'authkit',
        redirect_uri: callback.href,
        response_type: 'code',
        state: 'the state',
        ...changes,
      })
      return `${authKit}/authorize?${parameters}`
    },
    async exchange({ searchParams }) {
      const response = await fetch(`${authKit}/authenticate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'authorization_code',
          client_id: clientId,
          client_secret: environment['WORKOS_API_KEY'],
          code: searchParams.get('code'),
          code_verifier: verifier,
        }),
      })
      return (await response.json()) as Record<string, unknown>
    },
    isCallback: ({ origin, pathname }) => origin === callback.origin && pathname === callback.pathname,
    [Symbol.asyncDispose]: () => server.close(true),
  }
}
