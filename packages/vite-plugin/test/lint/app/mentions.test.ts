import { parseSync } from 'vite'
import { expect, test } from 'vitest'

import { MentionIndex } from '../../../src/lint/app/mentions.ts'
import { readModule } from '../../../src/lint/parse.ts'

/** An index of some modules, which the test goes on changing. */
async function indexed(
  files: Record<string, string>,
): Promise<{ index: MentionIndex; modules: Map<string, string> }> {
  const modules = new Map(Object.entries(files))
  const index = new MentionIndex()
  await index.update(hostOf(modules))
  return { index, modules }
}

const hostOf = (modules: Map<string, string>): Parameters<MentionIndex['update']>[0] => ({
  files: () => modules.keys(),
  sourceOf: (file) => modules.get(file),
  load: async (file) => {
    const outcome = readModule(parseSync, file, modules.get(file) ?? '')
    return outcome.kind === 'parsed' ? outcome.module : undefined
  },
})

const AUTHKIT = "import { getAuth } from 'virtual:authkit'"

test('modules are listed in order, whatever order they come in', async () => {
  const { index } = await indexed({ '/b.ts': AUTHKIT, '/none.ts': '', '/a.ts': AUTHKIT })
  expect(index.files('authkit')).toStrictEqual(['/a.ts', '/b.ts'])
  expect(index.files('callback')).toStrictEqual([])
})

test.each([
  "import { test } from 'vitest'",
  "import { render } from '@testing-library/react'",
  "import type { Meta } from '@storybook/react'",
  "import { http } from 'msw'",
  "import { mount } from 'cypress/react'",
  "vi.mock('virtual:authkit')",
  "jest.mock('virtual:authkit', () => ({}), { virtual: true })",
  "describe('a', () => {})",
  "test.each([1])('a', () => {})",
  'it.each`a`("a", () => {})',
])('a test mentions nothing: %s', async (line) => {
  const { index } = await indexed({ '/a.ts': `${AUTHKIT}\n${line}` })
  expect(index.files('authkit')).toStrictEqual([])
})

test.each([
  "import { test } from './vitest'",
  "import { msw } from 'msw-like'",
  "// vi.mock('virtual:authkit')",
  "const text = `\ndescribe('a')`",
  'function test() {}\ntest()',
  "import { it } from './it'\nit('a')",
  "const check = () => { test('a') }",
  'test',
])('what looks like a test mentions what it does: %s', async (line) => {
  const { index } = await indexed({ '/a.ts': `${AUTHKIT}\n${line}` })
  expect(index.files('authkit')).toStrictEqual(['/a.ts'])
})

test.each<[string, (modules: Map<string, string>) => void, string[]]>([
  ['added', (modules) => modules.set('/b.ts', AUTHKIT), ['/a.ts', '/b.ts']],
  ['changed to mention it', (modules) => modules.set('/none.ts', AUTHKIT), ['/a.ts', '/none.ts']],
  ['changed not to', (modules) => modules.set('/a.ts', ''), []],
  ['changed otherwise', (modules) => modules.set('/a.ts', `${AUTHKIT}\n`), ['/a.ts']],
  ['made a test', (modules) => modules.set('/a.ts', `import 'node:test'\n${AUTHKIT}`), []],
  ['removed', (modules) => modules.delete('/a.ts'), []],
])('a list that was asked for knows of a module that is %s', async (_name, change, expected) => {
  const { index, modules } = await indexed({ '/a.ts': AUTHKIT, '/none.ts': '' })
  expect(index.files('authkit')).toStrictEqual(['/a.ts'])
  change(modules)
  await index.update(hostOf(modules))
  expect(index.files('authkit')).toStrictEqual(expected)
})
