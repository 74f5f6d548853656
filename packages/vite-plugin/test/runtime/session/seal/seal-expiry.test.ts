import { expect, test } from 'vitest'

import { sessionEncryption } from '../../../../src/runtime/session/index.ts'
import { readSealExpiry } from '../../../../src/runtime/session/seal/seal-expiry.ts'

const password = 'a password of more than thirty-two characters'

test('a seal says when it expires', async () => {
  const before = Date.now()
  const sealed = await sessionEncryption.sealData({}, { password, ttl: 600 })
  const expiry = readSealExpiry(sealed) ?? 0

  expect(expiry - 600_000).toBeGreaterThanOrEqual(before)
  expect(expiry - 600_000).toBeLessThanOrEqual(Date.now())
})

test('a seal without an end says nothing', async () => {
  expect(readSealExpiry(await sessionEncryption.sealData({}, { password }))).toBeUndefined()
})

test.each(['', 'x', '*****', '*****-1*', '*****1e9*', '*****NaN', '*****1.5'])(
  'neither does %j',
  (sealed) => {
    expect(readSealExpiry(sealed)).toBeUndefined()
  },
)
