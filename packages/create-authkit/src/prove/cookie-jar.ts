interface Cookie {
  value: string
  path: string
}

/** The cookies a browser would keep of one site, by the parts of RFC 6265 that a sign-in needs. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>()

  /** Takes a Set-Cookie line; one that is expired deletes the cookie. */
  take(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    if (at < 1) return
    const name = pair.slice(0, at)
    const attribute = (wanted: string): string | undefined =>
      attributes.findLast((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const maxAge = attribute('max-age')
    const expires = attribute('expires')
    const isOver = maxAge === undefined ? Date.parse(expires ?? '') < Date.now() : Number(maxAge) <= 0
    if (isOver) this.#cookies.delete(name)
    else this.#cookies.set(name, { value: pair.slice(at + 1), path: attribute('path') ?? '/' })
  }

  /** The Cookie header for a path; `null` when there is none to send. */
  header(path: string): string | null {
    const sent = [...this.#cookies].filter(([, cookie]) => isBelow(path, cookie.path))
    return sent.length === 0 ? null : sent.map(([name, { value }]) => `${name}=${value}`).join('; ')
  }

  names(): string[] {
    return [...this.#cookies.keys()]
  }
}

/** RFC 6265, section 5.1.4. */
function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
