import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { moduleRules, ruleMetas } from '../../src/lint/rules/index.ts'
import { ruleIndex, rulePage } from './rule-page.ts'
import { lint } from './lint-fixture.ts'

const docs = new URL('../../../../docs/rules/', import.meta.url)
const rules = new URL('../../src/lint/rules/', import.meta.url)

/** The pages are made from the rules: `pnpm vitest run -u` writes them, and CI fails when they differ. */
describe('docs/rules', () => {
  test.each(ruleMetas.map((meta) => [meta.code, meta] as const))(
    '%s.md is the page of its rule',
    async (code, meta) => {
      await expect(rulePage(meta)).toMatchFileSnapshot(fileURLToPath(new URL(`${code}.md`, docs)))
    },
  )

  test('README.md lists every rule', async () => {
    await expect(ruleIndex(ruleMetas)).toMatchFileSnapshot(fileURLToPath(new URL('README.md', docs)))
  })

  test('has no page without a rule', () => {
    const pages = readdirSync(docs).filter((name) => name !== 'README.md')
    expect(pages.toSorted()).toStrictEqual(ruleMetas.map((meta) => `${meta.code}.md`).toSorted())
  })
})

describe('the registry', () => {
  test('has every rule file, by its name', () => {
    const files = readdirSync(rules).filter((name) => name !== 'index.ts')
    expect(files.toSorted()).toStrictEqual(ruleMetas.map((meta) => `${meta.name}.ts`).toSorted())
  })

  test('gives each code and name once, by ascending code', () => {
    const codes = ruleMetas.map((meta) => meta.code)
    expect(codes).toStrictEqual([...new Set(codes)].toSorted())
    expect(new Set(ruleMetas.map((meta) => meta.name)).size).toBe(ruleMetas.length)
  })
})

const examples = moduleRules.flatMap(({ meta }) => [
  ...meta.incorrect.map((example) => ({ ...example, code: meta.code, source: example.code, finds: true })),
  ...meta.correct.map((example) => ({ ...example, code: meta.code, source: example.code, finds: false })),
])

describe('examples', () => {
  test.each(examples)('$code: "$title" is found: $finds', ({ code, source, finds }) => {
    expect(lint(source).map((diagnostic) => diagnostic.code)).toStrictEqual(finds ? [code] : [])
  })

  test.each(ruleMetas.flatMap((meta) => [...meta.incorrect, ...meta.correct]))(
    '"$title" parses',
    ({ code }) => {
      expect(parseSync('example.tsx', code).errors).toStrictEqual([])
    },
  )
})
