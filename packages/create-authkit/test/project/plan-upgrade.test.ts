import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { planUpgrade, type UpgradeNeed } from '../../src/project/plan-upgrade.ts'
import { readProject } from '../../src/project/read-project.ts'
import { START_ON_VITE_7, START_ON_VITE_8 } from '../../src/project/requirements.ts'
import { type Files, installed, makeApp, PACKAGE_JSON } from './make-app.ts'

const START = '@tanstack/react-start'
const ROUTER = '@tanstack/react-router'

const OLD_START: UpgradeNeed = { start: true, vite: false }
const OLD_VITE: UpgradeNeed = { start: true, vite: true }

interface Versions {
  start: string
  router?: string
  vite?: string
  more?: Readonly<Record<string, string>>
}

/** What would be upgraded, as `name from -> to`; or why it can't be. */
async function upgradeOf(
  { start, router, vite, more }: Versions,
  files: Files,
  need: UpgradeNeed,
): Promise<string[]> {
  const dependencies = { [START]: start, ...(router === undefined ? {} : { [ROUTER]: router }) }
  const manifest = { ...PACKAGE_JSON, dependencies, devDependencies: { vite: vite ?? '^8.0.0', ...more } }
  const root = makeApp({ 'package.json': manifest, 'pnpm-lock.yaml': '', ...files })
  const plan = planUpgrade(await readProject(root, { onTooOld: () => {} }), need)
  if ('impossible' in plan) return [plan.impossible, plan.help]
  return plan.edits.map(({ name, from, to }) => `${name} ${from} -> ${to}`)
}

describe('a range keeps its form', () => {
  test.each([
    { from: '^1.140.0', to: '^1.169.5' },
    { from: '~1.140.2', to: '~1.169.5' },
    { from: '1.140.0', to: '1.169.5' },
    { from: '>=1.140.0', to: '>=1.169.5' },
    { from: '1.140.x', to: '^1.169.5' },
    { from: '1.140', to: '^1.169.5' },
  ])('$from -> $to', async ({ from, to }) => {
    expect(await upgradeOf({ start: from }, installed(START, '1.140.0'), OLD_START)).toEqual([
      `${START} ${from} -> ${to}`,
    ])
  })

  test.each([
    'latest',

    'workspace:*',
    'npm:other@1.2.3',
    '*',
    '^1',
    '1.x',
    '1.1 || 2',
  ])('%s is left alone, and what to do is said', async (from) => {
    expect(await upgradeOf({ start: from }, installed(START, '1.140.0'), OLD_START)).toEqual([
      `the range \`${from}\` of ${START} can't be raised as it is`,
      `Upgrade by hand, then run the command again:\n  pnpm add ${START}@^1.169.5 ${ROUTER}@^1.170.46`,
    ])
  })
})

test('a catalog is shared with other packages, so what to write there is said', async () => {
  const versions = { start: 'catalog:', router: 'catalog:web' }
  expect(await upgradeOf(versions, installed(START, '1.140.0'), OLD_START)).toEqual([
    `the range \`catalog:\` of ${START} can't be raised as it is`,
    [
      'Upgrade by hand, then run the command again:',
      `  in \`catalog\` of pnpm-workspace.yaml: '${START}': ^1.169.5`,
      `  in \`catalogs.web\` of pnpm-workspace.yaml: '${ROUTER}': ^1.170.46`,
    ].join('\n'),
  ])
})

