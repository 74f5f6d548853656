import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { readProofs, textsOf } from './proofs.ts'
import type { Proof } from './proofs.ts'

const page = readFileSync(new URL('../../../../docs/weaknesses.md', import.meta.url), 'utf8')

interface Section {
  id: string
  proofs: Proof[]
  waits: boolean
}

/** The sections of the page, as `### W1: …` with lines that begin with `- Proof:` or `- Waits:`. */
const sections = page
  .split('\n### ')
  .slice(1)
  .map((text): Section => ({
    id: text.slice(0, text.indexOf(':')),
    proofs: readProofs(text),
    waits: text.includes('\n- Waits: '),
  }))

describe('docs/weaknesses.md', () => {
  test('has a section for every weakness', () => {
    const expected = Array.from({ length: 42 }, (_, index) => `W${index + 1}`)
    expect(sections.map(({ id }) => id)).toEqual(expect.arrayContaining([...expected, 'W15b']))
  })

  test.each(sections)('$id is proven, or says what it waits for', ({ proofs, waits }) => {
    expect(proofs.length > 0 || waits).toBe(true)
  })

  test.each(sections.flatMap(({ id, proofs }) => proofs.map((proof) => ({ id, ...proof }))))(
    '$id: $file has the test "$name"',
    ({ file, name }) => {
      expect(textsOf(new URL(`../${file}`, import.meta.url))).toContain(name)
    },
  )
})
