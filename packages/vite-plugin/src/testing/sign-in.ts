import type { BrowserCookie } from './cookie-jar.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { signInVisitor } from './sign-in-visitor.ts'

/** What of Playwright's `BrowserContext` is needed. */
export interface BrowserContextLike {
  addCookies(cookies: BrowserCookie[]): Promise<void>
}

/** What of Playwright's `Page` is needed. */
export interface PageLike {
  context(): BrowserContextLike
}

/** A sign-in that happened. */
export interface SignedIn {
  /** What the app set, and the browser has from now on. */
  readonly cookies: readonly BrowserCookie[]
}

/**
 * Signs a Playwright page, or all pages of a browser context, in to the running app, without opening a page: through
 * the app's own routes and the local AuthKit that it uses. Pages that are open notice at their next request.
 *
 * @example
 * ```ts
 * test('an editor sees the drafts', async ({ page, baseURL }) => {
 *   await signIn(page, { baseURL, user: 'alice@example.com' })
 *   await page.goto('/drafts')
 * })
 * ```
 * @throws TestSignInError when it does not come to a session, and always when the app uses WorkOS itself
 * @throws TypeError when `baseURL` is no address
 */
export async function signIn(
  target: BrowserContextLike | PageLike,
  options: SignInOptions,
): Promise<SignedIn> {
  const { jar } = await signInVisitor(options)
  const cookies = jar.cookies()
  await ('context' in target ? target.context() : target).addCookies(cookies)
  return { cookies }
}
