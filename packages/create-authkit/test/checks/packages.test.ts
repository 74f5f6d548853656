import { expect, test } from 'vitest'

import { diagnose } from '../../src/checks/diagnose.ts'
import { writeTree } from '../file-tree.ts'
import { START_APP } from '../start-app.ts'
import { failures, remove, replace, wiredApp } from './wired-app.ts'

const VENDOR = '@workos/authkit-tanstack-react-start'

const manifest = (name: string, version: string): string => JSON.stringify({ name, version })

test('a package that is asked for and not installed', async () => {
  const root = await wiredApp()
  remove('node_modules/vite-plugin-authkit-start')(root)

  expect(await failures(root)).toMatchObject([
    { code: 'installed', state: 'missing', problems: [{ help: 'Run `pnpm install`.', fixable: false }] },
  ])
})

test('a package that is installed in another version than is asked for', async () => {
  const root = await wiredApp()
  replace('package.json', /("vite-plugin-authkit-start": )"[^"]*"/, '$1"^7.0.0"')(root)

  expect(await failures(root)).toMatchObject([{ code: 'installed', state: 'wrong' }])
})

test('a Start that is too old is a check, and --fix is refused for it', async () => {
  const root = await wiredApp()
  remove('node_modules/@tanstack/react-start')(root)
  writeTree(root, {
    'node_modules/@tanstack/react-start/package.json': manifest('@tanstack/react-start', '1.160.0'),
  })

  const { checks, refusal } = await diagnose(root, {})

  expect(checks.filter(({ state }) => state !== 'ok')).toMatchObject([
    { code: 'versions', problems: [{ message: expect.stringContaining('1.160.0') }] },
    { code: 'installed', state: 'wrong' },
  ])
  expect(refusal).toMatchObject({ code: 'ERR_START_TOO_OLD' })
})

test('two copies of the router', async () => {
  const root = await wiredApp()
  remove('node_modules/@tanstack/react-router')(root)
  const other = 'node_modules/@tanstack/react-router'
  writeTree(root, { [`${other}/package.json`]: manifest('@tanstack/react-router', '1.100.0') })

  expect(await failures(root)).toMatchObject([
    { code: 'duplicates', state: 'wrong', problems: [{ message: expect.stringContaining('1.100.0 and ') }] },
  ])
})

test.each([
  { form: 'an import', line: `import { getAuth } from '${VENDOR}'` },
  { form: 'an import of a part of it', line: `import { useAuth } from '${VENDOR}/client'` },
  { form: 'a dynamic import', line: `const sdk = await import('${VENDOR}')` },
  { form: 'an export', line: `export { getAuth } from '${VENDOR}'` },
])('$form of WorkOS’ own SDK', async ({ line }) => {
  const root = await wiredApp({ 'src/auth.ts': `${line}\n` })

  expect(await failures(root)).toMatchObject([
    { code: 'vendor-sdk', state: 'wrong', problems: [{ path: 'src/auth.ts' }] },
  ])
})

test('its name in a text or a comment is no import', async () => {
  expect(
    await failures(await wiredApp({ 'src/a.ts': `// ${VENDOR}\nexport const a = '${VENDOR}'\n` })),
  ).toEqual([])
})

test('WorkOS’ own SDK as a dependency is a check, and --fix is refused for it', async () => {
  const root = await wiredApp()
  replace('package.json', '"react":', `"${VENDOR}": "^0.11.0",\n    "react":`)(root)

  const { checks, refusal } = await diagnose(root, {})

  expect(checks.filter(({ state }) => state !== 'ok')).toMatchObject([
    { code: 'vendor-sdk', state: 'wrong', problems: [{ path: 'package.json' }] },
  ])
  expect(refusal).toMatchObject({ code: 'ERR_AUTHKIT_ALREADY_INSTALLED' })
})

test('the plugin behind Start’s', async () => {
  const root = await wiredApp()
  replace('vite.config.ts', 'authkit(), tanstackStart()', 'tanstackStart(), authkit()')(root)

  expect(await failures(root)).toMatchObject([
    { code: 'plugin-order', state: 'wrong', problems: [{ path: 'vite.config.ts' }] },
  ])
})

test('nothing is said about the order where the plugin is not there', async () => {
  const root = await wiredApp()
  writeTree(root, { 'vite.config.ts': START_APP['vite.config.ts'] })
  const { checks } = await diagnose(root, {})

  expect(checks.find(({ code }) => code === 'plugin-order')).toMatchObject({ state: 'ok', applies: false })
})
