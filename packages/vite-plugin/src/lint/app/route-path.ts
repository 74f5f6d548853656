/**
 * The path that a route answers, from the id that its file gives to `createFileRoute`: pathless segments (`_app`)
 * and groups (`(app)`) add nothing, and a trailing `_` only says under which layout the route is not.
 */
export function routePathOf(id: string): string {
  const segments = id
    .split('/')
    .filter(
      (segment) =>
        segment !== '' && !segment.startsWith('_') && !(segment.startsWith('(') && segment.endsWith(')')),
    )
    .map((segment) => (segment.endsWith('_') ? segment.slice(0, -1) : segment))
  return `/${segments.join('/')}`
}

/**
 * Whether a route may answer a path; parameters and splats may be anything.
 *
 * @param basePath path that all routes are below; where it is not known, any
 */
export function mayAnswer(route: string, path: string, basePath: string | undefined): boolean {
  const pattern = segmentsOf(route)
  const given = segmentsOf(path)
  const base = basePath === undefined ? undefined : segmentsOf(basePath)
  if (base === undefined) return [...given, ''].some((_, index) => matches(pattern, given.slice(index)))
  const isBelow = base.every((segment, index) => segment === given[index])
  // The plugin's paths are those of the routes, without the base path.
  return matches(pattern, given) || (isBelow && matches(pattern, given.slice(base.length)))
}

function matches(pattern: readonly string[], given: readonly string[]): boolean {
  const [segment, ...rest] = pattern
  if (segment === undefined) return given.length === 0
  // `$`, `{$}` and `pre{$}post` take all that is left.
  if (segment === '$' || segment.includes('{$}')) return true
  // `{-$locale}` may be left out.
  if (segment.includes('{-$') && matches(rest, given)) return true
  const [first, ...others] = given
  if (first === undefined) return false
  return (segment.includes('$') || segment === first) && matches(rest, others)
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '')
}
