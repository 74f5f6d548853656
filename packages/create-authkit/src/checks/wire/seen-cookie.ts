/** A Set-Cookie line as it arrived, without its value. */
export interface SeenCookie {
  name: string
  /** Length of name and value together, in bytes: what browsers limit. */
  size: number
  httpOnly: boolean
  secure: boolean
  /** As written, in lower case; `null` when it is not there. */
  sameSite: string | null
  path: string | null
  domain: string | null
}

/** Reads a Set-Cookie line as browsers do (RFC 6265, section 5.2): the last of an attribute counts. */
export function readSetCookie(line: string): SeenCookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim())
  const attributes = new Map(
    rest.map((part) => {
      const at = part.indexOf('=')
      const [name, value] = at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
      return [name.trim().toLowerCase(), value.trim()]
    }),
  )
  return {
    name: pair.slice(0, Math.max(0, pair.indexOf('='))),
    size: Buffer.byteLength(pair) - 1,
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    sameSite: attributes.get('samesite')?.toLowerCase() ?? null,
    path: attributes.get('path') ?? null,
    domain: attributes.get('domain') ?? null,
  }
}

/** `wos-session · 1200 bytes · HttpOnly · SameSite=lax · Path=/`. */
export function describeCookie({ name, size, httpOnly, secure, sameSite, path }: SeenCookie): string {
  return [
    name,
    `${size} bytes`,
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(secure ? ['Secure'] : []),
    ...(sameSite === null ? [] : [`SameSite=${sameSite}`]),
    ...(path === null ? [] : [`Path=${path}`]),
  ].join(' · ')
}
