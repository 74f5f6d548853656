import { mkdirSync, symlinkSync } from 'node:fs'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { createResolver } from '../../src/lint/resolve-modules.ts'
import { temporaryFolder, writeTree } from '../file-tree.ts'

const json = (value: unknown): string => JSON.stringify(value)

/** A workspace with an app and packages beside it. */
const WORKSPACE = {
  'apps/web/package.json': json({
    name: 'web',
    imports: { '#/*': './src/*', '#env': { default: './src/env.ts' } },
  }),
  'apps/web/tsconfig.json': `{
    // comments are allowed
    "compilerOptions": { "paths": { "@/*": ["./src/*"] }, "moduleResolution": "bundler", "module": "ESNext", },
  }`,
  'apps/web/src/routes/page.tsx': '',
  'apps/web/src/auth.ts': '',
  'apps/web/src/lib/index.ts': '',
  'apps/web/src/lib/types.d.ts': '',
  'apps/web/src/plain.js': '',
  'apps/web/src/env.ts': '',
  'apps/web/src/data.json': '{}',
  'packages/auth/package.json': json({
    name: '@acme/auth',
    exports: { '.': { types: './dist/index.d.ts', import: './src/index.ts' }, './server': './src/server.ts' },
  }),
  'packages/auth/src/index.ts': '',
  'packages/auth/src/server.ts': '',
  'packages/auth/dist/index.d.ts': '',
  'apps/web/node_modules/other/package.json': json({ name: 'other', main: './index.js' }),
  'apps/web/node_modules/other/index.js': '',
}

function workspace(files: Readonly<Record<string, string>> = {}): {
  root: string
  resolve: (specifier: string, from?: string) => string | undefined
} {
  const folder = realpathSync(temporaryFolder())
  writeTree(folder, { ...WORKSPACE, ...files })
  mkdirSync(join(folder, 'apps/web/node_modules/@acme'), { recursive: true })
  symlinkSync(join(folder, 'packages/auth'), join(folder, 'apps/web/node_modules/@acme/auth'))
  const root = join(folder, 'apps/web')
  const resolveModule = createResolver(root)
  return {
    root,
    resolve: (specifier, from = 'src/routes/page.tsx') =>
      resolveModule(specifier, join(root, from))?.slice(folder.length + 1),
  }
}

describe('what is found', () => {
  test.each([
    { specifier: '../auth', file: 'apps/web/src/auth.ts' },
    { specifier: '../auth.ts', file: 'apps/web/src/auth.ts' },
    { specifier: '../auth.js', file: 'apps/web/src/auth.ts' },
    { specifier: '../lib', file: 'apps/web/src/lib/index.ts' },
    { specifier: '../plain', file: 'apps/web/src/plain.js' },
    { specifier: '@/auth', file: 'apps/web/src/auth.ts' },
    { specifier: '#/auth.ts', file: 'apps/web/src/auth.ts' },
    { specifier: '#env', file: 'apps/web/src/env.ts' },
    { specifier: '@acme/auth', file: 'packages/auth/src/index.ts' },
    { specifier: '@acme/auth/server', file: 'packages/auth/src/server.ts' },
  ])('$specifier is $file', ({ specifier, file }) => {
    expect(workspace().resolve(specifier)).toBe(file)
  })
})

describe('what is none of the app', () => {
  test.each([
    'other',
    'react',
    'node:fs',
    'virtual:authkit',
    '../nowhere',
    '@/nowhere',
    '../data.json',
    '../lib/types',
  ])('%s', (specifier) => {
    expect(workspace().resolve(specifier)).toBeUndefined()
  })
})

test('the paths of a project that the configuration refers to', () => {
  const { resolve } = workspace({
    'apps/web/tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
    'apps/web/tsconfig.app.json': json({
      compilerOptions: { paths: { '~/*': ['./src/*'] } },
      include: ['src'],
    }),
  })

  expect(resolve('~/auth')).toBe('apps/web/src/auth.ts')
})

test('an app without a configuration', () => {
  const { root } = workspace()
  const resolve = createResolver(join(root, 'src'))

  expect(resolve('./auth', join(root, 'src/x.js'))).toBe(join(root, 'src/auth.ts'))
})

test('an old way of resolving does not keep package imports from being found', () => {
  const { resolve } = workspace({
    'apps/web/tsconfig.json': json({ compilerOptions: { module: 'ESNext', moduleResolution: 'node' } }),
  })

  expect(resolve('#env')).toBe('apps/web/src/env.ts')
})
