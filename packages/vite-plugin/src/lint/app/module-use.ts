import type * as ESTree from 'oxc-parser'

import { isImportOf } from '../known-modules.ts'
import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import type { Span } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { memberName } from '../syntax/static-name.ts'
import type { ModuleView } from './module-view.ts'

/** A place where a module uses something of another. */
export interface ModuleUse extends Span {
  file: string
  /** What it uses, by the name it is exported by. */
  name: string
  /** Where that is imported from. */
  specifier: string
}

/** Names of some modules. */
export interface ModuleNames {
  modules: readonly string[]
  names: readonly string[]
}

/** The first place of a module that uses one of the names; imports, re-exports and types are no uses. */
export function findUse(view: ModuleView, wanted: readonly ModuleNames[]): ModuleUse | undefined {
  let found: ModuleUse | undefined
  const visit = (node: ESTree.Node, around: Scope): void => {
    if (found !== undefined) return
    const scope = view.scopes.inside(node, around)
    const used = importUsedBy(node, scope)
    const isWanted = wanted.some(
      ({ modules, names }) => used !== undefined && names.some((name) => isImportOf(used, modules, name)),
    )
    if (isWanted && used !== undefined) {
      const { specifier, path } = used
      found = { file: view.file, start: node.start, end: node.end, name: path[0] ?? '', specifier }
    } else {
      forEachChild(node, (child) => {
        if (!isPlainName(node, child)) visit(child, scope)
      })
    }
  }
  visit(view.program, view.scopes.root)
  return found
}

type ImportBinding = Extract<Binding, { kind: 'import' }>

/** The import that a name, or a member of a namespace, refers to. */
export function importUsedBy(node: ESTree.Node, scope: Scope): ImportBinding | undefined {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') {
    const binding = lookUp(scope, node.name)
    return binding?.kind === 'import' ? binding : undefined
  }
  if (node.type !== 'MemberExpression') return undefined
  const name = memberName(node)
  const object = importUsedBy(node.object, scope)
  return name === undefined || object === undefined ? undefined : { ...object, path: [...object.path, name] }
}

/** Whether a child is a name that refers to nothing: that of an import or export, of a key, of a member. */
export function isPlainName(node: ESTree.Node, child: ESTree.Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return true
    case 'ExportNamedDeclaration':
      return child.type === 'ExportSpecifier'
    case 'MemberExpression':
      return !node.computed && child === node.property
    case 'Property':
      return !node.computed && !node.shorthand && child === node.key
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return !node.computed && child === node.key
    case 'JSXAttribute':
      return child === node.name
    default:
      return false
  }
}
