import { chmodSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { describe, expect, test } from 'vitest'

import type { LintJson } from '../../src/lint/lint-json.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { lintableApp, PREFETCHES, REDIRECTS } from '../lint/lintable-app.ts'
import type { CliResult } from './run-cli.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

/** Nothing proves that a link would do where the loader's URL goes. */
const UNPROVEN = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/unproven')({
  loader: async () => ({ host: new URL(await getSignInUrl()).host }),
})
`

/** Installs AuthKit and switches Start's own protection off: AK011. */
const UNPROTECTED_START = `import { createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

export const startInstance = createStart(() => ({
  requestMiddleware: [authkitMiddleware()],
}))
`

const FILES = {
  'src/start.ts': UNPROTECTED_START,
  'src/routes/prefetches.tsx': PREFETCHES,
  'src/routes/redirects.tsx': REDIRECTS,
  'src/routes/unproven.tsx': UNPROVEN,
}

const VITE_PLUGIN = join(import.meta.dirname, '../../../vite-plugin')

function documentOf({ stdout }: CliResult): LintJson {
  return JSON.parse(stdout) as LintJson
}

test('--fix changes what can be proven, and says of the rest why not', async () => {
  const root = lintableApp(FILES)
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')

  const result = await runHere(['lint', '--fix', '--json'], { cwd: root })

  expect(result).toMatchObject({ exitCode: 1, stderr: '' })
  const { diagnostics, fixed } = documentOf(result)
  expect(fixed).toMatchObject({
    written: true,
    changes: [
      { code: 'AK001', file: 'src/routes/prefetches.tsx' },
      { code: 'AK002', file: 'src/routes/redirects.tsx' },
      { code: 'AK011', file: 'src/start.ts' },
    ],
  })
  expect(diagnostics).toMatchObject([
    {
      code: 'AK001',
      file: 'src/routes/unproven.tsx',
      help: expect.stringContaining('Not fixed: `new URL(await getSignInUrl())`'),
    },
  ])
  expect(read('src/routes/prefetches.tsx')).not.toContain('getSignInUrl')
  expect(read('src/routes/redirects.tsx')).toContain(
    "redirect({ href: '/api/auth/sign-in', reloadDocument: true })",
  )
  expect(read('src/start.ts')).toContain('requestMiddleware: [csrfMiddleware, authkitMiddleware()]')
  expect(read('src/routes/unproven.tsx')).toBe(UNPROVEN)
})

test('undo gives back what it changed', async () => {
  const root = lintableApp(FILES)
  const before = readTree(root)

  const fix = await runHere(['lint', '--fix'], { cwd: root })
  expect(fix.stdout).toContain('`create-authkit-start undo` takes it back.')
  const undo = await runHere(['undo', '--yes'], { cwd: root })

  expect(undo).toMatchObject({ exitCode: 0, stderr: '' })
  expect(undo.stdout).toContain('3 files changed back')
  expect(readTree(root)).toEqual(before)
})

test('a second run changes nothing', async () => {
  const root = lintableApp(FILES)
  await runHere(['lint', '--fix'], { cwd: root })
  const before = readTree(root)

  const result = await runHere(['lint', '--fix', '--json'], { cwd: root })

  expect(documentOf(result).fixed).toEqual({ written: true, changes: [], files: [] })
  expect(readTree(root)).toEqual(before)
})

describe('--dry-run', () => {
  test('shows the diff and what is there now, and writes nothing', async () => {
    const root = lintableApp(FILES)
    const before = readTree(root)

    const { exitCode, stdout } = await runHere(['lint', '--fix', '--dry-run'], { cwd: root })

    expect(exitCode).toBe(1)
    expect(stdout).toContain('at src/routes/redirects.tsx:6:34')
    expect(stdout).toContain(`
-    throw redirect({ href: await getSignInUrl() })
+    throw redirect({ href: '/api/auth/sign-in', reloadDocument: true })
`)
    expect(stdout).toContain('would fix AK002 src/routes/redirects.tsx: link to /api/auth/sign-in')
    expect(readTree(root)).toEqual(before)
  })

  test('as JSON it has the hunks', async () => {
    const root = lintableApp(FILES)

    const { fixed, counts } = documentOf(
      await runHere(['lint', '--fix', '--dry-run', '--json'], { cwd: root }),
    )

    expect(fixed).toMatchObject({
      written: false,
      files: [
        { path: 'src/routes/prefetches.tsx', hunks: [{ oldStart: 1 }] },
        { path: 'src/routes/redirects.tsx' },
        { path: 'src/start.ts' },
      ],
    })
    expect(counts).toMatchObject({ errors: 2, warnings: 2 })
  })
})

test('only what the arguments choose is changed', async () => {
  const root = lintableApp(FILES)
  const before = readTree(root)

  await runHere(['lint', '--fix', 'src/routes/redirects.tsx'], { cwd: root })

  const after = readTree(root)
  const changed = Object.keys(after).filter((path) => after[path] !== before[path])
  const source = changed.filter((path) => !path.startsWith('.authkit-start'))
  expect(source).toEqual(['src/routes/redirects.tsx'])
})

test('when one file can not be written, none is', async () => {
  const root = lintableApp(FILES)
  chmodSync(join(root, 'src/routes/redirects.tsx'), 0o444)
  const before = readTree(root)

  const result = await runCli(['lint', '--fix'], { cwd: root, obeysPermissions: true })

  expect(result).toMatchObject({ exitCode: 1, stdout: '' })
  expect(result.stderr).toContain('src/routes/redirects.tsx')
  expect(readTree(root)).toEqual(before)
})

test('a package of the workspace is followed, and not changed', async () => {
  const root = lintableApp({
    'src/routes/page.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { getLinks } from '@acme/links'

export const Route = createFileRoute('/page')({ loader: () => getLinks() })
`,
  })
  const workspace = realpathSync(temporaryFolder('workspace'))
  const source = `import { getSignInUrl } from 'virtual:authkit'

export const getLinks = async () => ({ signIn: await getSignInUrl() })
`
  writeTree(workspace, {
    'package.json': JSON.stringify({ name: '@acme/links', exports: './links.ts' }),
    'links.ts': source,
  })
  mkdirSync(join(root, 'node_modules/@acme'))
  symlinkSync(workspace, join(root, 'node_modules/@acme/links'))

  const result = await runHere(['lint', '--fix', '--json'], { cwd: root })

  expect(documentOf(result)).toMatchObject({
    diagnostics: [
      {
        code: 'AK001',
        file: 'src/routes/page.tsx',
        help: expect.stringMatching(/Not fixed: .*links\.ts is not in the app's source directory/),
        trace: [{ file: `${workspace}/links.ts`, start: { line: 3, column: 54 } }],
      },
    ],
    fixed: { changes: [] },
  })
  expect(readFileSync(join(workspace, 'links.ts'), 'utf8')).toBe(source)
})

