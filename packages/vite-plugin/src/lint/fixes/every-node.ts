import type * as ESTree from 'oxc-parser'

/** Calls back for every node below a node and itself, types included, parents first. */
export function eachNode(
  node: ESTree.Node,
  visit: (node: ESTree.Node, parent: ESTree.Node | undefined) => void,
  parent?: ESTree.Node,
): void {
  visit(node, parent)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) eachNode(item, visit, node)
    } else if (isNode(value) && value !== keyOfShorthand(node)) {
      eachNode(value, visit, node)
    }
  }
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** `{ name }` holds the name twice: as its key and as its value. */
function keyOfShorthand(node: ESTree.Node): ESTree.Node | undefined {
  return node.type === 'Property' && node.shorthand ? node.key : undefined
}

/**
 * What a name in the source is: the use of a value, the use of a type (or something that may be one), or a name that
 * refers to nothing around it: a key, a member, a declaration, an attribute.
 */
export type NameRole = 'value' | 'type' | 'plain'

export function roleOf(node: ESTree.Node, parent: ESTree.Node | undefined): NameRole {
  if (parent === undefined) return 'plain'
  switch (parent.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed ? 'plain' : 'value'
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'AccessorProperty':
      if (parent.key === node && !parent.computed && !('shorthand' in parent && parent.shorthand))
        return 'plain'
      return 'value'
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'JSXAttribute':
    case 'JSXNamespacedName':
      return 'plain'
    case 'JSXMemberExpression':
      return parent.object === node ? 'value' : 'plain'
    case 'ExportSpecifier':
      return parent.local === node ? 'value' : 'plain'
    default:
      return parent.type.startsWith('TS') ? roleInTypeScript(node, parent) : 'value'
  }
}

function roleInTypeScript(node: ESTree.Node, parent: ESTree.Node): NameRole {
  switch (parent.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TSExportAssignment':
      return 'value'
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return parent.key === node && !parent.computed ? 'plain' : 'type'
    default:
      return 'type'
  }
}
