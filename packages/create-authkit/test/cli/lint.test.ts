import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { LintJson } from '../../src/lint/lint-json.ts'
import { readTree } from '../file-tree.ts'
import { lintableApp, MODULE_COUNT, PREFETCHES, REDIRECTS } from '../lint/lintable-app.ts'
import { linkPackages } from '../start-app.ts'
import type { CliResult } from './run-cli.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

/** Switches the rules off that look at the app as a whole. */
const LOADERS_ONLY = ['AK010', 'AK012', 'AK013'].flatMap((code) => ['--rule', `${code}=off`])

const BOTH = { 'src/routes/prefetches.tsx': PREFETCHES, 'src/routes/redirects.tsx': REDIRECTS }

/** Parses stdout as a whole: one stray line in front of or behind the document fails. */
function documentOf({ stdout }: CliResult): LintJson {
  return JSON.parse(stdout) as LintJson
}

function codesOf(result: CliResult): string[] {
  return documentOf(result).diagnostics.map(
    ({ code, file, start }) => `${code} ${file}:${start.line}:${start.column}`,
  )
}

describe('output', () => {
  test('for people: frames and a sum', async () => {
    const result = await runCli(['lint'], { cwd: lintableApp(BOTH) })

    expect(result).toMatchObject({ exitCode: 1, stderr: '' })
    expect(result.stdout).toMatch(/^error AK001 no-prefetched-auth-url\n/)
    expect(result.stdout).toContain(`at src/routes/prefetches.tsx:5:43
  3 |
  4 | export const Route = createFileRoute('/prefetches')({
> 5 |   loader: async () => ({ signInUrl: await getSignInUrl() }),
    |                                           ^^^^^^^^^^^^^^
  6 | })
help: `)
    expect(result.stdout).toContain('\n\nwarn AK002 ')
    expect(result.stdout).toMatch(/\n\n1 error, 1 warning in 9 files\.\n/)
  })

  test('an app without a finding', async () => {
    const result = await runHere(['lint'], { cwd: lintableApp() })

    expect(result).toEqual({ exitCode: 0, stderr: '', stdout: `No findings in ${MODULE_COUNT} files.\n` })
  })

  test('--json is one document with every place', async () => {
    const root = lintableApp(BOTH)

    const result = await runCli(['lint', '--json'], { cwd: root })

    expect(result).toMatchObject({ exitCode: 1, stderr: '' })
    expect(documentOf(result)).toEqual({
      ok: false,
      root,
      counts: { modules: MODULE_COUNT + 2, errors: 1, warnings: 1, unparsable: 0 },
      diagnostics: [
        expect.objectContaining({
          code: 'AK001',
          rule: 'no-prefetched-auth-url',
          severity: 'error',
          file: 'src/routes/prefetches.tsx',
          start: { offset: 201, line: 5, column: 43 },
          end: { offset: 215, line: 5, column: 57 },
        }),
        expect.objectContaining({ code: 'AK002', severity: 'warn', file: 'src/routes/redirects.tsx' }),
      ],
      unparsable: [],
      fixed: null,
      notes: [],
    })
  })

  test('nothing is written', async () => {
    const root = lintableApp(BOTH)
    const before = readTree(root)

    await runHere(['lint'], { cwd: root })

    expect(readTree(root)).toEqual(before)
  })
})

