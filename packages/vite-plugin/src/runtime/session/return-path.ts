/** Reduces anything to a path of this app: `/` + path, query and hash. What can't be reduced gives the fallback. */
export function sanitizeReturnPathname(_input: unknown, _fallback = '/'): string {
  throw new Error('not written yet')
}
