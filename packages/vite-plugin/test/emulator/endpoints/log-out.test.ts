import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'

import { BASE_URL, createTestAuthKit, refresh, signIn } from '../sign-in-flow.ts'
import type { LocalAuthKit } from '../../../src/emulator/index.ts'

interface SignedIn {
  authKit: LocalAuthKit
  sessionId: string
  refreshToken: unknown
}

async function signedIn(): Promise<SignedIn> {
  const { authKit } = createTestAuthKit()
  const { access_token, refresh_token } = await signIn(authKit)
  return { authKit, sessionId: String(decodeJwt(String(access_token)).sid), refreshToken: refresh_token }
}

function logOut(
  authKit: LocalAuthKit,
  query: Record<string, string> | [string, string][],
): Promise<Response> {
  const url = `${BASE_URL}/user_management/sessions/logout?${new URLSearchParams(query)}`
  return authKit.fetch(new Request(url))
}

describe('where it returns to', () => {
  test.each([
    ['a URL of the app', 'http://localhost:3000/bye?x=1#y', 'http://localhost:3000/bye?x=1#y'],
    ['another app of this machine', 'https://127.0.0.1:8443/', 'https://127.0.0.1:8443/'],
    ['a path, as the SDK sends it', '/', 'http://localhost:3000/'],
    ['a path with a query', '/bye?a=b', 'http://localhost:3000/bye?a=b'],
    ['nowhere in particular', '', 'http://localhost:3000/'],
  ])('%s', async (_, return_to, expected) => {
    const { authKit, sessionId, refreshToken } = await signedIn()
    const response = await logOut(authKit, { session_id: sessionId, return_to })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(expected)
    expect((await refresh(authKit, refreshToken)).status).toBe(400)
  })

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'http://localhost@evil.example/',
    'http://localhost.evil.example/',
    'javascript:alert(1)',
    'javascript://localhost/%0aalert(1)',
    'ftp://localhost/',
    'data:text/html,hello',
    'file:///etc/passwd',
  ])('never %s, but the session ends', async (return_to) => {
    const { authKit, sessionId, refreshToken } = await signedIn()
    const response = await logOut(authKit, { session_id: sessionId, return_to })
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain('This sign-out request is not valid')
    expect((await refresh(authKit, refreshToken)).status).toBe(400)
  })

  test('an allowed origin', async () => {
    const { authKit } = createTestAuthKit({ allowedOrigins: new Set(['https://app.test']) })
    const response = await logOut(authKit, {
      session_id: 'session_unknown',
      return_to: 'https://app.test/bye',
    })
    expect(response.headers.get('location')).toBe('https://app.test/bye')
  })
})

describe('what is wrong with the request', () => {
  test.each<[string, [string, string][], string]>([
    ['no session', [], 'session_id is missing.'],
    ['an empty session', [['session_id', '']], 'session_id is missing.'],
    [
      'two sessions',
      [
        ['session_id', 'a'],
        ['session_id', 'b'],
      ],
      'session_id is there 2 times; send it once.',
    ],
    [
      'two places to return to',
      [
        ['session_id', 'a'],
        ['return_to', '/a'],
        ['return_to', '/b'],
      ],
      'return_to is there 2 times; send it once.',
    ],
    ['an unknown session and nowhere to go', [['session_id', 'a']], 'This session is not known here'],
    [
      'an unknown session and a path',
      [
        ['session_id', 'a'],
        ['return_to', '/'],
      ],
      'This session is not known here',
    ],
  ])('%s', async (_, query, message) => {
    const { authKit } = createTestAuthKit()
    const response = await logOut(authKit, query)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain(message)
  })

  test('an unknown session is no reason not to return', async () => {
    const { authKit } = createTestAuthKit()
    const response = await logOut(authKit, { session_id: 'session_old', return_to: 'http://localhost:3000/' })
    expect(response.status).toBe(302)
  })

  test('signing out twice is signing out', async () => {
    const { authKit, sessionId } = await signedIn()
    await logOut(authKit, { session_id: sessionId })
    expect((await logOut(authKit, { session_id: sessionId })).headers.get('location')).toBe(
      'http://localhost:3000/',
    )
  })
})
