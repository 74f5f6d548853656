import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { alice, chooseAlice } from '../harness/sign-in.ts'

/** Signs in through a deep link, checks that the user is there and stays, and signs out. */
export async function expectSignInReloadAndSignOut(page: Page, origin: string): Promise<void> {
  await expectSignIn(page, origin)
  await page.reload({ waitUntil: 'networkidle' })
  await expectUser(page, origin, alice.email)
  await open(page, `${origin}/api/auth/sign-out`)
  await expectUser(page, origin, 'nobody')
}

/** Opens the sign-in for `/about`, signs in as Alice and lands on `/about`. */
export async function expectSignIn(page: Page, origin: string): Promise<void> {
  await open(page, `${origin}/api/auth/sign-in?returnPathname=/about`)
  await chooseAlice(page, '/about')
  expect(new URL(page.url()).origin).toBe(origin)
  await expectUser(page, origin, alice.email)
}

/** What the browser's `useAuth()` and the server's `getAuth()` say about who is signed in. */
async function expectUser(page: Page, origin: string, email: string): Promise<void> {
  await open(page, `${origin}/whoami`)
  await expect.poll(() => page.getByTestId('browser-user').textContent()).toBe(email)
  await open(page, `${origin}/server-user`)
  await expect.poll(() => page.getByTestId('server-user').textContent()).toBe(email)
}

/** Lets each page finish before the next: hydrated, and with what it loads when idle. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' })
}
