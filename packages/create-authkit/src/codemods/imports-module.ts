import { specifiersOf } from './syntax/specifiers-of.ts'

/** Whether a file imports or passes on a module. */
export function importsModule(text: string, module: string): boolean {
  return importsAny(text, module, (specifier) => specifier === module)
}

/** Whether a file imports or passes on a package, or a module of it, such as `name/client`. */
export function importsPackage(text: string, name: string): boolean {
  return importsAny(text, name, (specifier) => specifier === name || specifier.startsWith(`${name}/`))
}

function importsAny(text: string, word: string, isWanted: (specifier: string) => boolean): boolean {
  // To look for imports is the expensive part, and most files don't even hold the word.
  return text.includes(word) && specifiersOf(text).some(isWanted)
}
