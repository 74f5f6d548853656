import type * as ESTree from 'oxc-parser'

import { stringOf } from '../syntax/static-name.ts'
import type { Binding, Scope } from './scope.ts'

/** Adds a name to a scope. A second value for the same name (`var` twice) makes it one that is reassigned. */
export function declare(scope: Scope, name: string, binding: Binding): void {
  const existing = scope.bindings.get(name)
  if (existing !== undefined && 'reassigned' in existing) {
    existing.reassigned = true
    return
  }
  scope.bindings.set(name, binding)
}

/** Adds the names of an `import` declaration; names that are types alone hide outer ones and stand for nothing. */
export function declareImports(node: ESTree.ImportDeclaration, scope: Scope): void {
  const specifier = node.source.value
  for (const imported of node.specifiers) {
    const isType = node.importKind === 'type' || ('importKind' in imported && imported.importKind === 'type')
    const path = importedPath(imported)
    const known = !isType && path !== undefined
    declare(scope, imported.local.name, known ? { kind: 'import', specifier, path } : { kind: 'opaque' })
  }
}

function importedPath(specifier: ESTree.ImportDeclarationSpecifier): readonly string[] | undefined {
  if (specifier.type === 'ImportNamespaceSpecifier') return []
  if (specifier.type === 'ImportDefaultSpecifier') return ['default']
  const { imported } = specifier
  const name = imported.type === 'Identifier' ? imported.name : stringOf(imported)
  return name === undefined ? undefined : [name]
}
