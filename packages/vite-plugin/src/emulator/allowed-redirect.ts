import { isLoopbackHostname } from './loopback.ts'
import type { Realm } from './realm.ts'

/**
 * Whether the browser may be sent to this URL: http or https, on this machine or on an allowed origin. The real
 * AuthKit compares with the lists of the dashboard; without such lists in the seed, this stands for them.
 */
export function isAllowedRedirect(url: URL, allowedOrigins: ReadonlySet<string>): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (url.username !== '' || url.password !== '') return false
  return isLoopbackHostname(url.hostname) || allowedOrigins.has(url.origin)
}

/**
 * What is wrong with a redirect URI, `undefined` for one that a sign-in may return to. A seed with `redirectUris` makes
 * those, and the ones that were added by the API, the only ones; they are compared as text (RFC 6749, section 3.1.2.3).
 */
export function redirectUriProblem(
  value: string,
  { seed, store, allowedOrigins }: Realm,
): string | undefined {
  if (!URL.canParse(value)) {
    return `redirect_uri is "${value}"; it must be an absolute URL such as http://localhost:3000/api/auth/callback.`
  }
  if (value.includes('#')) return 'redirect_uri must not have a fragment (#…).'
  if (store.redirectUris.find(({ uri }) => uri === value) !== undefined) return undefined
  if (seed.redirectUris !== undefined) {
    const known = store.redirectUris.all().map(({ uri }) => `"${uri}"`)
    return `redirect_uri is "${value}", which is not one of \`redirectUris\` of the seed: ${known.join(', ') || 'it has none'}.`
  }
  if (isAllowedRedirect(new URL(value), allowedOrigins)) return undefined
  return `redirect_uri is "${value}"; the local AuthKit returns to http and https URLs on localhost, 127.0.0.1 and [::1] only.`
}

/** What is wrong with an absolute URL that a sign-out is to return to, `undefined` for one that is allowed. */
export function signOutProblem(value: string, { seed, allowedOrigins }: Realm): string | undefined {
  if (seed.signOutRedirects !== undefined) {
    if (seed.signOutRedirects.includes(value)) return undefined
    const known = seed.signOutRedirects.map((url) => `"${url}"`)
    return `return_to is "${value}", which is not one of \`signOutRedirects\` of the seed: ${known.join(', ') || 'it has none'}.`
  }
  if (isAllowedRedirect(new URL(value), allowedOrigins)) return undefined
  return `return_to is "${value}"; the local AuthKit returns to http and https URLs on localhost, 127.0.0.1 and [::1] only.`
}
