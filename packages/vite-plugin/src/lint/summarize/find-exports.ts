import type * as ESTree from 'oxc-parser'

import { forEachPatternName } from '../scope/pattern-names.ts'
import { stringOf } from '../syntax/static-name.ts'
import type { Value } from '../values/value.ts'
import type { ModuleFacts } from './module-facts.ts'

/** What a module exports. */
export interface Exports {
  /** What each exported name may stand for. */
  named: ReadonlyMap<string, readonly Value[]>
  /** Specifiers of `export * from`. */
  stars: readonly string[]
}

/** Follows the exports of a module to what they stand for; types are left out. */
export function findExports(program: ESTree.Program, facts: ModuleFacts): Exports {
  const named = new Map<string, readonly Value[]>()
  const stars: string[] = []
  const { root } = facts.scopes
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ExportAllDeclaration': {
        if (statement.exportKind === 'type') break
        const specifier = statement.source.value
        const name = statement.exported === null ? undefined : exportedName(statement.exported)
        if (name === undefined) stars.push(specifier)
        else named.set(name, [{ kind: 'import', specifier, path: [] }])
        break
      }
      case 'ExportDefaultDeclaration':
        named.set('default', facts.evaluator.evaluate(statement.declaration, root))
        break
      case 'ExportNamedDeclaration':
        if (statement.exportKind === 'type') break
        for (const { exported, local, exportKind } of statement.specifiers) {
          if (exportKind === 'type') continue
          const name = exportedName(local)
          named.set(
            exportedName(exported),
            statement.source === null
              ? facts.evaluator.named(name, root)
              : [{ kind: 'import', specifier: statement.source.value, path: [name] }],
          )
        }
        for (const name of declaredNames(statement.declaration)) {
          named.set(name, facts.evaluator.named(name, root))
        }
        break
      default:
    }
  }
  return { named, stars }
}

function declaredNames(declaration: ESTree.Declaration | null): readonly string[] {
  switch (declaration?.type) {
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
      return declaration.id === null ? [] : [declaration.id.name]
    case 'VariableDeclaration': {
      const names: string[] = []
      for (const { id } of declaration.declarations) forEachPatternName(id, (name) => names.push(name))
      return names
    }
    default:
      return []
  }
}

function exportedName(name: ESTree.ModuleExportName): string {
  return name.type === 'Identifier' ? name.name : (stringOf(name) ?? '')
}