describe('versions that fit together', () => {
  test('Start and the router, where package.json has both', async () => {
    const versions = { start: '^1.140.0', router: '1.139.0' }
    expect(await upgradeOf(versions, installed(START, '1.140.0'), OLD_START)).toEqual([
      `${START} ^1.140.0 -> ^${START_ON_VITE_8.start}`,
      `${ROUTER} 1.139.0 -> ${START_ON_VITE_8.router}`,
    ])
  })

  test('on Vite 7 exactly the newest that works there', async () => {
    const versions = { start: '^1.140.0', router: '~1.140.0', vite: '^7.1.7' }
    expect(await upgradeOf(versions, installed(START, '1.140.0'), OLD_START)).toEqual([
      `${START} ^1.140.0 -> ${START_ON_VITE_7.start}`,
      `${ROUTER} ~1.140.0 -> ${START_ON_VITE_7.router}`,
    ])
  })

  test('nothing is set back: a newer Start brings its own router', async () => {
    const versions = { start: '^1.200.0', router: '1.150.0' }
    const files = installed(START, '1.200.1', { dependencies: { [ROUTER]: '1.201.7' } })
    expect(await upgradeOf(versions, files, OLD_START)).toEqual([
      `${START} ^1.200.0 -> ^1.200.1`,
      `${ROUTER} 1.150.0 -> 1.201.7`,
    ])
  })

  test('nor on Vite 7', async () => {
    const versions = { start: '1.168.70', router: '1.150.0', vite: '^7.0.0' }
    const files = installed(START, '1.168.70', { dependencies: { [ROUTER]: '1.170.50' } })
    expect(await upgradeOf(versions, files, OLD_START)).toEqual([`${ROUTER} 1.150.0 -> 1.170.50`])
  })

  test('an older Vite becomes 7, with React’s plugin where it asks for less', async () => {
    const versions = {
      start: '^1.130.0',
      vite: '^6.0.0',
      more: { '@vitejs/plugin-react': '^4.3.4', 'vite-tsconfig-paths': '^5.0.0' },
    }
    const files = {
      ...installed(START, '1.130.0'),
      ...installed('@vitejs/plugin-react', '4.3.4', {
        peerDependencies: { vite: '^4.2.0 || ^5.0.0 || ^6.0.0' },
      }),
      ...installed('vite-tsconfig-paths', '5.1.0', { peerDependencies: { vite: '*' } }),
    }
    expect(await upgradeOf(versions, files, OLD_VITE)).toEqual([
      `${START} ^1.130.0 -> ${START_ON_VITE_7.start}`,
      'vite ^6.0.0 -> ^7.3.8',
      '@vitejs/plugin-react ^4.3.4 -> ^5.2.0',
    ])
  })

  test('React’s plugin stays where it works on Vite 7', async () => {
    const versions = { start: '^1.130.0', vite: '^6.0.0', more: { '@vitejs/plugin-react': '^5.0.0' } }
    const files = installed('@vitejs/plugin-react', '5.0.0', {
      peerDependencies: { vite: '^6.0.0 || ^7.0.0' },
    })
    expect(await upgradeOf(versions, files, OLD_VITE)).toHaveLength(2)
  })
})

describe('what is not upgraded for the user', () => {
  test('an older Vite that another plugin asks for', async () => {
    const versions = { start: '^1.130.0', vite: '^6.0.0', more: { 'vite-plugin-old': '1.0.0' } }
    const files = installed('vite-plugin-old', '1.0.0', { peerDependencies: { vite: '^5.0.0 || ^6.0.0' } })
    expect(await upgradeOf(versions, files, OLD_VITE)).toEqual([
      'vite-plugin-old does not say that it works on Vite 7.3.8',
      expect.stringContaining(`pnpm add ${START}@1.168.61 ${ROUTER}@1.170.42 vite@^7.3.8`),
    ])
  })

  test('an older Vite under a Start that needs 8', async () => {
    const [why] = await upgradeOf({ start: '^1.169.5', vite: '^6.0.0' }, {}, { start: false, vite: true })
    expect(why).toContain('needs Vite 8')
  })

  test('a Start that is built on Vinxi', async () => {
    const [why] = await upgradeOf({ start: '^1.112.0' }, installed(START, '1.114.3'), OLD_START)
    expect(why).toBe(`${START} 1.114.3 is not built on Vite yet`)
  })

  test('ranges that are right already', async () => {
    const versions = { start: '1.169.5', router: '1.170.46' }
    const [why] = await upgradeOf(versions, installed(START, '1.169.5'), OLD_START)
    expect(why).toBe('package.json asks for the right versions already')
  })
})

test('the release for Vite 8 is the one that this workspace is tested with', () => {
  const catalog = readFileSync(new URL('../../../../pnpm-workspace.yaml', import.meta.url), 'utf8')
  expect(catalog).toContain(`'${START}': ${START_ON_VITE_8.start}\n`)
  expect(catalog).toContain(`'${ROUTER}': ${START_ON_VITE_8.router}\n`)
})
