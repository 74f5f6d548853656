import type { Page } from 'playwright-core'

/** The user that journeys sign in as. */
export const alice = { email: 'alice@example.com', name: 'Alice Andersson' } as const

/**
 * On the local AuthKit's sign-in page: chooses Alice and waits for the app's page at `path`.
 *
 * @param organization the name of the one to start in, where Alice is in several
 */
export async function chooseAlice(page: Page, path: string, organization?: string): Promise<void> {
  await page.getByRole('button', { name: alice.email }).click()
  if (organization !== undefined) await page.getByRole('button', { name: organization }).click()
  await page.waitForURL((url) => url.pathname === path)
}