describe('a package of the workspace that reads what a loader returns', () => {
  const PAGE = `import { createFileRoute } from '@tanstack/react-router'
import { SignInBox } from '@acme/ui'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/page')({
  loader: async () => ({ signInUrl: await getSignInUrl() }),
  component: () => <SignInBox />,
})
`
  const reader = (use: string): string => `import { useLoaderData } from '@tanstack/react-router'

export function SignInBox() {
  const data = useLoaderData({ from: '/page' })
  return ${use}
}
`

  test.each([
    { use: '<a href={data.signInUrl}>Sign in</a>', isFixed: true },
    { use: '<p>{new URL(data.signInUrl).host}</p>', isFixed: false },
    { use: '<p>{JSON.stringify(data)}</p>', isFixed: false },
  ])('$use', async ({ use, isFixed }) => {
    const root = lintableApp({ 'src/routes/page.tsx': PAGE })
    const workspace = realpathSync(temporaryFolder('workspace'))
    writeTree(workspace, {
      'package.json': JSON.stringify({ name: '@acme/ui', exports: './box.tsx' }),
      'box.tsx': reader(use),
    })
    mkdirSync(join(root, 'node_modules/@acme'))
    symlinkSync(workspace, join(root, 'node_modules/@acme/ui'))

    await runHere(['lint', '--fix', '--json'], { cwd: root })

    expect(readFileSync(join(root, 'src/routes/page.tsx'), 'utf8') !== PAGE).toBe(isFixed)
    expect(readFileSync(join(workspace, 'box.tsx'), 'utf8')).toBe(reader(use))
  })
})

test('interrupted, it changes nothing and says so', async () => {
  const root = lintableApp(FILES, [])
  const parser = createRequire(join(VITE_PLUGIN, 'package.json')).resolve('oxc-parser')
  writeTree(root, {
    'node_modules/vite/package.json': JSON.stringify({
      name: 'vite',
      version: '8.0.0',
      exports: './index.js',
      type: 'module',
    }),
    'node_modules/vite/index.js': `import { parseSync as parse } from ${JSON.stringify(pathToFileURL(parser).href)}
export function parseSync(...given) {
  process.kill(process.pid, 'SIGINT')
  return parse(...given)
}
`,
  })
  const before = readTree(root)

  const result = await runCli(['lint', '--fix', '--json'], { cwd: root })

  expect(result.exitCode).toBe(130)
  expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'ERR_ABORTED' } })
  expect(readTree(root)).toEqual(before)
})

test('without --fix, the last line says that it would help', async () => {
  const fixable = await runHere(['lint'], {
    cwd: lintableApp({ 'src/routes/redirects.tsx': REDIRECTS }),
  })
  const notFixable = await runHere(['lint'], { cwd: lintableApp({ 'src/routes/unproven.tsx': UNPROVEN }) })

  expect(fixable.stdout).toMatch(/add --fix .*\n$/)
  expect(notFixable.stdout).not.toContain('--fix')
})