describe('exit codes', () => {
  test.each([
    { name: 'errors', args: [], exitCode: 1 },
    { name: 'warnings alone', args: ['--rule', 'AK001=warn'], exitCode: 0 },
    {
      name: 'no more warnings than allowed',
      args: ['--rule', 'AK001=warn', '--max-warnings', '2'],
      exitCode: 0,
    },
    {
      name: 'more warnings than allowed',
      args: ['--rule', 'AK001=warn', '--max-warnings', '1'],
      exitCode: 1,
    },
    { name: 'everything off', args: ['--rule', 'AK001=off', '--rule', 'AK002=off'], exitCode: 0 },
    { name: 'a rule by its name', args: ['--rule', 'no-prefetched-auth-url=off'], exitCode: 0 },
  ])('$name: $exitCode', async ({ args, exitCode }) => {
    expect(await runHere(['lint', ...args], { cwd: lintableApp(BOTH) })).toMatchObject({
      exitCode,
      stderr: '',
    })
  })

  test.each([
    { args: ['--rule', 'AK001'], says: '`AK001=off`' },
    { args: ['--rule', 'AK001=never'], says: '`error`, `warn`, `off`' },
    { args: ['--rule', 'AK01=off'], says: 'Did you mean `AK001`?' },
    { args: ['--rule', 'no-prefetched-auth-urls=off'], says: 'Did you mean `no-prefetched-auth-url`?' },
    { args: ['--max-warnings', 'many'], says: '`--max-warnings`' },
    { args: ['--json', '--sarif'], says: 'Choose one' },
    { args: ['--dry-run'], says: '`--fix`' },
    { args: ['src/nowhere.ts'], says: '`src/nowhere.ts`' },
    { args: ['--rules', 'AK001=off'], says: 'Did you mean `--rule`?' },
  ])('usage: $args', async ({ args, says }) => {
    const result = await runHere(['lint', ...args], { cwd: lintableApp() })

    expect(result.exitCode).toBe(2)
    expect(`${result.stdout}${result.stderr}`).toContain(says)
  })

  test('not an app', async () => {
    const result = await runHere(['lint', '--json'], { cwd: '/' })

    expect(result.exitCode).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'ERR_NO_PACKAGE_JSON' } })
  })
})

describe('which modules', () => {
  test('a file that does not parse is reported, and the others are checked', async () => {
    const broken = `import { getSignInUrl } from 'virtual:authkit'\nconst url = getSignInUrl(\n`
    const root = lintableApp({ ...BOTH, 'src/broken.ts': broken })

    const [json, text] = await Promise.all([
      runHere(['lint', '--json', '--rule', 'AK001=off'], { cwd: root }),
      runHere(['lint'], { cwd: root }),
    ])

    expect(json.exitCode).toBe(1)
    expect(documentOf(json).unparsable).toEqual([
      { file: 'src/broken.ts', message: expect.any(String), start: expect.objectContaining({ line: 3 }) },
    ])
    expect(text.stdout).toContain('at src/broken.ts:3:1')
    expect(text.stdout).toContain('AK001')
  })

  test('arguments choose files and folders; the rest of the app stays known', async () => {
    const root = lintableApp({ ...BOTH, 'src/routes/deep/prefetches.tsx': PREFETCHES })

    expect(codesOf(await runHere(['lint', '--json', 'src/routes/redirects.tsx'], { cwd: root }))).toEqual([
      'AK002 src/routes/redirects.tsx:6:34',
    ])
    expect(codesOf(await runHere(['lint', '--json', './deep'], { cwd: join(root, 'src/routes') }))).toEqual([
      'AK001 src/routes/deep/prefetches.tsx:5:43',
    ])
  })

  test('what git ignores, and what was generated, is left out', async () => {
    const root = lintableApp({
      'src/routes/ignored.tsx': PREFETCHES,
      'src/routeTree.gen.ts': PREFETCHES,
      'src/routes/found.tsx': PREFETCHES,
      '.gitignore': 'node_modules\nsrc/routes/ignored.tsx\n',
    })
    execFileSync('git', ['init', '--quiet'], { cwd: root })

    expect(codesOf(await runHere(['lint', '--json'], { cwd: root }))).toEqual([
      'AK001 src/routes/found.tsx:5:43',
    ])
  })

  test('the source directory of the Vite config', async () => {
    const root = lintableApp({
      'vite.config.ts': `import { tanstackStart } from '@tanstack/react-start/plugin/vite'
export default { plugins: [tanstackStart({ srcDirectory: 'app' })] }
`,
      'app/routes/found.tsx': PREFETCHES,
      'src/routes/other.tsx': PREFETCHES,
    })

    expect(codesOf(await runHere(['lint', '--json', ...LOADERS_ONLY], { cwd: root }))).toEqual([
      'AK001 app/routes/found.tsx:5:43',
    ])
  })
})

