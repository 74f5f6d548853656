import { parseSource } from '../../codemods/syntax/source-file.ts'

/** The modules that a file imports, or exports from, by static declarations. */
export function importedModules(path: string, text: string): string[] {
  const file = parseSource(path, text)
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap(
    (declaration) => declaration.getModuleSpecifierValue() ?? [],
  )
}
