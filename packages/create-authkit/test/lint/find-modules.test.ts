import { execFileSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { findModules } from '../../src/lint/find-modules.ts'
import { readSource } from '../../src/lint/read-source.ts'
import { temporaryFolder, writeTree } from '../file-tree.ts'

const TREE = {
  'src/a.ts': '',
  'src/b.tsx': '',
  'src/c.mjs': '',
  'src/nested/d.jsx': '',
  'src/types.d.ts': '',
  'src/style.css': '',
  'src/routeTree.gen.ts': '',
  'src/tree.ts': '',
  'src/.hidden/e.ts': '',
  'src/node_modules/x/index.js': '',
  'src/ignored.ts': '',
  'other/f.ts': '',
  '.gitignore': 'node_modules\nignored.ts\n',
}

function below(root: string, paths: readonly string[]): string[] {
  return paths.map((path) => path.slice(root.length + 1))
}

function git(root: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: root, stdio: 'ignore' })
}

describe('in a repository', () => {
  test('what git keeps, and what it would', async () => {
    const root = temporaryFolder()
    writeTree(root, TREE)
    git(root, 'init')
    git(root, 'add', 'src/a.ts')

    expect(below(root, await findModules(root, 'src', ['src/tree.ts']))).toEqual([
      'src/.hidden/e.ts',
      'src/a.ts',
      'src/b.tsx',
      'src/c.mjs',
      'src/nested/d.jsx',
    ])
  })

  test('an app that git ignores as a whole is read all the same', async () => {
    const repository = temporaryFolder()
    writeTree(repository, { '.gitignore': 'playground\n', 'playground/src/a.ts': '' })
    git(repository, 'init')
    const root = join(repository, 'playground')

    expect(below(root, await findModules(root, 'src', []))).toEqual(['src/a.ts'])
  })

  test('a file that is in the index and gone is listed: reading it tells', async () => {
    const root = temporaryFolder()
    writeTree(root, TREE)
    git(root, 'init')
    git(root, 'add', 'src/a.ts')
    rmSync(join(root, 'src/a.ts'))

    expect(below(root, await findModules(root, 'src', []))).toContain('src/a.ts')
  })
})

test('without a repository, hidden folders and packages are left out', async () => {
  const root = temporaryFolder()
  writeTree(root, TREE)

  expect(below(root, await findModules(root, '.', ['src/tree.ts']))).toEqual([
    'other/f.ts',
    'src/a.ts',
    'src/b.tsx',
    'src/c.mjs',
    'src/ignored.ts',
    'src/nested/d.jsx',
  ])
})

test('a folder that is not there has no modules', async () => {
  expect(await findModules(temporaryFolder(), 'src', [])).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a pipe is no module, and a link to one is not waited for',
  async () => {
    const root = temporaryFolder()
    writeTree(root, { 'src/a.ts': 'export {}' })
    execFileSync('mkfifo', [join(root, 'src/pipe.ts')])
    symlinkSync('pipe.ts', join(root, 'src/link.ts'))
    symlinkSync('a.ts', join(root, 'src/other.ts'))

    const found = await findModules(root, 'src', [])
    expect(below(root, found)).toEqual(['src/a.ts', 'src/link.ts', 'src/other.ts'])
    expect(found.map((file) => readSource(file))).toEqual(['export {}', undefined, 'export {}'])
  },
)
