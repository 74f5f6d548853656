import { specifiersOf } from './specifiers-of.ts'

/** Whether a module imports or passes on another one, or one below it, such as `name/client`. */
export function importsModule(text: string, name: string): boolean {
  // To look for imports takes a hundred times as long.
  if (!text.includes(name)) return false
  return specifiersOf(text).some((specifier) => specifier === name || specifier.startsWith(`${name}/`))
}
