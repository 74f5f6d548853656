import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'

import type { LocalAuthKit } from '../../../src/emulator/index.ts'
import {
  authorizeUrl,
  BASE_URL,
  createPkce,
  createTestAuthKit,
  exchangeCode,
  location,
  submit,
  type TestClock,
} from '../sign-in-flow.ts'

/** A browser that keeps the one cookie. */
interface Visit {
  authKit: LocalAuthKit
  clock: TestClock
  cookie: string
  sessionId: string
  /** Begins another sign-in; where it redirects to, or its page. */
  again: (changes?: Record<string, string>) => Promise<{ url: URL | undefined; page: string }>
}

const pkce = createPkce()
const withPkce = (changes: Record<string, string> = {}): URL =>
  authorizeUrl({ code_challenge: pkce.challenge, ...changes })

async function visit(fields: Record<string, string> = { user_id: 'user_local_alice' }): Promise<Visit> {
  const { authKit, clock } = createTestAuthKit()
  const response = await submit(authKit, withPkce(), fields)
  const { body } = await exchangeCode(authKit, location(response).searchParams.get('code') ?? '', pkce)
  const cookie = response.headers.get('set-cookie') ?? ''
  return {
    authKit,
    clock,
    cookie,
    sessionId: String(decodeJwt(String(body['access_token']))['sid']),
    async again(changes) {
      const headers = { cookie: `other=1; ${cookie.split(';')[0] ?? ''}` }
      const answer = await authKit.fetch(new Request(withPkce(changes), { headers }))
      const isRedirect = answer.headers.has('location')
      return { url: isRedirect ? location(answer) : undefined, page: await answer.text() }
    },
  }
}

describe('a browser in which somebody signed in', () => {
  test('has a cookie for the sign-in page alone', async () => {
    const { cookie } = await visit()
    expect(cookie).toMatch(
      /^local-authkit-sign-in=code_[\w-]{43}; Path=\/__authkit\/user_management\/authorize; HttpOnly; SameSite=Lax$/,
    )
  })

  test('is offered to go on as that user', async () => {
    const { page } = await (await visit()).again()
    expect(page).toContain('Continue as Alice Andersson')
    expect(page).toContain('Signed in with this browser')
  })

  test('goes on, with the time of the first sign-in', async () => {
    const { authKit, clock, cookie } = await visit()
    clock.advance(60)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    const response = await submit(authKit, withPkce(), { intent: 'continue' }, headers)
    const { body } = await exchangeCode(authKit, location(response).searchParams.get('code') ?? '', pkce)
    const { auth_time: authTime, iat } = decodeJwt(String(body['access_token']))
    expect(body).toMatchObject({ user: { id: 'user_local_alice' }, organization_id: 'org_local_example' })
    expect(Number(iat) - Number(authTime)).toBe(60)
  })

  test('needs no page for prompt=none', async () => {
    const { again, authKit } = await visit()
    const { url } = await again({ prompt: 'none' })
    const { body } = await exchangeCode(authKit, url?.searchParams.get('code') ?? '', pkce)
    expect(body).toMatchObject({ user: { id: 'user_local_alice' }, organization_id: 'org_local_example' })
  })

  test.each([{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '59' }, { max_age: '0' }])(
    'has to sign in anew for %j',
    async (changes) => {
      const { again, clock } = await visit()
      clock.advance(60)
      const { page } = await again(changes)
      expect(page).not.toContain('Continue as')
      expect(page).toContain('Alice Andersson')
    },
  )

  test('need not sign in anew within max_age', async () => {
    const { again, clock } = await visit()
    clock.advance(60)
    expect((await again({ max_age: '60' })).page).toContain('Continue as')
  })

  test('is told login_required for prompt=none when that was longer ago than max_age', async () => {
    const { again, clock } = await visit()
    clock.advance(60)
    const { url } = await again({ prompt: 'none', max_age: '59' })
    expect(url?.searchParams.get('error')).toBe('login_required')
  })
})

describe('it is forgotten', () => {
  const isKnown = async ({ again }: Visit): Promise<boolean[]> => [
    (await again()).page.includes('Continue as'),
    (await again({ prompt: 'none' })).url?.searchParams.get('error') !== 'login_required',
  ]

  test('when the user signs out', async () => {
    const visitor = await visit()
    const query = new URLSearchParams({ session_id: visitor.sessionId, return_to: 'http://localhost:3000/' })
    await visitor.authKit.fetch(new Request(`${BASE_URL}/user_management/sessions/logout?${query}`))
    expect(await isKnown(visitor)).toStrictEqual([false, false])
  })

  test('when the session is revoked', async () => {
    const visitor = await visit()
    visitor.authKit.control.revokeSession(visitor.sessionId)
    expect(await isKnown(visitor)).toStrictEqual([false, false])
  })

  test('when the user is gone', async () => {
    const visitor = await visit({ email: 'carol@example.com' })
    visitor.authKit.control.reset()
    expect(await isKnown(visitor)).toStrictEqual([false, false])
  })

  test('when the code was never exchanged', async () => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, withPkce(), { user_id: 'user_local_alice' })
    const headers = { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' }
    const answer = await authKit.fetch(new Request(withPkce({ prompt: 'none' }), { headers }))
    expect(location(answer).searchParams.get('error')).toBe('login_required')
  })
})