describe('the Vite config', () => {
  const withLint = (lint: string): string => `import { authkit } from 'vite-plugin-authkit-start'
import { rules } from './rules.ts'
export default { plugins: [authkit({ ${lint} })] }
`

  test('its severities and paths count, the command line counts more', async () => {
    const root = lintableApp({
      ...BOTH,
      'vite.config.ts': withLint("signInPath: '/login', lint: { rules: { AK001: 'off', AK002: 'error' } }"),
    })

    const configured = documentOf(await runHere(['lint', '--json', ...LOADERS_ONLY], { cwd: root }))
    expect(configured.diagnostics).toMatchObject([
      { code: 'AK002', severity: 'error', help: expect.stringContaining("'/login'") },
    ])
    const overridden = await runHere(
      ['lint', '--json', ...LOADERS_ONLY, '--rule', 'AK001=warn', '--rule', 'AK002=off'],
      {
        cwd: root,
      },
    )
    expect(documentOf(overridden).diagnostics).toMatchObject([{ code: 'AK001', severity: 'warn' }])
  })

  test.each([
    { name: 'what can not be read', lint: 'lint: { rules }', note: 'the defaults are used' },
    { name: 'one rule that can not be read', lint: 'lint: { rules: { AK001: rules } }', note: 'AK001' },
    { name: 'checks that are off in the build', lint: 'lint: false', note: 'lint: false' },
    {
      name: 'a rule that this version does not know',
      lint: "lint: { rules: { AK999: 'off' } }",
      note: 'AK999',
    },
  ])('$name is said', async ({ lint, note }) => {
    const root = lintableApp({ ...BOTH, 'vite.config.ts': withLint(lint) })

    const document = documentOf(await runHere(['lint', '--json'], { cwd: root }))

    expect(document.notes).toEqual([expect.stringContaining(note)])
    expect(document.counts).toMatchObject({ errors: 1, warnings: 1 })
  })

  test('options that can not be read at all are said, too', async () => {
    const root = lintableApp({
      ...BOTH,
      'vite.config.ts': `import { authkit } from 'vite-plugin-authkit-start'
import { options } from './options.ts'
export default { plugins: [authkit(options)] }
`,
    })

    const document = documentOf(await runHere(['lint', '--json'], { cwd: root }))

    expect(document.notes).toEqual([expect.stringContaining('vite.config.ts:3:36')])
    expect(document.counts.errors).toBe(1)
  })
})

describe('the parser', () => {
  const VITE_PLUGIN = join(import.meta.dirname, '../../../vite-plugin/node_modules')

  function onVite7(): string {
    const root = lintableApp(BOTH, [])
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    symlinkSync(join(VITE_PLUGIN, 'vite-7'), join(root, 'node_modules/vite'))
    return root
  }

  test('on Vite 7 it is the package oxc-parser', async () => {
    const root = onVite7()
    linkPackages(root, ['oxc-parser'])

    expect(codesOf(await runHere(['lint', '--json'], { cwd: root }))).toHaveLength(2)
  })

  test('on Vite 7 without it, the error says what to install', async () => {
    const result = await runHere(['lint'], { cwd: onVite7() })

    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toContain('pnpm add -D oxc-parser')
  })

  test('before an install, the error says to install', async () => {
    const root = lintableApp(BOTH)
    rmSync(join(root, 'node_modules'), { recursive: true })

    const result = await runHere(['lint', '--json'], { cwd: root })

    expect(result.exitCode).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({
      error: { code: 'ERR_NO_PARSER', help: expect.stringContaining('pnpm install') },
    })
  })
})
