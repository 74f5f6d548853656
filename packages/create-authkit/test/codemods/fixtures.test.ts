import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { CodemodResult } from '../../src/codemods/codemod-result.ts'
import { appendEnv, type EnvBlock } from '../../src/codemods/env-file.ts'
import { ignoreFile } from '../../src/codemods/gitignore.ts'
import { addDependency, type WantedDependency } from '../../src/codemods/package-json.ts'
import { wrapRouter } from '../../src/codemods/router/wrap-router.ts'
import { wrapWithProvider } from '../../src/codemods/root-route/wrap-with-provider.ts'
import { addCsrf } from '../../src/codemods/start-file/add-csrf.ts'
import { addMiddleware } from '../../src/codemods/start-file/add-middleware.ts'
import { DEFAULT_LAYOUT, type Layout } from '../../src/codemods/syntax/layout.ts'
import { includeInTsconfig } from '../../src/codemods/tsconfig-include.ts'
import { addPlugin } from '../../src/codemods/vite-config/add-plugin.ts'
import { adoptSignInHandler } from '../../src/codemods/vendor/sign-in-handler.ts'
import { addVirtualRoutes, type VirtualRoute } from '../../src/codemods/virtual-routes/add-virtual-routes.ts'
import { addTypesReference } from '../../src/codemods/vite-env-reference.ts'
import { type Fixture, findFixtures } from './find-fixtures.ts'

type Run = (fixture: Fixture, text: string, layout: Layout) => CodemodResult

