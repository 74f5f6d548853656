import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { appRules, moduleRules, ruleMetas } from '../../src/lint/rules/index.ts'
import type { RuleExample, RuleMeta } from '../../src/lint/rule.ts'
import type { Files } from './app-fixture.ts'
import { ruleIndex, rulePage } from './rule-page.ts'
import { foundIn, SOUND_APP } from './app/sound-app.ts'
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

interface Example {
  title: string
  code: RuleMeta['code']
  file: string
  source: string
  finds: boolean
}

function examplesOf({ code, incorrect, correct }: RuleMeta): readonly Example[] {
  const page = 'src/routes/page.tsx'
  const asExample = ({ title, file = page, code: source }: RuleExample, finds: boolean): Example => ({
    title,
    code,
    file,
    source,
    finds,
  })
  return [
    ...incorrect.map((example) => asExample(example, true)),
    ...correct.map((example) => asExample(example, false)),
  ]
}

/** What the examples of a rule about the app replace of one in which all is in its place. */
const REPLACED: Readonly<Record<string, Files>> = {
  AK004: {
    'src/routes/_app/account.tsx': `import { createFileRoute } from '@tanstack/react-router'
      export const Route = createFileRoute('/_app/account')({ loader: () => fetch('/api/account') })`,
  },
  AK012: { 'src/routes/api/auth/callback.ts': '' },
  AK013: { 'src/routes/api/auth/sign-in.ts': '' },
}

describe('examples', () => {
  test.each(moduleRules.flatMap(({ meta }) => examplesOf(meta)))(
    '$code: "$title" is found: $finds',
    ({ code, source, finds }) => {
      expect(lint(source).map((diagnostic) => diagnostic.code)).toStrictEqual(finds ? [code] : [])
    },
  )

  test.each(appRules.flatMap(({ meta }) => examplesOf(meta)))(
    '$code: "$title" is found in an app: $finds',
    async ({ code, file, source, finds }) => {
      const files = { ...SOUND_APP, ...REPLACED[code], [file]: source }
      const codes = new Set((await foundIn(files)).map((found) => found.code))
      expect(codes.has(code)).toBe(finds)
    },
  )

  test.each(ruleMetas.flatMap((meta) => [...meta.incorrect, ...meta.correct]))(
    '"$title" parses',
    ({ code }) => {
      expect(parseSync('example.tsx', code).errors).toStrictEqual([])
    },
  )
})
