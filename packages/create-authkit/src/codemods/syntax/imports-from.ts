import type { ElsewhereInApp } from '../codemod-result.ts'
import { isPackage } from './imports.ts'
import { parseSource } from './source-file.ts'

/** The values that a file imports by name, or as the default, from other modules of the app. */
export function importsFrom(path: string, text: string): ElsewhereInApp[] {
  return parseSource(path, text)
    .getImportDeclarations()
    .filter((declaration) => !declaration.isTypeOnly() && !isPackage(declaration.getModuleSpecifierValue()))
    .flatMap((declaration) => {
      const module = declaration.getModuleSpecifierValue()
      const named = declaration.getNamedImports().filter((specifier) => !specifier.isTypeOnly())
      const names = named.map((specifier) => specifier.getName())
      if (declaration.getDefaultImport() !== undefined) names.push('default')
      return names.map((name) => ({ module, name }))
    })
}
