import { launchBrowser } from '../harness/browser.ts'
import { startDev } from '../harness/servers.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import type { App } from '../harness/app.ts'

/**
 * Starts dev and signs in as Alice in headless Chromium.
 *
 * @returns the email address by which the app's page greets her
 */
export async function signInForTheFirstTime(app: App): Promise<string | null> {
  await using server = await startDev(app)
  await using browser = await launchBrowser()
  const page = await browser.newPage({ locale: 'en-US' })
  await page.goto(`${server.origin}/api/auth/sign-in?returnPathname=/welcome`)
  await chooseAlice(page, '/welcome')
  const email = page.getByTestId('email')
  await email.filter({ hasText: alice.email }).waitFor()
  // Awaited here: the browser closes at the end of this block.
  return await email.textContent()
}
