import { isLoopbackHostname } from '../../emulator/loopback.ts'
import { MAX_COOKIE_BYTES, type CookieTarget } from './cookie-target.ts'
import type { CookieLog, SentCookie } from './watch/cookie-log.ts'

/**
 * A Set-Cookie is lost when no request has carried it since. Each view of the page is a request of the browser that got
 * it, so this needs no more than to look: unless the cookie isn't meant for this path, or its time is over.
 */
export function isLost(sent: SentCookie, log: CookieLog, target: CookieTarget): boolean {
  const { attributes, at, isDeletion, hasReturned } = sent
  if (hasReturned || (attributes.path !== undefined && attributes.path !== '/')) return false
  const arrival = log.arrivalOf(sent, target)
  if (isDeletion) return arrival !== 'absent' && isLastWord(sent, log)
  const { maxAge, expires } = attributes
  const lifetime = maxAge ?? (expires ? (expires.getTime() - at) / 1000 : Infinity)
  return arrival !== 'arrived' && at + lifetime * 1000 > target.now
}

/** A cookie that was deleted and set again later is not there in spite of the deletion. */
function isLastWord({ name, browser, at }: SentCookie, log: CookieLog): boolean {
  return !log.sentTo(browser).some((other) => other.name === name && !other.isDeletion && other.at >= at)
}

/** Says what happened to a lost cookie, and why as far as can be told. */
export function describeLoss(sent: SentCookie, log: CookieLog, target: CookieTarget): string {
  const { name, bytes, by, isDeletion } = sent
  if (isDeletion) {
    return (
      `${by} deleted the cookie ${name}, and it is still here: it was set with another Domain or Path than ` +
      'the deletion names.'
    )
  }
  const still =
    log.arrivalOf(sent, target) === 'other value' ? '; an older one of that name still arrives' : ''
  return `${by} set the cookie ${name} (${bytes} bytes), and it never came back${still}. ${whyLost(sent, target)}`
}

function whyLost({ name, attributes, bytes }: SentCookie, { hostname, isSecure }: CookieTarget): string {
  const { secure, sameSite, domain } = attributes
  if (bytes > MAX_COOKIE_BYTES) return `Browsers ignore cookies of more than ${MAX_COOKIE_BYTES} bytes.`
  if (secure === true && !isSecure && !isLoopbackHostname(hostname)) {
    return `It has the attribute Secure, and the page came from http://${hostname}.`
  }
  if (secure !== true && sameSite === 'none') return 'SameSite=None needs the attribute Secure too.'
  if (domain !== undefined && !isWithin(hostname, domain)) {
    return `Its Domain is ${domain}, and this host is ${hostname}.`
  }
  if (breaksPrefix(name, attributes))
    return 'Its name begins with __Host- or __Secure-, and it lacks what that asks for.'
  if (secure === true && !isSecure) {
    return 'It has the attribute Secure; Safari keeps such a cookie off http://localhost.'
  }
  return 'Something between the app and the browser dropped it, or the browser is set to refuse it.'
}

function isWithin(hostname: string, domain: string): boolean {
  const bare = domain.replace(/^\./, '').toLowerCase()
  return hostname === bare || hostname.endsWith(`.${bare}`)
}

function breaksPrefix(name: string, { secure, path, domain }: SentCookie['attributes']): boolean {
  if (name.startsWith('__Host-')) return secure !== true || path !== '/' || domain !== undefined
  return name.startsWith('__Secure-') && secure !== true
}
