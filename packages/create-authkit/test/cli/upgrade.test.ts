import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree, writeTree } from '../file-tree.ts'
import { linkPackages, packageManagerThat, START_APP, startApp } from '../start-app.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

const START = '@tanstack/react-start'
const ROUTER = '@tanstack/react-router'

/** An app with the package.json of the usual one, but other ranges, and an old Start installed. */
function oldApp(range = '^1.140.0'): string {
  const manifest = START_APP['package.json']
    .replace('"^1.169.0"', `"${range}"`)
    .replace('"^1.170.0"', '"1.140.0"')
  const root = startApp({ 'package.json': manifest })
  linkPackages(root, [
    '@types/react',
    '@types/react-dom',
    '@vitejs/plugin-react',
    'react',
    'react-dom',
    'typescript',
    'vite',
  ])
  for (const name of [START, ROUTER]) {
    writeTree(root, { [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.140.0' }) })
  }
  return root
}

/** Puts the packages of this workspace in place of the old ones, as an install of the new ranges would. */
const INSTALLS_THE_NEW = `
grep -q '"${START}": "^1.169.5"' package.json || exit 1
grep -q '"${ROUTER}": "1.170.46"' package.json || exit 1
for name in ${START} ${ROUTER}; do
  rm -r "node_modules/$name"
  ln -s "${join(import.meta.dirname, '../../../vite-plugin/node_modules')}/$name" "node_modules/$name"
done
ln -s "${join(import.meta.dirname, '../../../vite-plugin')}" node_modules/vite-plugin-authkit-start
echo installed >> pnpm-lock.yaml
`

function sources(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => !path.startsWith('node_modules')),
  )
}

test('--upgrade raises the ranges in the same plan, and undo gives them back', async () => {
  const root = oldApp()
  const before = sources(root)
  const bin = packageManagerThat('pnpm', INSTALLS_THE_NEW)

  const result = await runHere(['--yes', '--upgrade', '--json'], { cwd: root, bin })

  expect(JSON.parse(result.stdout)).toMatchObject({
    status: 'applied',
    outcome: { installed: true, routeTree: { status: 'changed' }, types: { checked: true, newErrors: [] } },
    repeat: 'pnpm create authkit-start --yes --local --upgrade',
    plan: {
      files: expect.arrayContaining([
        expect.objectContaining({
          path: 'package.json',
          why: `adds vite-plugin-authkit-start; upgrades ${START}, ${ROUTER}`,
        }),
      ]),
    },
  })
  expect(await runHere(['doctor'], { cwd: root })).toMatchObject({ exitCode: 0 })
  expect(await runHere(['undo', '--yes'], { cwd: root })).toMatchObject({ exitCode: 0 })
  expect(sources(root)).toEqual(before)
})

test('undo gives the ranges back as well when package.json was edited since', async () => {
  const root = oldApp()
  await runHere(['--yes', '--upgrade', '--no-install'], { cwd: root })
  const text = readFileSync(join(root, 'package.json'), 'utf8')
  writeTree(root, { 'package.json': text.replace('"name": "app"', '"name": "mine"') })

  const result = await runHere(['undo', '--yes'], { cwd: root })

  expect(result).toMatchObject({ exitCode: 0 })
  const { name, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(name).toBe('mine')
  expect(dependencies).toMatchObject({ [START]: '^1.140.0', [ROUTER]: '1.140.0' })
})

test('without the flag, what is too old is refused, and the flag is named', async () => {
  const root = oldApp()
  const before = readTree(root)

  const result = await runHere(['--yes', '--json'], { cwd: root })

  expect(JSON.parse(result.stdout)).toMatchObject({
    error: { code: 'ERR_START_TOO_OLD', help: expect.stringContaining('Add `--upgrade`') },
  })
  expect(result.exitCode).toBe(1)
  expect(readTree(root)).toEqual(before)
})

test('a range that can’t be raised is refused with the command that does it', async () => {
  const root = oldApp('latest')
  const before = readTree(root)

  const result = await runHere(['--yes', '--upgrade'], { cwd: root })

  expect(result.stderr).toContain(`can't be upgraded for you: the range \`latest\` of ${START}`)
  expect(result.stderr).toContain(`pnpm add ${START}@^1.169.5 ${ROUTER}@^1.170.46`)
  expect(result.exitCode).toBe(1)
  expect(readTree(root)).toEqual(before)
})

test('a lockfile that holds an older Start back is found after the install, and everything is put back', async () => {
  const root = startApp({ 'package.json': START_APP['package.json'].replace('"^1.169.0"', '"^1.140.0"') })
  const before = readTree(root)
  const manifest = JSON.stringify({ name: START, version: '1.140.0' })
  const bin = packageManagerThat(
    'pnpm',
    `mkdir -p node_modules/${START}; echo '${manifest}' > node_modules/${START}/package.json`,
  )

  const result = await runHere(['--yes', '--json'], { cwd: root, bin })

  expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'ERR_START_TOO_OLD' } })
  expect(result.exitCode).toBe(1)
  expect(sources(root)).toEqual(before)
})

test('another copy of the router is told of, and brought in line on request', async () => {
  const root = startApp({ 'package.json': START_APP['package.json'].replace('"^1.170.0"', '"1.150.0"') })
  linkPackages(root, [START])
  writeTree(root, {
    [`node_modules/${ROUTER}/package.json`]: JSON.stringify({ name: ROUTER, version: '1.150.0' }),
  })

  const told = await runHere(['--dry-run', '--json'], { cwd: root })
  expect(JSON.parse(told.stdout).plan.notes).toEqual([
    expect.stringContaining(`${ROUTER} is there in versions 1.150.0 and 1.170.46: with \`--upgrade\``),
  ])

  const asked = await runHere(['--dry-run', '--diff', '--upgrade'], { cwd: root })
  expect(asked.stdout).toContain(`-    "${ROUTER}": "1.150.0",\n`)
  expect(asked.stdout).toContain(`+    "${ROUTER}": "1.170.46",\n`)
})

test('a person is asked, and Enter upgrades', async () => {
  const root = oldApp()
  await using terminal = new Terminal(['--local', '--example', '--no-install'], { cwd: root })

  await terminal.sees(`${START} is 1.140.0, but 1.168.25 or newer is needed.`)
  await terminal.sees(`${START} ^1.140.0 → ^1.169.5`)
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press(KEYS.enter)

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('--local --example --upgrade')
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain(`"${START}": "^1.169.5"`)
})

test.each([
  { name: 'No', keys: [KEYS.down, KEYS.enter], exitCode: 1, says: 'Add `--upgrade`' },
  { name: 'Ctrl-C', keys: [KEYS.ctrlC], exitCode: 130, says: 'Cancelled. Nothing was changed.' },
])('$name at that question changes nothing', async ({ keys, exitCode, says }) => {
  const root = oldApp()
  const before = readTree(root)
  await using terminal = new Terminal([], { cwd: root })

  await terminal.sees('Upgrade as a part of the plan?')
  terminal.press(...keys)

  expect(await terminal.exitCode).toBe(exitCode)
  expect(terminal.text).toContain(says)
  expect(readTree(root)).toEqual(before)
})
