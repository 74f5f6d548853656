import { serve } from 'srvx'

import type { FetchLike } from '../../../../src/runtime/session/index.ts'
import type { SigningKey } from './signing-key.ts'
import { signToken } from './signing-key.ts'

/** A user as the API writes it. */
export const apiUser = {
  object: 'user',
  id: 'user_1',
  email: 'alice@example.com',
  email_verified: true,
  profile_picture_url: null,
  name: 'Alice Andersson',
  first_name: 'Alice',
  last_name: 'Andersson',
  last_sign_in_at: '2026-01-02T03:04:05.000Z',
  locale: 'sv-SE',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  external_id: 'ext_1',
  metadata: { team: 'red' },
  something_new: true,
}

/** One request that arrived. */
export interface ReceivedRequest {
  method: string
  path: string
  headers: Headers
  body: Record<string, unknown>
}

/** Answers one request in place of the server's own behaviour. */
export type Answer = () => Response | Promise<Response>

/**
 * The WorkOS endpoints that the toolkit calls, with real keys, as a fetch handler. Answers can be put in line in
 * front of the token endpoint (`answers`) and of the key set (`keySetAnswers`), one for each request.
 */
export class WorkOSServer {
  readonly requests: ReceivedRequest[] = []
  readonly answers: Answer[] = []
  readonly keySetAnswers: Answer[] = []
  /** What is added to the tokens it issues. */
  claims: Record<string, unknown> = {}
  /** What is added to the token endpoint's body. */
  extra: Record<string, unknown> = {}
  keys: SigningKey[]
  #issued = 0

  constructor(key: SigningKey) {
    this.keys = [key]
  }

  /** For clients that take a `fetch`. */
  readonly fetch: FetchLike = (url, init) => this.handle(new Request(url, init))

  /** For clients that don't: a real server on a free port of this machine. */
  async listen(): Promise<{ port: number; close: () => Promise<void> }> {
    const server = serve({
      port: 0,
      hostname: '127.0.0.1',
      silent: true,
      fetch: (request) => this.handle(request),
    })
    await server.ready()
    return { port: Number(new URL(server.url ?? '').port), close: () => server.close(true) }
  }

  /** The requests to the token endpoint. */
  get tokenRequests(): ReceivedRequest[] {
    return this.requests.filter((request) => request.path === '/user_management/authenticate')
  }

  /** The requests for the key set. */
  get keySetRequests(): ReceivedRequest[] {
    return this.requests.filter((request) => request.path.startsWith('/sso/jwks/'))
  }

  async handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const text = await request.text()
    const body: Record<string, unknown> = text ? JSON.parse(text) : {}
    this.requests.push({ method: request.method, path: pathname, headers: request.headers, body })
    if (pathname.startsWith('/sso/jwks/')) return (await this.keySetAnswers.shift()?.()) ?? this.#keySet()
    if (pathname === '/user_management/authenticate') {
      return (await this.answers.shift()?.()) ?? (await this.#authenticate(body))
    }
    if (pathname === '/organizations/org_1') {
      return Response.json({ object: 'organization', id: 'org_1', name: 'Example Org', domains: [] })
    }
    return Response.json({ message: 'Not found.', code: 'entity_not_found' }, { status: 404 })
  }

  #keySet(): Response {
    return Response.json({ keys: this.keys.map(({ jwk }) => jwk) })
  }

  async #authenticate(body: Record<string, unknown>): Promise<Response> {
    const [key] = this.keys
    if (!key) throw new Error('The server has no key.')
    this.#issued += 1
    const organizationId = body['organization_id']
    return Response.json({
      user: apiUser,
      access_token: await signToken(key, { claims: { org_id: organizationId, ...this.claims } }),
      refresh_token: `refresh_${this.#issued}`,
      ...(organizationId ? { organization_id: organizationId } : {}),
      ...this.extra,
    })
  }
}
