/** A cookie as Playwright's `browserContext.addCookies` takes it. */
export interface BrowserCookie {
  name: string
  value: string
  /** A host alone, or with a dot before it the host and those below it. */
  domain: string
  path: string
  /** Seconds since the epoch; -1 ends with the browser. */
  expires: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'Strict' | 'Lax' | 'None'
}

/** The cookies of one visitor, kept and sent as a browser does (RFC 6265, sections 5.3 and 5.4). */
export class CookieJar {
  readonly #cookies = new Map<string, BrowserCookie>()

  /** Takes the `Set-Cookie` headers of an answer. */
  store(response: Response, url: URL): void {
    for (const header of response.headers.getSetCookie()) {
      const cookie = parseSetCookie(header, url)
      if (cookie === undefined) continue
      const key = JSON.stringify([cookie.domain, cookie.path, cookie.name])
      if (isExpired(cookie)) this.#cookies.delete(key)
      else this.#cookies.set(key, cookie)
    }
  }

  /** The `Cookie` header for a request, or `undefined` when no cookie is for it. */
  header(url: URL): string | undefined {
    const pairs = this.cookies()
      .filter((cookie) => isFor(cookie, url))
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
    return pairs.length === 0 ? undefined : pairs.join('; ')
  }

  /** Copies of those that have not expired. */
  cookies(): BrowserCookie[] {
    return [...this.#cookies.values()].filter((cookie) => !isExpired(cookie)).map((cookie) => ({ ...cookie }))
  }
}

function isExpired({ expires }: BrowserCookie): boolean {
  return expires !== -1 && expires * 1000 <= Date.now()
}

/** `Secure` does not count: apps under test are on this machine, which browsers trust without TLS too. */
function isFor({ domain, path }: BrowserCookie, { hostname, pathname }: URL): boolean {
  const isHost = domain.startsWith('.') ? `.${hostname}`.endsWith(domain) : hostname === domain
  const isPath = pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
  return isHost && isPath
}

/** `undefined` for a cookie that a browser would not take from this address. */
function parseSetCookie(header: string, url: URL): BrowserCookie | undefined {
  const [pair = '', ...parts] = header.split(';')
  const attributes = new Map(
    parts.map((part) => {
      const [name, value] = splitOnce(part)
      return [name.toLowerCase(), value] as const
    }),
  )
  const [name, value] = splitOnce(pair)
  if (name === '') return undefined
  const named = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? ''
  if (named !== '' && !`.${url.hostname}`.endsWith(`.${named}`)) return undefined
  const path = attributes.get('path') ?? ''
  return {
    name,
    value,
    domain: named === '' ? url.hostname : `.${named}`,
    path: path.startsWith('/') ? path : defaultPath(url),
    expires: expiryOf(attributes),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    sameSite: sameSiteOf(attributes.get('samesite')),
  }
}

function splitOnce(text: string): [name: string, value: string] {
  const at = text.indexOf('=')
  return at === -1 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

/** RFC 6265, section 5.1.4. */
function defaultPath({ pathname }: URL): string {
  return pathname.slice(0, Math.max(pathname.lastIndexOf('/'), 1))
}

/** `Max-Age` comes before `Expires`. */
function expiryOf(attributes: ReadonlyMap<string, string>): number {
  const maxAge = attributes.get('max-age') ?? ''
  if (/^-?\d+$/.test(maxAge)) return Math.max(0, Math.floor(Date.now() / 1000) + Number(maxAge))
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? -1 : Math.max(0, Math.floor(expires / 1000))
}

/** Browsers take `Lax` where nothing is said. */
function sameSiteOf(value: string | undefined): BrowserCookie['sameSite'] {
  const known = ['Strict', 'None'] as const
  return known.find((name) => name.toLowerCase() === value?.toLowerCase()) ?? 'Lax'
}
