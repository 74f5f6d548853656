import { createHash } from 'node:crypto'

import { expect, test } from 'vitest'

import { generatePkcePair } from '../../../../src/runtime/session/pkce/pkce-pair.ts'

test('the challenge is the SHA-256 of the verifier, both in base64url', async () => {
  const pair = await generatePkcePair()

  expect(pair.codeVerifier).toMatch(/^[\w-]{43}$/)
  expect(pair.codeChallengeMethod).toBe('S256')
  expect(pair.codeChallenge).toBe(createHash('sha256').update(pair.codeVerifier).digest('base64url'))
})

test('no two pairs are alike', async () => {
  const pairs = await Promise.all(Array.from({ length: 50 }, generatePkcePair))

  expect(new Set(pairs.map((pair) => pair.codeVerifier)).size).toBe(50)
})