const ENV_BLOCK: EnvBlock = {
  lines: [
    '# WorkOS AuthKit',
    { name: 'WORKOS_CLIENT_ID', value: 'client_123' },
    { name: 'WORKOS_API_KEY', value: 'sk_test_123' },
    { name: 'WORKOS_REDIRECT_URI', value: 'http://localhost:3000/api/auth/callback' },
    { name: 'WORKOS_COOKIE_PASSWORD', value: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' },
  ],
  present: 'value',
}

const DEPENDENCY: WantedDependency = {
  name: 'vite-plugin-authkit-start',
  range: '^0.1.0',
  list: 'devDependencies',
}

const VIRTUAL_ROUTES: readonly VirtualRoute[] = ['callback', 'sign-in'].map((name) => ({
  path: `/api/auth/${name}`,
  file: `api/auth/${name}.ts`,
}))

/** How each fixture folder's codemod is run. Its name must be here: a folder without a codemod fails. */
const CODEMODS: Record<string, { run: Run; source: boolean }> = {
  csrf: { source: true, run: ({ file }, text, layout) => addCsrf(file, text, layout) },
  'env-file': {
    source: false,
    run: ({ options }, text) => appendEnv(text, { ...ENV_BLOCK, ...options }, parseEnv),
  },
  gitignore: { source: false, run: (_fixture, text) => ignoreFile(text, '.env.local') },
  'package-json': {
    source: false,
    run: ({ options }, text) => addDependency(text, { ...DEPENDENCY, ...options }),
  },
  router: { source: true, run: ({ file }, text, layout) => wrapRouter(file, text, layout) },
  'root-route': {
    source: true,
    run: ({ file, options }, text, layout) => wrapWithProvider(file, text, { layout, ...options }),
  },
  'sign-in-handler': { source: true, run: ({ file }, text) => adoptSignInHandler(file, text) },
  'virtual-routes': {
    source: true,
    run: ({ file }, text, layout) => addVirtualRoutes(file, text, VIRTUAL_ROUTES, layout),
  },
  'start-file': {
    source: true,
    run: ({ file, options }, text, layout) => addMiddleware(file, text, { layout, ...options }),
  },
  'tsconfig-include': {
    source: true,
    run: (_fixture, text, layout) => includeInTsconfig(text, 'src/vite-env.d.ts', layout),
  },
  'vite-config': {
    source: true,
    run: ({ file, options: { exported, ...options } }, text, layout) =>
      addPlugin(file, text, {
        options: stringsOf(options),
        layout,
        ...(typeof exported === 'string' && { exported }),
      }),
  },
  'vite-env-reference': {
    source: true,
    run: (_fixture, text, layout) => addTypesReference('vite-env.d.ts', text, layout),
  },
}

const FIXTURES = findFixtures(new URL('fixtures/', import.meta.url))
const CHANGED = FIXTURES.filter(({ expected, input }) => expected !== null && expected !== input)
const SETTLED = FIXTURES.filter(({ expected }) => expected !== null)
const UNSUPPORTED = FIXTURES.filter(({ unsupported }) => unsupported !== null)

test('every fixture says what it expects', () => {
  const silent = FIXTURES.filter(
    ({ expected, unsupported }) => (expected === null) === (unsupported === null),
  )
  expect(silent.map(({ name }) => name)).toEqual([])
})

describe('supported shapes', () => {
  test.each(CHANGED)('$name is changed', (fixture) => {
    expect(run(fixture, fixture.input)).toEqual(changed(fixture, fixture.expected))
  })

  test.each(SETTLED)('$name has nothing left for a second run', (fixture) => {
    expect(run(fixture, fixture.expected ?? '')).toEqual({ status: 'unchanged' })
  })

  test.each(CHANGED)('$name keeps CRLF', (fixture) => {
    const layout: Layout = { ...DEFAULT_LAYOUT, eol: '\r\n' }
    const result = run(fixture, toCrlf(fixture.input), layout)
    // An empty file shows no line ends to follow.
    const expected =
      fixture.input.includes('\n') || isSource(fixture) ? toCrlf(fixture.expected ?? '') : fixture.expected
    expect(result).toEqual(changed(fixture, expected))
  })

  test.each(CHANGED.filter(isSource))('$name keeps tabs', (fixture) => {
    const layout: Layout = { ...DEFAULT_LAYOUT, indent: '\t' }
    const result = run(fixture, toTabs(fixture.input), layout)
    expect(result).toEqual(changed(fixture, toTabs(fixture.expected ?? '')))
  })

  test.each(CHANGED.filter(isSource))('$name keeps a byte order mark', (fixture) => {
    const result = run(fixture, `\uFEFF${fixture.input}`)
    expect(result).toEqual(changed(fixture, `\uFEFF${fixture.expected}`))
  })
})

describe('unsupported shapes', () => {
  test.each(UNSUPPORTED)('$name is refused with a reason and a place', (fixture) => {
    expect(refusal(run(fixture, fixture.input), fixture.input)).toBe(fixture.unsupported)
  })

  test.each(UNSUPPORTED)('$name says what to do', (fixture) => {
    const result = run(fixture, fixture.input)
    const { snippet, elsewhere } = { snippet: undefined, elsewhere: undefined, ...result }
    expect({
      snippet: snippet ?? null,
      elsewhere: elsewhere === undefined ? null : `${elsewhere.module} ${elsewhere.name}\n`,
    }).toEqual({ snippet: fixture.snippet, elsewhere: fixture.elsewhere })
  })

  test.each(UNSUPPORTED)('$name is refused the same way with CRLF', (fixture) => {
    const text = toCrlf(fixture.input)
    expect(refusal(run(fixture, text), text)).toBe(fixture.unsupported)
  })
})

function run(fixture: Fixture, text: string, layout: Layout = DEFAULT_LAYOUT): CodemodResult {
  const codemod = CODEMODS[fixture.codemod]
  if (codemod === undefined) throw new Error(`There is no codemod for the fixtures of ${fixture.codemod}`)
  return codemod.run(fixture, text, layout)
}

function changed({ note }: Fixture, text: string | null): CodemodResult {
  const result = { status: 'changed', text: text ?? '' } as const
  return note === null ? result : { ...result, note: note.trimEnd() }
}

function isSource({ codemod }: Fixture): boolean {
  return CODEMODS[codemod]?.source === true
}

/** `3:5 reason`, the form of unsupported.txt. */
function refusal(result: CodemodResult, text: string): string {
  if (result.status !== 'unsupported') return result.status
  const lines = text.slice(0, result.at).split('\n')
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${result.reason}\n`
}

function toCrlf(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')
}

function toTabs(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const content = line.trimStart()
      const width = line.length - content.length
      return line.startsWith('\t') ? line : '\t'.repeat(width / 2) + content
    })
    .join('\n')
}

function stringsOf(options: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]))
}
