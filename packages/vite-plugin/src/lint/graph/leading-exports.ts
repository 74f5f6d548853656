import { authTokenSource } from '../auth-token-sources.ts'
import { sourceOf } from '../source-of.ts'
import type { ModuleSummary } from '../summary.ts'
import type { ImportValue } from '../values/value.ts'
import type { PlacedValue } from './follow.ts'
import type { Ways } from './way.ts'

/** What {@link leadingExports} asks about the app. */
export interface AppValues {
  summaryOf: (file: string) => ModuleSummary | undefined
  /** The ways of a function, as far as they are known. */
  waysOf: (file: string, index: number) => Ways
  /** What an import of a file stands for; nothing where it surely leads nowhere. */
  follow: (value: ImportValue, importer: string) => readonly PlacedValue[]
}

/** Names of the exports of a module through which others can get at a source: by calling them, or a part of them. */
export function leadingExports(module: ModuleSummary, app: AppValues): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [name, values] of module.exports) {
    const seen = new Set<string>()
    if (values.some((value) => leads({ file: module.file, value }, app, seen))) names.add(name)
  }
  return names
}

function leads(placed: PlacedValue, app: AppValues, seen: Set<string>): boolean {
  const { file, value } = placed
  if (value.kind === 'import') {
    const key = `${file}\0${value.specifier}\0${value.path.join('\0')}`
    if (seen.has(key)) return false
    seen.add(key)
    return app
      .follow(value, file)
      .some((followed) =>
        followed.value.kind === 'import' ? isSource(followed.value) : leads(followed, app, seen),
      )
  }
  const key = `${file}\0${value.kind}\0${value.index}`
  if (seen.has(key)) return false
  seen.add(key)
  if (value.kind === 'function' && app.waysOf(file, value.index).size > 0) return true
  const summary = app.summaryOf(file)
  const parts =
    value.kind === 'function'
      ? (summary?.functions[value.index]?.results ?? [])
      : (summary?.objects[value.index] ?? []).flatMap((part) => part.values)
  return parts.some((part) => leads({ file, value: part }, app, seen))
}

function isSource(value: ImportValue): boolean {
  return sourceOf(value) !== undefined || authTokenSource(value) !== undefined
}
