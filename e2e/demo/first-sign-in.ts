import { launchBrowser } from '../harness/browser.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'

/**
 * Signs in as Alice in headless Chromium.
 *
 * @returns the email address that the app's own page shows, once it is hers
 */
export async function signInForTheFirstTime(origin: string): Promise<string | null> {
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  await page.goto(`${origin}/api/auth/sign-in?returnPathname=/whoami`)
  await chooseAlice(page, '/whoami')
  const user = page.getByTestId('browser-user')
  await user.filter({ hasText: alice.email }).waitFor()
  // Awaited here: the browser closes at the end of this block.
  return await user.textContent()
}
