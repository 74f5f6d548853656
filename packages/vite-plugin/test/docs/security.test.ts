import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { readProofs, textsOf } from './proofs.ts'

const page = readFileSync(new URL('../../../../docs/security.md', import.meta.url), 'utf8')

/** The sections of the page: each is done somewhere and proven, or not ours to do. */
const sections = page
  .split('\n### ')
  .slice(1)
  .map((text) => ({
    title: text.slice(0, text.indexOf('\n')),
    places: [...text.matchAll(/^- Where: `(.+)`$/gm)].map(([, place = '']) => place),
    proofs: readProofs(text),
    isOurs: text.includes('\n- Ours: '),
  }))

describe('docs/security.md', () => {
  test('has the sections of both documents', () => {
    const numbers = sections.flatMap(({ title }) => title.split(':', 1)[0]?.split(', ') ?? [])
    const attacks = Array.from({ length: 17 }, (_, index) => `4.${index + 1}`)
    expect(numbers).toEqual(expect.arrayContaining([...attacks, '2.1.1', '2.2.2', '4.1.2', '8.4', '8.6']))
  })

  test.each(sections)('“$title” says where, and proves it', ({ places, proofs, isOurs }) => {
    expect(places.length > 0 && proofs.length > 0).toBe(isOurs || places.length > 0)
  })

  test.each(sections.flatMap(({ places }) => places))('%s exists', (place) => {
    expect(existsSync(new URL(`../../src/${place}`, import.meta.url))).toBe(true)
  })

  test.each(sections.flatMap(({ proofs }) => proofs))('$file has the test “$name”', ({ file, name }) => {
    expect(textsOf(new URL(`../${file}`, import.meta.url))).toContain(name)
  })
})
