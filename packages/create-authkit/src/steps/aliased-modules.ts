import { isBuiltin } from 'node:module'
import { isPackage } from '../codemods/syntax/imports.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import type { Project } from '../project/project.ts'

/**
 * What a file imports that looks like a package, but is none that the app depends on: aliases of its own, such as
 * `@components/header`.
 */
export function aliasedModules(
  { declared }: Pick<Project, 'declared'>,
  path: string,
  text: string,
): string[] {
  return parseSource(path, text)
    .getImportDeclarations()
    .map((declaration) => declaration.getModuleSpecifierValue())
    .filter((module) => {
      const isNamed = isPackage(module) && !module.includes(':') && !isBuiltin(module)
      return isNamed && declared(packageOf(module)) === null
    })
}

/** `@acme/ui` of `@acme/ui/button`. */
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')
}
