import type { Page } from 'playwright-core'

/** The user that journeys sign in as. */
export const alice = { email: 'alice@example.com', name: 'Alice Andersson' } as const

/** On the local AuthKit's sign-in page: chooses Alice and waits for the app's page at `path`. */
export async function chooseAlice(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: alice.email }).click()
  await page.waitForURL((url) => url.pathname === path)
}
