import type * as ESTree from 'oxc-parser'

import { isFunctionNode } from '../syntax/function-node.ts'

/** The names in the source that a node declares itself. */
export function namesDeclaredBy(node: ESTree.Node): readonly ESTree.Node[] {
  if (isFunctionNode(node)) {
    const own = node.id === null ? [] : [node.id]
    return [...own, ...node.params.flatMap(namesIn)]
  }
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id)
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return node.id === null ? [] : [node.id]
    case 'CatchClause':
      return node.param === null ? [] : namesIn(node.param)
    default:
      return []
  }
}

/** The names that a pattern binds. */
function namesIn(pattern: ESTree.Node): readonly ESTree.Node[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    case 'TSParameterProperty':
      return namesIn(pattern.parameter)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property : property.value),
      )
    default:
      return []
  }
}
