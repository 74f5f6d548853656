import { parseSource } from './syntax/source-file.ts'

/** Whether a file imports a module, by a static import. */
export function importsModule(path: string, text: string, module: string): boolean {
  // Parsing is the expensive part, and most files don't even hold the word.
  if (!text.includes(module)) return false
  return parseSource(path, text)
    .getImportDeclarations()
    .some((declaration) => declaration.getModuleSpecifierValue() === module)
}
