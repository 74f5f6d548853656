import { describe, expect, test } from 'vitest'

import { packSession, unpackSession } from '../../../../src/runtime/session/cache/packed-session.ts'
import type { SessionWithClaims } from '../../../../src/runtime/session/cache/packed-session.ts'
import { user } from '../support/user.ts'

const signedIn: SessionWithClaims = {
  session: { accessToken: 'access', refreshToken: 'refresh', user },
  claims: { sid: 'session_1', exp: 1_772_366_400, roles: ['admin'], own: { deep: [1, null, 'Łukasz'] } },
}

test.each<[string, SessionWithClaims]>([
  ['a session', signedIn],
  [
    'of an impersonator',
    {
      ...signedIn,
      session: { ...signedIn.session, impersonator: { email: 'a@example.com', reason: null } },
    },
  ],
])('%s comes back as it was', (_name, original) => {
  expect(unpackSession(packSession(original))).toStrictEqual(original)
})

test('it ends with its access token, or is over when that has no end', () => {
  const { exp, ...endless } = signedIn.claims

  expect(packSession(signedIn).expiresAt).toBe(Number(exp) * 1000)
  expect(packSession({ ...signedIn, claims: endless }).expiresAt).toBe(0)
})

describe('what one request does to its objects', () => {
  test('another one does not see', () => {
    const packed = packSession(signedIn)
    const mine = unpackSession(packed)
    mine.session.user.metadata['team'] = 'blue'
    mine.session.accessToken = 'forged'
    mine.claims.roles?.push('owner')

    expect(unpackSession(packed)).toStrictEqual(signedIn)
  })

  test('does not reach back to where they came from, nor the other way round', () => {
    const original = structuredClone(signedIn)
    const packed = packSession(original)
    original.claims.roles?.push('owner')

    expect(unpackSession(packed)).toStrictEqual(signedIn)
  })
})
