import * as typescriptParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'
import { buildFindings, type Place } from './build-findings.ts'
import { SOURCES } from './sources.ts'

const linter = new Linter()
const JSX = { parserOptions: { ecmaFeatures: { jsx: true } } }

/** What ESLint finds; `undefined` where the parser can't read the module. */
function eslintFindings(source: string, languageOptions: Linter.LanguageOptions): Place[] | undefined {
  const messages = linter.verify(
    source,
    [{ ...plugin.configs.recommended, files: ['**'], languageOptions }],
    { filename: 'page.tsx' },
  )
  if (messages.some((message) => message.fatal)) return undefined
  return messages.map(({ ruleId, line, column, endLine = 0, endColumn = 0 }) => ({
    rule: ruleId ?? '',
    line,
    column,
    endLine,
    endColumn,
  }))
}

test.each(Object.entries(SOURCES))(
  'ESLint finds with the parser of typescript-eslint what a build finds: %s',
  (_name, source) => {
    expect(eslintFindings(source, { parser: typescriptParser, ...JSX })).toStrictEqual(buildFindings(source))
  },
)

const javascript = Object.entries(SOURCES).flatMap(([name, source]) => {
  const found = eslintFindings(source, JSX)
  return found === undefined ? [] : [{ name, source, found }]
})

test('most of the cases are JavaScript', () => {
  expect(javascript.length).toBeGreaterThan(Object.keys(SOURCES).length * 0.8)
})

test.each(javascript)('ESLint finds with its own parser what a build finds: $name', ({ source, found }) => {
  expect(found).toStrictEqual(buildFindings(source))
})
