import { existsSync, readFileSync } from 'node:fs'

import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

const page = readFileSync(new URL('../../../../docs/weaknesses.md', import.meta.url), 'utf8')

interface Section {
  id: string
  proofs: { file: string; name: string }[]
  waits: boolean
}

/** The sections of the page, as `### W1: …` with lines that begin with `- Proof:` or `- Waits:`. */
const sections = page
  .split('\n### ')
  .slice(1)
  .map((text): Section => ({
    id: text.slice(0, text.indexOf(':')),
    proofs: text.split('\n').flatMap(readProof),
    waits: text.includes('\n- Waits: '),
  }))

function readProof(line: string): Section['proofs'] {
  if (!line.startsWith('- Proof: ')) return []
  const [file = '', name = ''] = line.slice('- Proof: '.length).split(' › ', 2)
  return [{ file: file.replaceAll('`', ''), name }]
}

/** Every text of a file of tests: names of tests, and the rows of their tables. */
function textsOf(file: string): Set<string> {
  const path = new URL(`../${file}`, import.meta.url)
  const texts = new Set<string>()
  if (!existsSync(path)) return texts
  const { program } = parseSync(file, readFileSync(path, 'utf8'))
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'string') texts.add(node.value)
    },
  }).visit(program)
  return texts
}

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
      expect(textsOf(file)).toContain(name)
    },
  )
})
