import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { KeySource } from '../../../../src/runtime/session/tokens/key-source.ts'
import { verifyToken } from '../../../../src/runtime/session/tokens/verify-token.ts'
import type { TokenVerification } from '../../../../src/runtime/session/tokens/verify-token.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { WorkOSServer } from '../support/workos-server.ts'

let key: SigningKey
let stranger: SigningKey
let server: WorkOSServer

beforeAll(async () => {
  // A stranger's key under the same id: only the signature tells them apart.
  ;[key, stranger] = await Promise.all([makeSigningKey(), makeSigningKey()])
})

beforeEach(() => {
  server = new WorkOSServer(key)
})

function verify(token: string, issuer?: string): Promise<TokenVerification> {
  const { getKey } = new KeySource('https://api.workos.com/sso/jwks/client_123', server.fetch)
  return verifyToken(token, getKey, { issuer })
}

test('a token of WorkOS is verified', async () => {
  await expect(
    verify(await signToken(key, { claims: { org_id: 'org_1', team: 'red' } })),
  ).resolves.toMatchObject({
    status: 'verified',
    claims: { sub: 'user_1', sid: 'session_1', org_id: 'org_1', team: 'red' },
  })
})

test('one that has run out is told from a forged one', async () => {
  await expect(verify(await signToken(key, { expiresIn: -1 }))).resolves.toMatchObject({
    status: 'expired',
    claims: { sid: 'session_1' },
  })
})

describe('invalid', () => {
  test.each([
    ['signed by a stranger', () => signToken(stranger)],
    ['signed by a stranger and run out', () => signToken(stranger, { expiresIn: -1 })],
    ['of a key WorkOS does not have', () => signToken(key, { header: { kid: 'key_9' } })],
    ['without an end', () => signToken(key, { claims: { exp: undefined } })],
    ['without a session id', () => signToken(key, { claims: { sid: undefined } })],
    ['not in force yet', () => signToken(key, { claims: { nbf: Math.floor(Date.now() / 1000) + 60 } })],
    ['of an end that is text', () => signToken(key, { claims: { exp: 'tomorrow' } })],
    ['unsigned', () => new UnsecuredJWT({ sid: 's', exp: 9_999_999_999 }).encode()],
    ['three words', () => 'a.b.c'],
    ['one word', () => 'garbage'],
    ['empty', () => ''],
  ])('%s', async (_name, make) => {
    await expect(verify(await make())).resolves.toMatchObject({
      status: 'invalid',
      reason: expect.any(Error),
    })
  })

  test('signed with the public key as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(key.jwk))
    const token = await new SignJWT({ sid: 's', exp: 9_999_999_999 })
      .setProtectedHeader({ alg: 'HS256', kid: 'key_1' })
      .sign(secret)

    await expect(verify(token)).resolves.toMatchObject({
      status: 'invalid',
      reason: { code: 'ERR_JOSE_ALG_NOT_ALLOWED' },
    })
    expect(server.keySetRequests).toHaveLength(0)
  })

  test('signed with a key of WorkOS, but another algorithm', async () => {
    const elliptic = await makeSigningKey('key_1', 'ES256')
    server.keys = [elliptic]

    await expect(verify(await signToken(elliptic))).resolves.toMatchObject({
      status: 'invalid',
      reason: { code: 'ERR_JOSE_ALG_NOT_ALLOWED' },
    })
  })

  test('with one character changed', async () => {
    const [head = '', payload = '', signature = ''] = (await signToken(key)).split('.')
    const changed = payload.slice(0, -2) + (payload.endsWith('AA') ? 'BB' : 'AA')

    await expect(verify(`${head}.${changed}.${signature}`)).resolves.toMatchObject({ status: 'invalid' })
  })
})

describe('the issuer', () => {
  test.each([
    ['is not looked at unless configured', undefined, 'verified'],
    ['counts when configured', 'https://api.workos.com', 'verified'],
    ['of somebody else is refused', 'https://auth.example.com', 'invalid'],
  ])('%s', async (_name, issuer, status) => {
    await expect(verify(await signToken(key), issuer)).resolves.toMatchObject({ status })
  })

  test('of somebody else is refused after the end too', async () => {
    await expect(verify(await signToken(key, { expiresIn: -1 }), 'https://x.example')).resolves.toMatchObject(
      {
        status: 'invalid',
      },
    )
  })
})

describe('while the keys cannot be had', () => {
  beforeEach(() => {
    server.keySetAnswers.push(() => new Response('', { status: 503 }))
  })

  test('nothing is known of a token, its claims are unverified', async () => {
    await expect(verify(await signToken(key))).resolves.toMatchObject({
      status: 'unavailable',
      claims: { sid: 'session_1' },
    })
  })

  test.each(['a.b.c', 'garbage'])('%j is invalid all the same', async (token) => {
    await expect(verify(token)).resolves.toMatchObject({ status: 'invalid' })
  })
})
