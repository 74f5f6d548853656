import { expect, inject } from 'vitest'
import { addPages } from '../harness/app.ts'
import { folderContents } from '../harness/folder-contents.ts'
import { freshApp, wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { runCli } from '../harness/packed-cli.ts'
import { openTerminal, type Key } from '../harness/terminal.ts'
import { expectSignIn } from './session-journey.ts'

const INSTALL_TIMEOUT = 400_000

test('npm create, the questions answered, and sign-in', async ({ page, servers }) => {
  const { environment } = inject('run')
  const app = await freshApp({ packageManager: 'npm' })
  await using terminal = openTerminal('npm', ['create', 'authkit-start'], {
    cwd: app.folder,
    env: environment,
  })

  await terminal.waitFor('Ok to proceed?')
  terminal.press('enter')
  await terminal.waitFor('Credentials')
  expect(terminal.screen()).toContain('TanStack Start 1.169.5 · npm · src/routes · port 3000')
  terminal.press('enter')
  await terminal.waitFor('What else?')
  terminal.press('enter')
  await terminal.waitFor('Apply?')
  expect(terminal.screen()).toContain('src/routes/api/auth/callback.ts')
  terminal.type('d')
  await terminal.waitFor('+export const startInstance')
  terminal.type('y')
  await terminal.waitFor('types: no new errors', INSTALL_TIMEOUT)
  expect(await terminal.exited).toBe(0)
  expect(terminal.screen()).toContain('sign in as alice@example.com')

  await addPages(app, 'routes')
  const server = await servers.dev(app)
  await expectSignIn(page, server.origin)
})

/** Where a person may break off: arguments and keys that lead there, and what stands there then. */
const breakingPoints: { at: string; args: string[]; keys: Key[] }[] = [
  { at: 'Credentials', args: [], keys: [] },
  { at: 'WorkOS client ID', args: [], keys: ['down', 'enter'] },
  { at: 'WorkOS API key', args: ['--client-id', 'client_123'], keys: [] },
  { at: 'What else?', args: ['--local'], keys: [] },
  { at: 'Apply?', args: ['--local', '--example'], keys: [] },
  { at: 'Installing with pnpm', args: ['--yes', '--local'], keys: [] },
]

test.for(breakingPoints)('Ctrl-C at “$at” leaves the app as it was', async ({ at, args, keys }) => {
  const { cli, environment } = inject('run')
  const app = await freshApp()
  const before = await folderContents(app.folder)

  await using terminal = openTerminal(cli, args, { cwd: app.folder, env: environment })
  if (keys.length > 0) await terminal.waitFor('Credentials')
  for (const key of keys) terminal.press(key)
  await terminal.waitFor(at)
  terminal.press('ctrl-c')

  expect(await terminal.exited).toBe(130)
  expect(await folderContents(app.folder)).toEqual(before)
})

test('a second run finds nothing to do and changes nothing', async () => {
  const app = await wiredApp()
  const before = await folderContents(app.folder)

  const second = await runCli(inject('run'), ['--yes', '--local'], app.folder)
  expect(second.stdout).toContain('Nothing to do')
  expect(await folderContents(app.folder)).toEqual(before)
})
