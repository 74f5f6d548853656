import { parseSync } from 'vite'
import { expect, test } from 'vitest'

import { findImports } from '../../src/lint/find-import.ts'
import { parseModule } from '../../src/lint/parse.ts'
import { unmark } from './lint-fixture.ts'

function found(source: string): string | undefined {
  const parsed = parseModule(parseSync, '/a.ts', source)
  const span = parsed && findImports(parsed).find(({ specifier }) => specifier === 'pkg')
  return span && `${source.slice(span.start, span.end)} at ${span.start}`
}

test.each([
  "import 'other'\n«import { a } from 'pkg'»\nimport 'pkg'",
  "«import 'pkg'»",
  "«export * from 'pkg'»",
  "«export { a } from 'pkg'»",
  "const load = () => «import('pkg')»",
  "import type { A } from 'pkg'\n«import { a } from 'pkg'»",
  "import { type A } from 'pkg'\n«import { type A, a } from 'pkg'»",
  "import { type A } from 'pkg'\n«import {} from 'pkg'»",
])('%s', (marked) => {
  const { source, start, end } = unmark(marked)
  expect(found(source)).toBe(`${source.slice(start, end)} at ${start}`)
})

test.each([
  "import type { A } from 'pkg'",
  "export type { A } from 'pkg'",
  "import { type A, type B } from 'pkg'",
  "const a = 'pkg'",
  'import(name)',
])('finds none in %s', (source) => {
  expect(found(source)).toBeUndefined()
})
