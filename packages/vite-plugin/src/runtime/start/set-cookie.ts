/** One Set-Cookie header value, taken apart. */
export interface SetCookie {
  name: string
  /** As on the wire: still percent-encoded. */
  value: string
  path?: string
  domain?: string
  /** Seconds; 0 deletes the cookie. */
  maxAge?: number
  expires?: Date
  httpOnly?: boolean
  secure?: boolean
  sameSite?: 'lax' | 'strict' | 'none'
  priority?: 'low' | 'medium' | 'high'
  partitioned?: boolean
}

const SAME_SITE = ['lax', 'strict', 'none'] as const
const PRIORITY = ['low', 'medium', 'high'] as const

/**
 * Takes one Set-Cookie value apart (RFC 6265, section 5.2). Attributes that a browser would ignore are dropped.
 *
 * @throws TypeError when the value doesn't begin with `name=`
 */
export function parseSetCookie(header: string): SetCookie {
  const [pair = '', ...attributes] = header.split(';')
  const [name, value] = splitPair(pair)
  if (!name || value === undefined) {
    throw new TypeError('A Set-Cookie value must begin with `name=value`.')
  }
  const cookie: SetCookie = { name, value }
  for (const attribute of attributes) assignAttribute(cookie, ...splitPair(attribute))
  return cookie
}

/** What makes two cookies the same one to a browser: name, domain and path (RFC 6265, section 5.3). */
export function cookieIdentity(cookie: SetCookie): string {
  return `${cookie.name};${cookie.domain?.toLowerCase() ?? ''};${cookie.path ?? ''}`
}

function splitPair(pair: string): [name: string, value: string | undefined] {
  const equals = pair.indexOf('=')
  return equals === -1
    ? [pair.trim(), undefined]
    : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]
}

function assignAttribute(cookie: SetCookie, name: string, value: string | undefined): void {
  switch (name.toLowerCase()) {
    case 'path':
      if (value) cookie.path = value
      break
    case 'domain':
      if (value) cookie.domain = value
      break
    case 'max-age':
      if (value && Number.isInteger(Number(value))) cookie.maxAge = Number(value)
      break
    case 'expires': {
      const expires = new Date(value ?? '')
      if (!Number.isNaN(expires.getTime())) cookie.expires = expires
      break
    }
    case 'httponly':
      cookie.httpOnly = true
      break
    case 'secure':
      cookie.secure = true
      break
    case 'partitioned':
      cookie.partitioned = true
      break
    case 'samesite': {
      const sameSite = SAME_SITE.find((word) => word === value?.toLowerCase())
      if (sameSite) cookie.sameSite = sameSite
      break
    }
    case 'priority': {
      const priority = PRIORITY.find((word) => word === value?.toLowerCase())
      if (priority) cookie.priority = priority
      break
    }
    default:
      break
  }
}
