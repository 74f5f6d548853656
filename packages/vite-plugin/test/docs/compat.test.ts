import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { readProofs, textsOf } from './proofs.ts'

const repository = new URL('../../../../', import.meta.url)
const sections = readFileSync(new URL('docs/compat.md', repository), 'utf8')
  .split('\n## ')
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), proofs: readProofs(text) }))

describe('docs/compat.md', () => {
  test.each(sections)('“$title” names its proofs', ({ proofs }) => {
    expect(proofs).not.toEqual([])
  })

  test.each(sections.flatMap(({ proofs }) => proofs))('$file has the test “$name”', ({ file, name }) => {
    expect(textsOf(new URL(file, repository))).toContain(name)
  })
})
