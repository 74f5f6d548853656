import { launchBrowser } from '../harness/browser.ts'
import { startDev } from '../harness/servers.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import { secondsSince, type DemoApp } from './demo-app.ts'
import { tell } from './tell.ts'

/** What `npm run demo -- --smoke` prints. */
export interface SmokeResult {
  readonly signedIn: boolean
  readonly email: string
  readonly seconds: DemoApp['seconds'] & {
    /** From starting the dev server to the page that greets the user. */
    readonly firstSignIn: number
  }
}

/** Signs in without a person: starts dev, opens Chromium, chooses Alice, and reads who the page greets. */
export async function smoke({ app, seconds }: DemoApp): Promise<SmokeResult> {
  tell('Starting dev and signing in with headless Chromium')
  const started = performance.now()
  await using server = await startDev(app)
  await using browser = await launchBrowser()
  const page = await browser.newPage({ locale: 'en-US' })
  await page.goto(`${server.origin}/api/auth/sign-in?returnPathname=/welcome`)
  await chooseAlice(page, '/welcome')
  await page.getByText(alice.email).waitFor()
  const firstSignIn = secondsSince(started)
  return { signedIn: true, email: alice.email, seconds: { ...seconds, firstSignIn } }
}
