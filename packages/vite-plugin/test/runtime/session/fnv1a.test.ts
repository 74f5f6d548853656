import { expect, test } from 'vitest'

import { fnv1a32 } from '../../../src/runtime/session/fnv1a.ts'

test.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
  // Computed with another implementation: one that begins with zeros, and one of two UTF-8 bytes.
  ['state-706946', '000005f1'],
  ['ü', '119dd44a'],
])('the digest of %j', (text, digest) => {
  expect(fnv1a32(text)).toBe(digest)
})
