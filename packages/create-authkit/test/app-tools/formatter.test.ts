import { expect, test } from 'vitest'

import { findFormatter, formatNewFiles } from '../../src/app-tools/formatter.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { readProject } from '../../src/project/read-project.ts'
import { START_APP, startApp } from '../start-app.ts'

const PACKAGES = { Biome: '@biomejs/biome', oxfmt: 'oxfmt', Prettier: 'prettier' } as const
const COMMANDS = { Biome: 'biome', oxfmt: 'oxfmt', Prettier: 'prettier' } as const

type Name = keyof typeof PACKAGES

/** An app with formatters that answer with what `script` prints. */
function appWith(
  names: readonly Name[],
  files: Readonly<Record<string, string>>,
  script = 'process.stdin.pipe(process.stdout)',
): string {
  const installed = names.flatMap((name) => [
    [
      `node_modules/${PACKAGES[name]}/package.json`,
      JSON.stringify({ name: PACKAGES[name], version: '1.0.0', bin: { [COMMANDS[name]]: 'bin.cjs' } }),
    ],
    [`node_modules/${PACKAGES[name]}/bin.cjs`, script],
  ])
  return startApp({ ...Object.fromEntries(installed), ...files })
}

const withScript = (format: string): Record<string, string> => ({
  'package.json': JSON.stringify({
    ...(JSON.parse(START_APP['package.json']) as object),
    scripts: { format },
  }),
})
const withProperty = (name: string): Record<string, string> => ({
  'package.json': JSON.stringify({ ...(JSON.parse(START_APP['package.json']) as object), [name]: {} }),
})

test.each<{ installed: Name[]; files: Record<string, string>; is: Name | null }>([
  { installed: [], files: { 'biome.json': '{}' }, is: null },
  { installed: ['Biome'], files: {}, is: null },
  { installed: ['Biome'], files: { 'biome.jsonc': '{}' }, is: 'Biome' },
  { installed: ['oxfmt'], files: { '.oxfmtrc.json': '{}' }, is: 'oxfmt' },
  { installed: ['Prettier'], files: { '.prettierrc': '{}' }, is: 'Prettier' },
  { installed: ['Prettier'], files: { 'prettier.config.js': '' }, is: 'Prettier' },
  { installed: ['Prettier'], files: withProperty('prettier'), is: 'Prettier' },
  { installed: ['Prettier'], files: withScript('prettier --write .'), is: 'Prettier' },
  { installed: ['Biome', 'Prettier'], files: { 'biome.json': '{}' }, is: 'Biome' },
  { installed: ['Biome', 'Prettier'], files: { 'biome.json': '{}', '.prettierrc': '{}' }, is: null },
  {
    installed: ['Biome', 'Prettier'],
    files: { 'biome.json': '{}', '.prettierrc': '{}', ...withScript('prettier --write .') },
    is: 'Prettier',
  },
])('of $installed with $files it is $is', async ({ installed, files, is }) => {
  expect(findFormatter(await readProject(appWith(installed, files)))).toBe(is)
})

const PLAN: Plan = {
  root: '/app',
  files: [
    { kind: 'create', path: 'src/start.ts', before: null, after: 'const a = 1\n', why: '', step: 'a' },
    { kind: 'create', path: '.env.local', before: null, after: 'A=1\n', why: '', step: 'b' },
    { kind: 'modify', path: 'src/b.ts', before: 'const b = 1\n', after: 'const b = 2\n', why: '', step: 'c' },
  ],
  manual: [],
  skipped: [],
  notes: [],
  needsInstall: false,
}

async function formatWith(
  script: string,
  signal: AbortSignal = new AbortController().signal,
): ReturnType<typeof formatNewFiles> {
  const project = await readProject(appWith(['Biome'], { 'biome.json': '{}' }, script))
  return formatNewFiles(PLAN, project, { env: process.env, signal })
}

test('gives it the sources that are created, and nothing else', async () => {
  const tell = 'process.stdout.write(`const seen = ${JSON.stringify(process.argv.slice(2))}\\n`)'

  expect(await formatWith(tell)).toEqual({
    result: { status: 'formatted', formatter: 'Biome' },
    texts: new Map([['src/start.ts', 'const seen = ["format","--stdin-file-path=src/start.ts"]\n']]),
  })
})

test('one that changes nothing', async () => {
  expect(await formatWith('process.stdin.pipe(process.stdout)')).toEqual({
    result: { status: 'unchanged', formatter: 'Biome' },
    texts: new Map(),
  })
})

test.each([
  { script: 'console.error("first\\nno configuration"); process.exit(1)', reason: 'no configuration' },
  { script: 'process.exit(0)', reason: 'it printed no source for src/start.ts' },
  { script: 'console.log("const = 1")', reason: 'it printed no source for src/start.ts' },
])('`$script` is a failure: $reason', async ({ script, reason }) => {
  expect(await formatWith(script)).toEqual({
    result: { status: 'failed', formatter: 'Biome', reason },
    texts: new Map(),
  })
})

test('an interrupt ends it', async () => {
  const controller = new AbortController()
  const formatting = formatWith('setInterval(() => {}, 1000)', controller.signal)
  setTimeout(() => controller.abort(new Error('stop')), 200)

  await expect(formatting).rejects.toThrow('stop')
})
