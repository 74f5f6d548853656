import type { AppFacts } from './app-facts.ts'
import type { AppOptions } from './app-options.ts'

/** Where WorkOS sends the browser after a sign-in. */
export interface RedirectTarget {
  path: string
  /** What says so. */
  by: 'environment' | 'plugin'
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The path that WorkOS sends the browser to, from the environment or else the plugin; `undefined` when neither says,
 * when the environment says something that is no URL, or when code of the app may say something else.
 */
export function redirectTarget(app: AppFacts): RedirectTarget | undefined {
  const { callbackPath } = app.options
  const authkit = new Set(app.mentioning('authkit'))
  if (app.mentioning('redirectUri').some((file) => authkit.has(file))) return undefined
  const url = redirectUrl(app.options)
  if (url === null) return undefined
  if (url !== undefined) return { path: url.pathname, by: 'environment' }
  return callbackPath === undefined ? undefined : { path: callbackPath, by: 'plugin' }
}

/** Whether the answer of a sign-in may be another server's to receive. */
export function mayBeElsewhere(options: AppOptions): boolean {
  const url = redirectUrl(options)
  return url === null || (url !== undefined && !LOOPBACK_HOSTS.has(url.hostname))
}

/** `null` for a redirect URI that is set and can't be told. */
function redirectUrl({ redirectUri }: AppOptions): URL | null | undefined {
  if (redirectUri === null) return null
  // Empty texts in the environment count as left out.
  if (redirectUri === undefined || redirectUri === '') return undefined
  return URL.canParse(redirectUri) ? new URL(redirectUri) : null
}
