import { describe, expect, test } from 'vitest'

import {
  authenticate,
  createPkce,
  createTestAuthKit,
  exchangeCode,
  obtainCode,
  REDIRECT_URI,
  refresh,
  type Answer,
} from '../sign-in-flow.ts'

const invalidCode = (code: string): Answer => ({
  status: 400,
  body: { error: 'invalid_grant', error_description: `The code '${code}' has expired or is invalid.` },
})
const INVALID_VERIFIER = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Invalid code verifier.' },
}

describe('a code', () => {
  test.each([
    ['just before it expires', 599, 200],
    ['when it expires', 600, 400],
    ['long after', 86_400, 400],
  ])('%s', async (_, seconds, status) => {
    const { authKit, clock } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce)
    clock.advance(seconds)
    expect((await exchangeCode(authKit, code, pkce)).status).toBe(status)
  })

  test('that nobody issued is refused', async () => {
    const { authKit } = createTestAuthKit()
    expect(await exchangeCode(authKit, 'code_unknown', createPkce())).toStrictEqual(
      invalidCode('code_unknown'),
    )
  })

  test('is good for one exchange, and a replay ends the session of the first', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce)
    const first = await exchangeCode(authKit, code, pkce)
    expect(first.status).toBe(200)
    expect(await exchangeCode(authKit, code, pkce)).toStrictEqual(invalidCode(code))
    expect(await refresh(authKit, first.body.refresh_token)).toStrictEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Session has already ended.' },
    })
  })

  test('of two exchanges that race, one succeeds', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce)
    const answers = await Promise.all([exchangeCode(authKit, code, pkce), exchangeCode(authKit, code, pkce)])
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200, 400]))
  })

  test('is spent by an attempt with the wrong verifier', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce)
    expect(await exchangeCode(authKit, code, createPkce())).toStrictEqual(INVALID_VERIFIER)
    expect(await exchangeCode(authKit, code, pkce)).toStrictEqual(invalidCode(code))
  })
})

describe('the verifier', () => {
  const { verifier, challenge } = createPkce()
  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another flow', createPkce().verifier],
    ['the challenge itself', challenge],
    ['too short', verifier.slice(1)],
    ['too long', 'a'.repeat(129)],
    ['with other characters', `${verifier}+`],
  ])('%s: refused', async (_, code_verifier) => {
    const { authKit } = createTestAuthKit()
    const code = await obtainCode(authKit, { verifier, challenge })
    expect(
      await authenticate(authKit, { grant_type: 'authorization_code', code, code_verifier }),
    ).toStrictEqual(INVALID_VERIFIER)
  })

  test('for a code without a challenge is refused: somebody took the challenge away', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce, undefined, {
      code_challenge: undefined,
      code_challenge_method: undefined,
    })
    expect(await exchangeCode(authKit, code, pkce)).toStrictEqual(INVALID_VERIFIER)
  })

  test('is not needed for a code without a challenge', async () => {
    const { authKit } = createTestAuthKit()
    const without = { code_challenge: undefined, code_challenge_method: undefined }
    const code = await obtainCode(authKit, createPkce(), undefined, without)
    expect((await authenticate(authKit, { grant_type: 'authorization_code', code })).status).toBe(200)
  })
})

describe('the redirect URI, which the SDKs do not send', () => {
  test.each([
    ['the one of the request', REDIRECT_URI, 200],
    ['another one', 'http://localhost:3000/other', 400],
    ['not a URL', 'callback', 400],
  ])('%s', async (_, redirect_uri, status) => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const code = await obtainCode(authKit, pkce)
    const answer = await authenticate(authKit, {
      grant_type: 'authorization_code',
      code,
      code_verifier: pkce.verifier,
      redirect_uri,
    })
    expect(answer.status).toBe(status)
  })
})

test('the user who was signed up may have had to make room meanwhile', async () => {
  const { authKit } = createTestAuthKit({ capacity: { users: 1 } })
  const pkce = createPkce()
  const code = await obtainCode(authKit, pkce, { email: 'first@example.com' })
  await obtainCode(authKit, pkce, { email: 'second@example.com' })
  expect(await exchangeCode(authKit, code, pkce)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  })
})
