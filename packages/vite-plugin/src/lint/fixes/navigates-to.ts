import type * as ESTree from 'oxc-parser'

import { memberName } from '../syntax/static-name.ts'
import type { FixModule } from './fix-module.ts'

/** Whether a node makes the browser go to a value, which may be a path then: `window.location.href = value`. */
export function navigatesTo(node: ESTree.Node, value: ESTree.Node, module: FixModule): boolean {
  if (node.type === 'AssignmentExpression') {
    if (
      node.operator !== '=' ||
      node.right !== value ||
      module.parentOf(node)?.type !== 'ExpressionStatement'
    ) {
      return false
    }
    const { left } = node
    if (left.type !== 'MemberExpression') return false
    if (isLocation(left, module)) return true
    return memberName(left) === 'href' && isLocation(left.object, module)
  }
  if (node.type === 'CallExpression') {
    const { callee } = node
    if (callee.type !== 'MemberExpression' || node.arguments[0] !== value) return false
    const method = memberName(callee)
    return (method === 'assign' || method === 'replace') && isLocation(callee.object, module)
  }
  return false
}

/** The browser's `location` or `window.location`. */
function isLocation(node: ESTree.Node, module: FixModule): boolean {
  if (node.type === 'MemberExpression')
    return memberName(node) === 'location' && isGlobal(node.object, 'window', module)
  return isGlobal(node, 'location', module)
}

function isGlobal(node: ESTree.Node, name: string, module: FixModule): boolean {
  return node.type === 'Identifier' && node.name === name && module.bindingOf(node) === undefined
}
