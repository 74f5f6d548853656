import { isLoopbackHostname } from './loopback.ts'

/**
 * Whether the browser may be sent to this URL: http or https, on this machine or on an allowed origin. The real
 * AuthKit compares with the list of the dashboard; there is no list to register with here.
 */
export function isAllowedRedirect(url: URL, allowedOrigins: ReadonlySet<string>): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (url.username !== '' || url.password !== '') return false
  return isLoopbackHostname(url.hostname) || allowedOrigins.has(url.origin)
}
