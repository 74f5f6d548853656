import type * as ESTree from 'oxc-parser'

import type { FunctionNode } from '../syntax/function-node.ts'
import { staticName } from '../syntax/static-name.ts'

/**
 * The name of a function as a reader would call it: its own, or that of the variable or property which holds it,
 * also through calls: `const load = createServerFn().handler(async () => …)` is `load`.
 *
 * @param ancestors the nodes around it, the outermost first
 */
export function functionName(node: FunctionNode, ancestors: readonly ESTree.Node[]): string | undefined {
  if (node.id !== null) return node.id.name
  for (const around of ancestors.toReversed()) {
    switch (around.type) {
      case 'CallExpression':
      case 'AwaitExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        continue
      case 'VariableDeclarator':
        return around.id.type === 'Identifier' ? around.id.name : undefined
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return staticName(around.key, around.computed)
      case 'AssignmentExpression':
        return around.left.type === 'Identifier' ? around.left.name : undefined
      default:
        return undefined
    }
  }
  return undefined
}
