import { expect, test } from 'vitest'

import { parseSession, toSession } from '../../../../src/runtime/session/seal/session.ts'
import { user } from '../support/user.ts'

const session = { accessToken: 'access', refreshToken: 'refresh', user }
const impersonator = { email: 'admin@example.com', reason: null }

test.each([
  ['a session', session, session],
  ['with an impersonator', { ...session, impersonator }, { ...session, impersonator }],
  ['with an impersonator that is null', { ...session, impersonator: null }, session],
  ['with a key of a later version', { ...session, later: 1 }, session],
  [
    'of a user with a field of a later version',
    { ...session, user: { ...user, later: 1 } },
    { ...session, user: { ...user, later: 1 } },
  ],
])('%s is accepted', (_name, value, expected) => {
  expect(parseSession(value)).toStrictEqual(expected)
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'text'],
  ['a list', [session]],
  ['an empty object', {}],
  ['no access token', { ...session, accessToken: undefined }],
  ['an empty access token', { ...session, accessToken: '' }],
  ['no refresh token', { ...session, refreshToken: undefined }],
  ['a refresh token that is a number', { ...session, refreshToken: 7 }],
  ['no user', { ...session, user: null }],
  ['a user that is text', { ...session, user: 'user_1' }],
  ['a user without id', { ...session, user: { email: 'a@b.example' } }],
  ['an impersonator without email', { ...session, impersonator: {} }],
  ['an impersonator that is text', { ...session, impersonator: 'admin' }],
  ['a sign-in state', { nonce: 'n', codeVerifier: 'v', issuedAt: 1 }],
])('%s is refused', (_name, value) => {
  expect(() => parseSession(value)).toThrow(
    expect.objectContaining({ name: 'SessionEncryptionError', code: 'ERR_SESSION_MALFORMED' }),
  )
})

test('a session is sealed with its keys in one order, and no others', () => {
  const answer = { user, refreshToken: 'refresh', accessToken: 'access', organizationId: 'org_1' }

  expect(JSON.stringify(toSession(answer, impersonator))).toBe(
    JSON.stringify({ accessToken: 'access', refreshToken: 'refresh', user, impersonator }),
  )
  expect(Object.keys(toSession(answer, undefined))).toEqual(['accessToken', 'refreshToken', 'user'])
})
