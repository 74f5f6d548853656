import { expect, test } from 'vitest'

import { MentionIndex } from '../../../src/lint/app/mentions.ts'

/** An index of some modules, which the test goes on changing. */
function indexed(files: Record<string, string>): { index: MentionIndex; modules: Map<string, string> } {
  const modules = new Map(Object.entries(files))
  const index = new MentionIndex()
  index.update(hostOf(modules))
  return { index, modules }
}

const hostOf = (modules: Map<string, string>): Parameters<MentionIndex['update']>[0] => ({
  files: () => modules.keys(),
  sourceOf: (file) => modules.get(file),
})

const AUTHKIT = "import { getAuth } from 'virtual:authkit'"

test('modules are listed in order, whatever order they come in', () => {
  const { index } = indexed({ '/b.ts': AUTHKIT, '/none.ts': '', '/a.ts': AUTHKIT })
  expect(index.files('authkit')).toStrictEqual(['/a.ts', '/b.ts'])
  expect(index.files('callback')).toStrictEqual([])
})

test('a test mentions nothing', () => {
  const { index } = indexed({ '/a.test.ts': `import { test } from 'vitest'\n${AUTHKIT}` })
  expect(index.files('authkit')).toStrictEqual([])
})

test.each<[string, (modules: Map<string, string>) => void, string[]]>([
  ['added', (modules) => modules.set('/b.ts', AUTHKIT), ['/a.ts', '/b.ts']],
  ['changed to mention it', (modules) => modules.set('/none.ts', AUTHKIT), ['/a.ts', '/none.ts']],
  ['changed not to', (modules) => modules.set('/a.ts', ''), []],
  ['changed otherwise', (modules) => modules.set('/a.ts', `${AUTHKIT}\n`), ['/a.ts']],
  ['made a test', (modules) => modules.set('/a.ts', `import 'node:test'\n${AUTHKIT}`), []],
  ['removed', (modules) => modules.delete('/a.ts'), []],
])('a list that was asked for knows of a module that is %s', (_name, change, expected) => {
  const { index, modules } = indexed({ '/a.ts': AUTHKIT, '/none.ts': '' })
  expect(index.files('authkit')).toStrictEqual(['/a.ts'])
  change(modules)
  index.update(hostOf(modules))
  expect(index.files('authkit')).toStrictEqual(expected)
})
