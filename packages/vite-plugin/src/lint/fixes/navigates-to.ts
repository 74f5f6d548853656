import type * as ESTree from 'oxc-parser'

import { memberName } from '../syntax/static-name.ts'
import { isIntrinsic } from './own-component.ts'
import type { FixModule } from './fix-module.ts'

/** Whether a node makes the browser go to a value, which may be a path then: `window.location.href = value`. */
export function navigatesTo(node: ESTree.Node, value: ESTree.Node, module: FixModule): boolean {
  if (node.type === 'AssignmentExpression') {
    const { left, operator, right } = node
    if (operator !== '=' || right !== value || left.type !== 'MemberExpression') return false
    if (!isDropped(node, module)) return false
    return isLocation(left, module) || (memberName(left) === 'href' && isLocation(left.object, module))
  }
  if (node.type === 'CallExpression') {
    const { callee } = node
    if (callee.type !== 'MemberExpression' || node.arguments[0] !== value) return false
    const method = memberName(callee)
    return (method === 'assign' || method === 'replace') && isLocation(callee.object, module)
  }
  return false
}

/** Whether nothing takes the value of an expression: a statement, or what an element's event handler returns. */
function isDropped(node: ESTree.Node, module: FixModule): boolean {
  const parent = module.parentOf(node)
  if (parent?.type === 'ExpressionStatement') return true
  if (parent?.type === 'UnaryExpression') return parent.operator === 'void'
  if (parent?.type !== 'ArrowFunctionExpression') return false
  const container = module.parentOf(parent)
  const attribute = container === undefined ? undefined : module.parentOf(container)
  const element = attribute === undefined ? undefined : module.parentOf(attribute)
  return (
    container?.type === 'JSXExpressionContainer' &&
    element?.type === 'JSXOpeningElement' &&
    element.name.type === 'JSXIdentifier' &&
    isIntrinsic(element.name.name)
  )
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
