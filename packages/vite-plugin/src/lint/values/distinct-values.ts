import type { Value } from './value.ts'

/** What may stand for more than this is taken for unknown: `const b = wrap(a, a)` doubles with every line. */
const MAX_VALUES = 64

/** The values without repetitions, in their order; none at all where there are too many. */
export function distinctValues(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values
  const distinct: Value[] = []
  for (const value of values) {
    if (distinct.some((known) => isSame(known, value))) continue
    if (distinct.length === MAX_VALUES) return []
    distinct.push(value)
  }
  return distinct
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true
  switch (a.kind) {
    case 'import':
      return (
        b.kind === 'import' &&
        a.specifier === b.specifier &&
        a.overriding === b.overriding &&
        isSamePath(a.path, b.path)
      )
    case 'parameter':
      return (
        b.kind === 'parameter' && a.owner === b.owner && a.index === b.index && isSamePath(a.path, b.path)
      )
    default:
      return a.kind === b.kind && a.node === b.node
  }
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}
