// Never contacted: a path needs some origin to be resolved against.
const ORIGIN = 'https://app.invalid'

/**
 * Reduces anything to a path of this app, safe to redirect to: `/`, the path, the query and the hash.
 * Scheme, host and user of an absolute URL are dropped. What can't be reduced gives the fallback, which is
 * reduced likewise; when that fails too, `/`.
 */
export function sanitizeReturnPathname(input: unknown, fallback = '/'): string {
  return toLocalPath(input) ?? toLocalPath(fallback) ?? '/'
}

function toLocalPath(input: unknown): string | undefined {
  if (typeof input !== 'string' || input === '') return undefined
  // A second pass, because URLs of schemes the parser doesn't know keep their dot segments and backslashes:
  // `x:a/..//evil.example` would come out as a protocol-relative URL.
  const once = reduce(input)
  return once === undefined ? undefined : reduce(once)
}

function reduce(input: string): string | undefined {
  if (!URL.canParse(input, ORIGIN)) return undefined
  const { pathname, search, hash } = new URL(input, ORIGIN)
  return `/${pathname.replace(/^\/+/, '')}${search}${hash}`
}
