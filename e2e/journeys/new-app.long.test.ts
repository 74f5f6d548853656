import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { folderContents } from '../harness/folder-contents.ts'
import { freshApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { run } from '../harness/run.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import { openTerminal, type Terminal } from '../harness/terminal.ts'

/** Wide enough for the command that does the same again. */
const COLUMNS = 160
const CREATE_TIMEOUT = 120_000
const INSTALL_TIMEOUT = 400_000

/** Marks everything that can be added; the provider is marked already. */
function markAll(terminal: Terminal): void {
  for (const _ of ['protected layout', 'example page', 'sign-in button']) {
    terminal.press('down')
    terminal.press('space')
  }
  terminal.press('enter')
}

test('in an empty repository: an app is made, with a page for the signed-in and a button, and both work', async ({
  page,
  servers,
}) => {
  const { cli, environment, folder: runFolder } = inject('run')
  const folder = join(runFolder, 'new-app')
  await mkdir(folder)
  await run('git', ['init', '--quiet'], { cwd: folder })
  await writeFile(join(folder, 'README.md'), 'mine\n')
  {
    // Not by `npm create`, which asks a question of its own once in a run: another journey waits for that.
    await using terminal = openTerminal(cli, [], { cwd: folder, env: environment, columns: COLUMNS })
    await terminal.waitFor('Make a new TanStack Start app?')
    terminal.press('enter')
    await terminal.waitFor('Credentials', CREATE_TIMEOUT)
    terminal.press('enter')
    await terminal.waitFor('What else?')
    markAll(terminal)
    await terminal.waitFor('Apply?')
    terminal.press('enter')
    await terminal.waitFor('types: no new errors', INSTALL_TIMEOUT)
    expect(await terminal.exited).toBe(0)
    expect(terminal.screen()).toContain('--yes --local --protected-layout --example --button')
    expect(terminal.screen()).toContain('open http://localhost:3000/account')
  }
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('mine\n')
  const about = join(folder, 'src/routes/about.tsx')
  await writeFile(about, PAGE_WITH_THE_BUTTON)

  const server = await servers.dev({ folder, packageManager: 'npm' })
  await page.goto(`${server.origin}/account?from=deep`)
  await chooseAlice(page, '/account')
  expect(new URL(page.url()).search).toBe('?from=deep')
  await page.getByText(`You are signed in as ${alice.email}.`).waitFor()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${server.origin}/`)
  await page.goto(`${server.origin}/about?tab=2`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await chooseAlice(page, '/about')
  expect(new URL(page.url()).search).toBe('?tab=2')
  await page.getByText(alice.email).waitFor()
})

const PAGE_WITH_THE_BUTTON = `import { createFileRoute } from '@tanstack/react-router'
import { SignInButton } from '../components/SignInButton'

export const Route = createFileRoute('/about')({ component: SignInButton })
`

test('with the routes at other paths, the protected page comes back to itself', async ({ page, servers }) => {
  const { cli, environment } = inject('run')
  const app = await freshApp()
  const args = ['--yes', '--local', '--protected-layout', '--example', '--auth-path', '/auth']
  await run(cli, args, { cwd: app.folder, env: environment })

  const server = await servers.dev(app)
  await page.goto(`${server.origin}/account`)
  await chooseAlice(page, '/account')
  expect(await page.locator('main').textContent()).toContain(`You are signed in as ${alice.email}.`)
})

test('Ctrl-C while the new app is installed leaves the folder empty', async () => {
  const { cli, environment, folder: runFolder } = inject('run')
  const folder = join(runFolder, 'interrupted-app')
  await mkdir(folder)
  const before = await folderContents(folder)

  await using terminal = openTerminal(cli, ['--local', '--example'], { cwd: folder, env: environment })
  await terminal.waitFor('Make a new TanStack Start app?')
  terminal.press('enter')
  await terminal.waitFor('Apply?', CREATE_TIMEOUT)
  terminal.press('enter')
  await terminal.waitFor('Installing with npm')
  terminal.press('ctrl-c')

  expect(await terminal.exited).toBe(130)
  expect(await folderContents(folder)).toEqual(before)
})
