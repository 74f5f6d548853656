import type { DemoApp } from './demo-app.ts'
import { signInForTheFirstTime } from './first-sign-in.ts'
import { timed } from './stopwatch.ts'
import { tell } from './tell.ts'

/** What `npm run demo -- --smoke` prints. */
export interface SmokeResult {
  readonly signedIn: boolean
  readonly email: string | null
  readonly seconds: DemoApp['seconds'] & {
    /** From starting the dev server to the page that greets the user. */
    readonly firstSignIn: number
  }
}

/** Signs in without a person. */
export async function smoke({ app, seconds }: DemoApp): Promise<SmokeResult> {
  tell('Starting dev and signing in with headless Chromium')
  const { result: email, seconds: firstSignIn } = await timed(() => signInForTheFirstTime(app))
  return { signedIn: email !== null, email, seconds: { ...seconds, firstSignIn } }
}
