import { findImports } from '../find-import.ts'
import type { AppHost } from './app-host.ts'

/** Whether one of the files imports one of the others, itself or through modules of the app. */
export async function importsAnyOf(
  from: readonly string[],
  to: readonly string[],
  host: Pick<AppHost, 'load' | 'resolve'>,
): Promise<boolean> {
  const wanted = new Set(to)
  const seen = new Set(from)
  for (const file of seen) {
    if (wanted.has(file)) return true
    const module = await host.load(file)
    if (module === undefined) continue
    for (const { specifier } of findImports(module)) {
      const imported = await host.resolve(specifier, file)
      if (imported !== undefined) seen.add(imported)
    }
  }
  return false
}
