import type * as ESTree from 'oxc-parser'

import { forEachChild } from './child-nodes.ts'

/** Whether a name is referred to anywhere in a node; property names and keys are no references. */
export function mentions(node: ESTree.Node, name: string): boolean {
  if (node.type === 'Identifier') return node.name === name
  let found = false
  forEachChild(node, (child) => {
    found ||= !isPlainName(node, child) && mentions(child, name)
  })
  return found
}

function isPlainName(node: ESTree.Node, child: ESTree.Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && child === node.property
  if (node.type === 'Property') return !node.computed && !node.shorthand && child === node.key
  return false
}
