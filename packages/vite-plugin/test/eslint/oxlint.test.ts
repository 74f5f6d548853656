import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'
import { lint } from '../lint/lint-fixture.ts'
import { oxlint, pluginFile } from './oxlint.ts'
import { SOURCES } from './sources.ts'

const cases = Object.entries(SOURCES).map(([name, source], index) => ({
  name,
  source,
  file: `case-${index}.tsx`,
}))

/** One finding as oxlint's JSON gives it. */
interface OxlintDiagnostic {
  message: string
  code: string
  severity: 'error' | 'warning'
  filename: string
  /** In bytes of UTF-8. */
  labels: [{ span: { offset: number; length: number } }]
}

let folder: string
let diagnostics: OxlintDiagnostic[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authkit-oxlint-'))
  await writeFile(
    join(folder, '.oxlintrc.json'),
    JSON.stringify({
      jsPlugins: [pluginFile],
      categories: { correctness: 'off' },
      rules: plugin.configs.recommended.rules,
      settings: { authkit: { signInPath: '/log-in' } },
    }),
  )
  await Promise.all(cases.map(({ file, source }) => writeFile(join(folder, file), source)))
  const marked = `\uFEFF${SOURCES['found: a named import']}`
  await writeFile(join(folder, 'byte-order-mark.tsx'), marked)
  await writeFile(
    join(folder, 'switched-off.tsx'),
    `/* eslint-disable authkit/no-prefetched-auth-url -- not here */\n${SOURCES['found: a named import']}`,
  )
  diagnostics = await run()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the real oxlint on the folder. Findings are why it ends with 1. */
function run(): Promise<OxlintDiagnostic[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [oxlint, '--format', 'json'],
      { cwd: folder, maxBuffer: 2 ** 24 },
      (error, stdout) => {
        if (error !== null && error.code !== 1) reject(error)
        else resolve((JSON.parse(stdout) as { diagnostics: OxlintDiagnostic[] }).diagnostics)
      },
    )
  })
}

/** What oxlint found in a file, in the order of the file. */
function found(file: string): OxlintDiagnostic[] {
  const start = ({ labels }: OxlintDiagnostic): number => labels[0].span.offset
  return diagnostics
    .filter(({ filename }) => filename === file)
    .toSorted((a, b) => start(a) - start(b) || a.code.localeCompare(b.code))
}

test.each(cases)('oxlint finds what a build finds: $name', ({ file, source }) => {
  const bytes = Buffer.from(source)
  const places = found(file).map(({ code, labels: [{ span }] }) => ({
    code,
    start: bytes.subarray(0, span.offset).toString().length,
    text: bytes.subarray(span.offset, span.offset + span.length).toString(),
  }))
  expect(places).toStrictEqual(
    lint(source).map(({ rule, start, end }) => ({
      code: `authkit(${rule})`,
      start,
      text: source.slice(start, end),
    })),
  )
})

test('a byte order mark moves nothing', () => {
  const [first] = found('byte-order-mark.tsx')
  const bytes = Buffer.from(`\uFEFF${SOURCES['found: a named import']}`)
  const { offset = 0, length = 0 } = first?.labels[0].span ?? {}
  expect(bytes.subarray(offset, offset + length).toString()).toBe('getSignInUrl()')
})

test("oxlint's own comments switch a rule off", () => {
  expect(found('switched-off.tsx')).toStrictEqual([])
})

test('the configuration says how severe, and where the sign-in route is', () => {
  const [first] = found(cases.find(({ name }) => name === 'found: a named import')?.file ?? '')
  expect(first).toMatchObject({
    severity: 'error',
    message:
      '`getSignInUrl()` in the `loader` of `/a` starts a sign-in and sets a cookie on every navigation and preload. ' +
      'Take the call out, and link to the sign-in route instead: <a href="/log-in">…</a>',
  })
})
