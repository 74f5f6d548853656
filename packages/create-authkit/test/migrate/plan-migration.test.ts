import { describe, expect, test } from 'vitest'

import { planMigration, type Migration } from '../../src/migrate/plan-migration.ts'
import { readProject } from '../../src/project/read-project.ts'
import { Timing } from '../../src/timing.ts'
import { temporaryFolder, writeTree } from '../file-tree.ts'
import { linkPackages, START_APP, startApp } from '../start-app.ts'
import { findCases, type MigrationCase } from './read-case.ts'
import { VENDOR_PACKAGE_JSON } from './vendor-app.ts'

const CASES = findCases()

/** So that none is made, which would have the line ends of no other file. */
const ENV_EXAMPLE =
  'WORKOS_CLIENT_ID=\nWORKOS_API_KEY=\nWORKOS_REDIRECT_URI=http://localhost:3000/callback\nWORKOS_COOKIE_PASSWORD=\n'

test('the cases say what is expected', () => {
  const silent = CASES.filter(({ expected, left }) => Object.keys(expected).length === 0 && left === '')
  expect(silent.map(({ name }) => name)).toEqual(['not-used'])
})

describe.each(CASES)('$name', (migrationCase) => {
  test('becomes what is expected, and all else is told', async () => {
    const { migration } = await migrateCase(migrationCase)
    expect(textsOf(migration)).toEqual(migrationCase.expected)
    expect(leftOf(migration)).toBe(migrationCase.left)
  })

  test('has nothing left to write for a second run', async () => {
    const { root, migration } = await migrateCase(migrationCase)
    writeTree(root, textsOf(migration))
    expect(textsOf(await plan(root))).toEqual({})
  })

  test('keeps CRLF', async () => {
    const { migration } = await migrateCase(migrationCase, toCrlf)
    expect(textsOf(migration)).toEqual(mapValues(migrationCase.expected, toCrlf))
  })

  test('keeps tabs', async () => {
    const { migration } = await migrateCase(migrationCase, toTabs)
    expect(textsOf(migration)).toEqual(mapValues(migrationCase.expected, toTabs))
  })
})

async function migrateCase(
  { input }: MigrationCase,
  change: (text: string) => string = (text) => text,
): Promise<{ root: string; migration: Migration }> {
  const files = { ...START_APP, '.env.example': ENV_EXAMPLE, 'package.json': VENDOR_PACKAGE_JSON, ...input }
  const isUnused = Object.values(input).every((text) => !text.includes('@workos/'))
  const root = startApp(
    mapValues(isUnused ? { ...files, 'package.json': START_APP['package.json'] } : files, change),
  )
  linkPackages(root, ['vite', '@tanstack/react-router', '@tanstack/react-start'])
  return { root, migration: await plan(root) }
}

async function plan(root: string): Promise<Migration> {
  const project = await readProject(root)
  return planMigration(project, { env: {}, signal: new AbortController().signal, timing: new Timing() })
}

function textsOf({ plan: { files } }: Migration): Record<string, string> {
  return Object.fromEntries(files.map(({ path, after }) => [path, after ?? '(deleted)']))
}

function leftOf({ plan: { manual, notes } }: Migration): string {
  const lines = [
    ...manual.map(({ why, snippet }) => `${why}\n${snippet.replaceAll(/^(?=.)/gm, '  | ')}`),
    ...notes,
  ]
  return lines.length === 0 ? '' : `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function toCrlf(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')
}

function toTabs(text: string): string {
  return text.replaceAll(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2))
}

test.each([
  {
    isUsed: true,
    compat: true,
    says: 'built into this app it gets our runtime, by authkit({ compat: true })',
  },
  { isUsed: false, compat: false, says: 'depends on WorkOS’ package too, and is not changed' },
])('another package of the workspace with WorkOS’ package, used by the app: $isUsed', async (expected) => {
  const dependency = expected.isUsed ? '    "@acme/ui": "workspace:*",\n    "react":' : '    "react":'
  const workspace = temporaryFolder('workspace')
  const app = Object.entries({
    ...START_APP,
    '.env.example': ENV_EXAMPLE,
    'package.json': VENDOR_PACKAGE_JSON.replace('    "react":', dependency),
    'src/auth.ts': "export { getAuth } from '@workos/authkit-tanstack-react-start'\n",
  }).map(([path, text]) => [`apps/web/${path}`, text])
  const ui = { name: '@acme/ui', dependencies: { '@workos/authkit-tanstack-react-start': '^0.11.1' } }
  writeTree(workspace, {
    ...Object.fromEntries(app),
    'pnpm-workspace.yaml': 'packages: [apps/*, packages/*]\n',
    'packages/ui/package.json': JSON.stringify(ui),
  })
  linkPackages(`${workspace}/apps/web`, ['vite', '@tanstack/react-router', '@tanstack/react-start'])

  const migration = await plan(`${workspace}/apps/web`)

  expect(migration.needsCompat).toBe(expected.compat)
  expect(textsOf(migration)['vite.config.ts']?.includes('compat: true')).toBe(expected.compat)
  expect(migration.plan.notes).toEqual([expect.stringContaining(expected.says)])
})
