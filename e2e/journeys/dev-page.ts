import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { App } from '../harness/app.ts'
import { axeFindings } from '../harness/axe.ts'

/** Adds the panel to the devtools that apps of @tanstack/cli have. */
export async function addDevtoolsPanel({ folder }: App): Promise<void> {
  const file = join(folder, 'src/routes/__root.tsx')
  const source = await readFile(file, 'utf8')
  const added = source.replace('plugins={[', 'plugins={[authkitDevtools(),')
  expect(added).not.toBe(source)
  await writeFile(file, `import { authkitDevtools } from 'vite-plugin-authkit-start/devtools'\n${added}`)
}

/** Signs in, lets the access token expire and signs out from the page `/__authkit`, with the keyboard where it matters. */
export async function expectDevPage(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/__authkit`)
  const session = page.locator('#session')
  await session.getByText('Nobody is signed in.').waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.getByLabel('User').selectOption({ label: 'Bob Brown (bob@example.com)' })
  await page.getByLabel('User').press('Tab')
  await page.keyboard.press('Enter')
  await session
    .getByText('bob@example.com', { exact: true })
    .or(session.getByText('user_local_bob'))
    .first()
    .waitFor()
  await page.getByText('Code exchanged for tokens').first().waitFor()

  await page.getByRole('button', { name: 'Expire the access token' }).press('Enter')
  await page.getByRole('status').getByText('has expired').waitFor()
  expect(await axeFindings(page)).toEqual([])

  // The page sees by itself what another tab does.
  const app = await page.context().newPage()
  await app.goto(`${origin}/whoami`)
  await page.locator('#flows').getByText('on the way of GET /whoami').waitFor()
  await app.close()

  await page.getByRole('link', { name: 'Sign out' }).press('Enter')
  await page.waitForURL((url) => url.pathname === '/')
}

/** Opens the panel in the devtools of the app. */
export async function expectDevtoolsPanel(page: Page, origin: string): Promise<void> {
  await page.goto(origin)
  await page
    .getByRole('button', { name: /^Open TanStack Devtools/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'AuthKit', exact: true }).first().click()
  const panel = page.frameLocator('iframe[title="AuthKit in development"]')
  await panel.getByRole('heading', { name: 'AuthKit in development' }).waitFor()
  expect(await panel.getByRole('link', { name: 'Sign in', exact: true }).getAttribute('target')).toBe('_top')
}
