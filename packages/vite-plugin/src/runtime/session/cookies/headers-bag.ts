/** Response headers. An array means several header lines, never a comma-joined one. */
export type HeadersBag = Record<string, string | string[]>

/**
 * Two bags as one. Set-Cookie lines (in any spelling) of both are kept, the first bag's first, under the first
 * bag's spelling; of any other header the second bag's value counts.
 */
export function mergeHeadersBags(
  first: HeadersBag | undefined,
  second: HeadersBag | undefined,
): HeadersBag | undefined {
  if (!first || !second) return first ?? second
  const merged: HeadersBag = { ...first }
  for (const [name, value] of Object.entries(second)) {
    const mine = isSetCookie(name) ? Object.keys(merged).find(isSetCookie) : undefined
    if (mine === undefined) merged[name] = value
    else merged[mine] = [merged[mine] ?? [], value].flat()
  }
  return merged
}

function isSetCookie(name: string): boolean {
  return name.toLowerCase() === 'set-cookie'
}
