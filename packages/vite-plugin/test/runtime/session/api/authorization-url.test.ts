import { WorkOS } from '@workos-inc/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createWorkOSClient } from '../../../../src/runtime/session/index.ts'
import type { AuthorizationUrlParameters } from '../../../../src/runtime/session/index.ts'

const parameters: AuthorizationUrlParameters = {
  provider: 'authkit',
  clientId: 'client_123',
  redirectUri: 'https://app.example.com/api/auth/callback',
  state: 'Fe26.2*1*abc_-*~2',
  codeChallenge: 'challenge',
  codeChallengeMethod: 'S256',
}

const ours = createWorkOSClient({ apiKey: 'sk_example' })
const theirs = new WorkOS('sk_example')

test('is sorted, and encoded like this', () => {
  expect(ours.userManagement.getAuthorizationUrl({ ...parameters, loginHint: "a b!'*()~", maxAge: 0 })).toBe(
    'https://api.workos.com/user_management/authorize?client_id=client_123&code_challenge=challenge' +
      '&code_challenge_method=S256&login_hint=a+b%21%27%2A()~&max_age=0&provider=authkit' +
      '&redirect_uri=https%3A%2F%2Fapp.example.com%2Fapi%2Fauth%2Fcallback&response_type=code' +
      '&state=Fe26.2%2A1%2Aabc_-%2A~2',
  )
})

describe('equals that of the official SDK', () => {
  test.each<Partial<AuthorizationUrlParameters>>([
    {},
    { screenHint: 'sign-up' },
    { screenHint: 'sign-in', prompt: 'login' },
    { organizationId: 'org_1', loginHint: 'alice+test@example.com' },
    { maxAge: 0 },
    { maxAge: 3600, prompt: 'select_account' },
    { redirectUri: 'http://localhost:3000/cb?a=1&b=2#c' },
    { loginHint: '' },
    { loginHint: "!'()*~-_. ü/?&=%" },
  ])('%j', (options) => {
    const all = { ...parameters, ...options }

    const expected = theirs.userManagement.getAuthorizationUrl(all)

    expect(ours.userManagement.getAuthorizationUrl(all)).toBe(expected)
  })

  test('whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (loginHint) => {
        const all = { ...parameters, loginHint }
        expect(ours.userManagement.getAuthorizationUrl(all)).toBe(
          theirs.userManagement.getAuthorizationUrl(all),
        )
      }),
      { numRuns: 300 },
    )
  })
})
