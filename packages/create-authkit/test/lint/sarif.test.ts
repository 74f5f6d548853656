import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Validator } from '@cfworker/json-schema'
import type { Schema } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'

import type { SarifLog } from '../../src/lint/sarif.ts'
import { runCli } from '../cli/run-cli.ts'
import { temporaryFolder, writeTree } from '../file-tree.ts'
import { START_APP } from '../start-app.ts'
import { linkPackages } from '../start-app.ts'
import { lintableApp, PREFETCHES, REDIRECTS } from './lintable-app.ts'

/** OASIS' schema, as Microsoft's own test tool carries it along. */
const SCHEMA = fileURLToPath(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))
const schema = new Validator(JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema, '4', false)

async function sarifOf(root: string): Promise<SarifLog> {
  const { stdout } = await runCli(['lint', '--sarif'], { cwd: root })
  return JSON.parse(stdout) as SarifLog
}

describe('the log', () => {
  test.each([
    { name: 'findings', files: { 'src/routes/a.tsx': PREFETCHES, 'src/routes/b.tsx': REDIRECTS } },
    { name: 'no findings', files: {} },
    {
      name: 'a trace, and a file that does not parse',
      files: {
        'src/broken.ts': `import { getSignInUrl } from 'virtual:authkit'\n(`,
        'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getSignInUrl } from 'virtual:authkit'

const getLinks = createServerFn().handler(async () => ({ signIn: await getSignInUrl() }))

export const Route = createFileRoute('/a')({ loader: () => getLinks() })
`,
      },
    },
  ])('with $name is valid by the schema', async ({ files }) => {
    const { valid, errors } = schema.validate(await sarifOf(lintableApp(files)))

    expect(errors).toEqual([])
    expect(valid).toBe(true)
  })

  test('the schema does refuse what is no log', () => {
    expect(schema.validate({ version: '2.1.0', runs: [{ tool: {} }] }).valid).toBe(false)
  })

  test('names rules, levels and places', async () => {
    const log = await sarifOf(
      lintableApp({ 'src/routes/a b.tsx': PREFETCHES, 'src/routes/redirects.tsx': REDIRECTS }),
    )

    const [run] = log.runs
    expect(run?.columnKind).toBe('utf16CodeUnits')
    expect(
      run?.tool.driver.rules.map(({ id, defaultConfiguration }) => [id, defaultConfiguration.level]),
    ).toEqual(
      expect.arrayContaining([
        ['AK001', 'error'],
        ['AK002', 'warning'],
      ]),
    )
    expect(run?.results).toMatchObject([
      {
        ruleId: 'AK001',
        ruleIndex: run?.tool.driver.rules.findIndex(({ id }) => id === 'AK001'),
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/routes/a%20b.tsx', uriBaseId: '%SRCROOT%' },
              region: { startLine: 5, startColumn: 43, endLine: 5, endColumn: 57 },
            },
          },
        ],
      },
      { ruleId: 'AK002', level: 'warning' },
    ])
  })

  test('columns count UTF-16 units, and the byte order mark is none', async () => {
    const line = `\uFEFFimport { createFileRoute } from '@tanstack/react-router'; import { getSignInUrl } from 'virtual:authkit'; /* 🔑 */ export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })\n`
    const log = await sarifOf(lintableApp({ 'src/routes/a.tsx': line }))

    const at = line.lastIndexOf('getSignInUrl')
    expect(log.runs[0]?.results[0]?.locations[0]?.physicalLocation.region).toMatchObject({
      startLine: 1,
      startColumn: at,
      endColumn: at + 'getSignInUrl()'.length,
    })
  })

  test('in a repository, paths start at its root', async () => {
    const repository = temporaryFolder('repository')
    const root = join(repository, 'apps/web')
    writeTree(root, { ...START_APP, 'src/routes/a.tsx': PREFETCHES })
    linkPackages(root, ['vite'])
    execFileSync('git', ['init', '--quiet'], { cwd: repository })

    const log = await sarifOf(root)

    const found = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'AK001')
    expect(found?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('apps/web/src/routes/a.tsx')
  })
})

describe('fingerprints', () => {
  const printsOf = async (root: string): Promise<unknown[]> =>
    (await sarifOf(root)).runs.flatMap(({ results }) =>
      results.map(({ partialFingerprints }) => partialFingerprints['authkitFinding/v1']),
    )

  test('stay when lines are added above, and differ between findings', async () => {
    const twice = PREFETCHES.replace('({ signInUrl', '({ other: await getSignInUrl(), signInUrl')
    const root = lintableApp({ 'src/routes/a.tsx': twice })
    const before = await printsOf(root)

    writeFileSync(join(root, 'src/routes/a.tsx'), `// a line above\n${twice}`)

    expect(await printsOf(root)).toEqual(before)
    expect(new Set(before).size).toBe(2)
  })
})
