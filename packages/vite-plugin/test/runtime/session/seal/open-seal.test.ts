import fc from 'fast-check'
import { defaults, seal, unseal } from 'iron-webcrypto'
import { beforeAll, expect, test } from 'vitest'

import { importPassword, openSeal } from '../../../../src/runtime/session/seal/open-seal.ts'

const secret = 'a password of more than thirty-two characters'
let password: CryptoKey

beforeAll(async () => {
  password = await importPassword(secret)
})

const theirs = (sealed: string): Promise<unknown> => unseal(sealed, { 1: secret }, defaults)
const ours = (sealed: string): Promise<unknown> => openSeal(sealed, { password, passwordId: '1' })

/** What came out, or that nothing did. */
async function outcome(opening: Promise<unknown>): Promise<unknown> {
  const [result] = await Promise.allSettled([opening])
  return result.status === 'fulfilled' ? { data: result.value } : 'not opened'
}

test('what the library seals, opens to what the library opens it to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(0, 1000, 600_000), async (data, ttl) => {
      const sealed = await seal(data, { id: '1', secret }, { ...defaults, ttl })
      await expect(ours(sealed)).resolves.toStrictEqual(await theirs(sealed))
    }),
    { numRuns: 200 },
  )
})

test('what has been changed opens exactly when the library opens it', async () => {
  const sealed = await seal({ user: 'alice' }, { id: '1', secret }, { ...defaults, ttl: 600_000 })
  const change = fc.record({
    at: fc.nat(sealed.length - 2),
    length: fc.nat(2),
    by: fc.string({
      unit: fc.constantFrom('A', 'z', '0', '1', '-', '_', '*', '~', '=', '+', '/', ' '),
      maxLength: 2,
    }),
  })

  await fc.assert(
    fc.asyncProperty(change, async ({ at, length, by }) => {
      const changed = sealed.slice(0, at) + by + sealed.slice(at + length)
      // The library also reads signatures that are written in another way; see below.
      const signature = changed.split('*')[7] ?? ''
      fc.pre(Buffer.from(signature, 'base64url').toString('base64url') === signature)
      expect(await outcome(ours(changed))).toStrictEqual(await outcome(theirs(changed)))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['with padding', (signature: string) => `${signature}=`],
  ['with blanks', (signature: string) => ` ${signature}\n`],
  ['in the other alphabet', (signature: string) => `${signature.slice(0, -1)}+`],
  [
    'with other bits at its end, which mean nothing',
    (signature: string) =>
      signature.slice(0, -1) + String.fromCodePoint((signature.codePointAt(42) ?? 0) + 1),
  ],
])('a signature %s is not accepted, so that a seal has one text', async (_name, write) => {
  const sealed = await seal(1, { id: '1', secret }, defaults)
  const changed = sealed
    .split('*')
    .with(7, write(sealed.split('*')[7] ?? ''))
    .join('*')

  await expect(ours(changed)).rejects.toMatchObject({
    name: 'UnopenedSeal',
    message: expect.stringContaining('form'),
  })
})

test('a seal of a password with another id is not opened', async () => {
  const sealed = await seal(1, { id: '2', secret }, defaults)

  await expect(ours(sealed)).rejects.toMatchObject({ message: expect.stringContaining('another id') })
})

test('what is signed but no JSON is not opened', async () => {
  const sealed = await seal('x', { id: '1', secret }, { ...defaults, encode: () => '{' })

  await expect(ours(sealed)).rejects.toMatchObject({
    message: expect.stringContaining("can't be read"),
    cause: expect.any(SyntaxError),
  })
})
