import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isImportOf, START_MODULES } from '../known-modules.ts'
import type { Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { importUsedBy, isPlainName } from './module-use.ts'
import type { ModuleView } from './module-view.ts'

/**
 * Whether a module has a use for `authkitMiddleware` beside the options of a Start instance: it may be that of a
 * route, of a server function, or of code that runs it by itself.
 */
export function usesMiddlewareElsewhere(view: ModuleView): boolean {
  const visit = (node: ESTree.Node, around: Scope): boolean => {
    const scope = view.scopes.inside(node, around)
    if (isUseOf(node, AUTHKIT_SERVER_MODULES, 'authkitMiddleware', scope)) return true
    const options = isCallOf(node, START_MODULES, 'createStart', scope) ? node : undefined
    let isUsed = false
    forEachChild(node, (child) => {
      if (isUsed || isPlainName(node, child)) return
      isUsed =
        options !== undefined && child !== options.callee ? inOptions(child, scope) : visit(child, scope)
    })
    return isUsed
  }
  /** As far as options are written out, it is clear which list a middleware is in. */
  const inOptions = (given: ESTree.Node, around: Scope): boolean => {
    const node = unwrap(given)
    const scope = view.scopes.inside(node, around)
    switch (node.type) {
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return node.body !== null && inOptions(node.body, scope)
      case 'BlockStatement':
        return node.body.some((child) => inOptions(child, scope))
      case 'ReturnStatement':
        return node.argument !== null && inOptions(node.argument, scope)
      case 'ObjectExpression':
        return node.properties.some((child) => inOptions(child, scope))
      case 'Property':
        return inOptions(node.value, scope)
      case 'ArrayExpression':
        return node.elements.some((child) => child !== null && inOptions(child, scope))
      default:
        return !isCallOf(node, AUTHKIT_SERVER_MODULES, 'authkitMiddleware', scope) && visit(node, scope)
    }
  }
  return visit(view.program, view.scopes.root)
}

function isCallOf(
  node: ESTree.Node,
  modules: readonly string[],
  name: string,
  scope: Scope,
): node is ESTree.CallExpression {
  return node.type === 'CallExpression' && isUseOf(node.callee, modules, name, scope)
}

function isUseOf(node: ESTree.Node, modules: readonly string[], name: string, scope: Scope): boolean {
  const used = importUsedBy(node, scope)
  return used !== undefined && isImportOf(used, modules, name)
}
