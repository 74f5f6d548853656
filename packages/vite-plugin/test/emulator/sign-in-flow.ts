import { createHash, randomBytes } from 'node:crypto'

import {
  createLocalAuthKit,
  generateSigningKey,
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  type LocalAuthKit,
  type LocalAuthKitOptions,
} from '../../src/emulator/index.ts'

/** Where the app under test is called back. */
export const REDIRECT_URI = 'http://localhost:3000/api/auth/callback'

/** Where the local AuthKit under test is mounted. */
export const BASE_URL = 'http://localhost:3000/__authkit'

const signingKey = await generateSigningKey()

/** The time at which every test begins. */
export const START: number = Date.parse('2026-11-21T12:00:00.000Z')

/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => number
  advance: (seconds: number) => void
}

export function createClock(): TestClock {
  let now = START
  return { now: () => now, advance: (seconds) => void (now += seconds * 1000) }
}

/** A local AuthKit with a frozen clock; the key is made once per test file, because making one is slow. */
export function createTestAuthKit(options: LocalAuthKitOptions = {}): {
  authKit: LocalAuthKit
  clock: TestClock
} {
  const clock = createClock()
  return { authKit: createLocalAuthKit({ now: clock.now, signingKey, ...options }), clock }
}

export interface Pkce {
  verifier: string
  challenge: string
}

export function createPkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** The URL a runtime sends the browser to; `undefined` takes a parameter away. */
export function authorizeUrl(
  changes: Record<string, string | undefined> = {},
  baseUrl: string = BASE_URL,
): URL {
  const url = new URL(`${baseUrl}/user_management/authorize`)
  const parameters: Record<string, string | undefined> = {
    client_id: LOCAL_CLIENT_ID,
    code_challenge: createPkce().challenge,
    code_challenge_method: 'S256',
    provider: 'authkit',
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    state: 'the state',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url
}

/** Sends the form of the sign-in page. */
export function submit(
  authKit: Pick<LocalAuthKit, 'fetch'>,
  url: URL | string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return authKit.fetch(new Request(url, { method: 'POST', body: new URLSearchParams(fields), headers }))
}

/** The `Location` of a redirect, as a URL. */
export function location(response: Response): URL {
  const value = response.headers.get('location')
  if (value === null) throw new Error(`Status ${response.status} without a Location.`)
  return new URL(value)
}

/** Signs in on the page; the code that arrives at the redirect URI. */
export async function obtainCode(
  authKit: LocalAuthKit,
  pkce: Pkce,
  fields: Record<string, string> = { user_id: 'user_local_alice' },
  changes: Record<string, string | undefined> = {},
): Promise<string> {
  const url = authorizeUrl({ code_challenge: pkce.challenge, ...changes })
  const code = location(await submit(authKit, url, fields)).searchParams.get('code')
  if (code === null) throw new Error('The redirect has no code.')
  return code
}

/** What the token endpoint answered. */
export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Calls the token endpoint; `undefined` takes a field away. */
export async function authenticate(authKit: LocalAuthKit, fields: Record<string, unknown>): Promise<Answer> {
  const response = await authKit.fetch(
    new Request(`${BASE_URL}/user_management/authenticate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: LOCAL_CLIENT_ID, client_secret: LOCAL_API_KEY, ...fields }),
    }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

export function exchangeCode(authKit: LocalAuthKit, code: string, pkce: Pkce): Promise<Answer> {
  return authenticate(authKit, { grant_type: 'authorization_code', code, code_verifier: pkce.verifier })
}

export function refresh(
  authKit: LocalAuthKit,
  refreshToken: unknown,
  organizationId?: string,
): Promise<Answer> {
  return authenticate(authKit, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    organization_id: organizationId,
  })
}

/** Page, form and exchange: the first tokens of a user. */
export async function signIn(
  authKit: LocalAuthKit,
  fields?: Record<string, string>,
  changes?: Record<string, string | undefined>,
): Promise<Record<string, unknown>> {
  const pkce = createPkce()
  const { body } = await exchangeCode(authKit, await obtainCode(authKit, pkce, fields, changes), pkce)
  return body
}
