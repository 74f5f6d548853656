import type * as ESTree from 'oxc-parser'

/** TypeScript nodes that hold code which runs; all others are types and are never visited. */
const RUNNING_TYPESCRIPT = new Set([
  'TSAsExpression',
  'TSEnumBody',
  'TSEnumDeclaration',
  'TSEnumMember',
  'TSExportAssignment',
  'TSInstantiationExpression',
  'TSModuleBlock',
  'TSModuleDeclaration',
  'TSNonNullExpression',
  'TSParameterProperty',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
])

/** Calls back for each direct child that holds code which runs, in source order; type positions are left out. */
export function forEachChild(node: ESTree.Node, visit: (child: ESTree.Node) => void): void {
  // The walk over every node of a module comes down to this loop. `for … in` makes no list of the keys and is twice
  // as fast as `Object.values`; there is no `parent` to leave out, because the parser is not asked for it.
  for (const key in node) {
    const value: unknown = node[key as keyof ESTree.Node]
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) {
      for (const item of value) if (isRunningNode(item)) visit(item)
    } else if (isRunningNode(value)) {
      visit(value)
    }
  }
}

function isRunningNode(value: unknown): value is ESTree.Node {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  const { type } = value
  return typeof type === 'string' && (!type.startsWith('TS') || RUNNING_TYPESCRIPT.has(type))
}
