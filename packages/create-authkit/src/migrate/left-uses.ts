import type { LeftUse } from '../codemods/vendor/vendor-uses.ts'
import { REPLACED_MODULES } from '../codemods/vendor/vendor-modules.ts'
import type { Change } from '../plan/change.ts'
import type { VendorFile } from './vendor-files.ts'

/** What the user has to do about a use that stays, by its kind. */
const TODO: Readonly<Record<Exclude<LeftUse['kind'], 'mention'>, string>> = {
  import: '`authkit({ compat: true })` serves it until then',
  types: '`authkit({ compat: true })` serves it until then, with the types of the package',
  package: 'nothing else is changed before that',
  mock: 'the app imports another module now, so name that one',
}

/** What stays in a file, for the user to do: one change for each reason. */
export function leftChanges({ path, text, isBuilt, moved }: VendorFile): Change[] {
  const byReason = new Map<string, LeftUse>()
  for (const use of moved.left) {
    if (use.kind !== 'mention' && !byReason.has(use.reason)) byReason.set(use.reason, use)
  }
  return [...byReason.values()].map((use) => {
    // Narrowed above, which the map does not show.
    const todo = use.kind === 'mention' ? '' : TODO[use.kind]
    const why = `${placeOf(path, text, use.at)}: ${use.reason}; ${isBuilt ? todo : 'Vite does not build it, so it stays'}`
    return { kind: 'manual', path, why, snippet: snippetOf(text, use) }
  })
}

/** Places where a text names WorkOS' package without importing it. */
export function mentions({ path, text, moved }: VendorFile): string[] {
  return moved.left.filter(({ kind }) => kind === 'mention').map(({ at }) => placeOf(path, text, at))
}

/** `src/a.ts:3:5`, both counted from 1. */
export function placeOf(path: string, text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

/** What to write instead: by default the line of the use as it would be with our modules. */
function snippetOf(text: string, { at, instead }: LeftUse): string {
  if (instead !== undefined) return instead
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end === -1 ? text.length : end).trimEnd()
  const moved = [...REPLACED_MODULES].reduce(
    (current, [theirs, { module }]) =>
      ["'", '"'].reduce(
        (result, quote) => result.replaceAll(`${quote}${theirs}${quote}`, `${quote}${module}${quote}`),
        current,
      ),
    line,
  )
  return `${moved}\n`
}
