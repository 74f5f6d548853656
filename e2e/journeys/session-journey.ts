import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { alice, chooseAlice } from '../harness/sign-in.ts'

interface Paths {
  /** The route that sends to AuthKit; `/api/auth/sign-in` unless told. */
  readonly signIn?: string | undefined
  /** The page asked for; `/about` unless told. */
  readonly landing?: string
}

/** Signs in through a deep link, checks that the user is there and stays, and signs out. */
export async function expectSignInReloadAndSignOut(page: Page, origin: string, paths?: Paths): Promise<void> {
  await expectSignIn(page, origin, paths)
  await page.reload()
  await expectBrowserUser(page, alice.email)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL((url) => url.origin === origin && url.pathname !== '/whoami')
  await expectUser(page, origin, 'nobody')
}

/** Opens the sign-in for a page, signs in as Alice, lands there, and sees Alice on the pages that show the user. */
export async function expectSignIn(page: Page, origin: string, paths: Paths = {}): Promise<void> {
  const { signIn = '/api/auth/sign-in', landing = '/about' } = paths
  await page.goto(`${origin}${signIn}?returnPathname=${landing}`)
  await chooseAlice(page, landing)
  expect(new URL(page.url()).origin).toBe(origin)
  await expectUser(page, origin, alice.email)
}

/** What the server's `getAuth()` and the browser's `useAuth()` say about who is signed in. */
async function expectUser(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/server-user`)
  expect(await page.getByTestId('server-user').textContent()).toBe(email)
  await page.goto(`${origin}/whoami`)
  await expectBrowserUser(page, email)
}

async function expectBrowserUser(page: Page, email: string): Promise<void> {
  await page.locator('[data-testid=browser-user][data-hydrated=true]').waitFor()
  // A busy machine may need longer than the usual second for an answer of the server.
  await expect.poll(() => page.getByTestId('browser-user').textContent(), { timeout: 20_000 }).toBe(email)
}
