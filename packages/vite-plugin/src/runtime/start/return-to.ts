import { toAppPath } from './home-path.ts'
import { currentRedirectUri } from './redirect-uri.ts'

/**
 * Makes the address to return to after a sign-out absolute, as WorkOS wants it, against the origin of the app's
 * callback URL.
 *
 * @throws TypeError when it leaves the app, so that nobody can send a visitor elsewhere through a sign-out
 */
export function toAbsoluteReturnTo(returnTo: string, redirectUri: string = currentRedirectUri()): string {
  const { origin } = new URL(redirectUri)
  const url = URL.canParse(returnTo, origin) ? new URL(toAppPath(returnTo), origin) : undefined
  if (url?.origin === origin) return url.href
  throw new TypeError(
    `\`returnTo\` must stay in this app (${origin}): give a path such as "/goodbye". ` +
      'To leave the app after a sign-out, set the address in the code of the route: `handleSignOutRoute({ returnTo })`.',
  )
}

/** The same address without its origin: right in the browser's address bar, also behind a proxy. */
export function toLocalReturnTo(absolute: string): string {
  const { pathname, search, hash } = new URL(absolute)
  return `${pathname}${search}${hash}`
}
