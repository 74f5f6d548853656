import type * as ESTree from 'oxc-parser'

import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import type { FixModule } from './fix-module.ts'

/** Whether a variable can be imported by name, so that uses of it may be anywhere. */
export function isExported(module: FixModule, declarator: ESTree.Node): boolean {
  for (const around of module.ancestorsOf(declarator)) {
    if (around.type === 'ExportNamedDeclaration') return true
    if (isFunctionNode(around)) return false
  }
  return false
}

/** Whether an array is what a hook of React depends on: its elements are compared, and no more. */
export function isHookDependency(module: FixModule, array: ESTree.Node): boolean {
  const call = module.parentOf(array)
  return (
    call?.type === 'CallExpression' &&
    call.arguments[0] !== array &&
    module.evaluate(call.callee).some((value) => value.kind === 'import' && value.specifier === 'react')
  )
}

/**
 * The name that an element of `const [a, b] = await Promise.all([…])` is given, `null` when it is given none;
 * `undefined` when the array is something else.
 */
export function promiseAllTarget(
  module: FixModule,
  array: ESTree.ArrayExpression,
  element: ESTree.Node,
): { name: ESTree.Node | null; declarator: ESTree.Node } | undefined {
  const [call, awaited, declarator] = module.ancestorsOf(array)
  const isAll = call?.type === 'CallExpression' && isPromiseAll(module, call.callee)
  const isFixed = array.elements.every((one) => one !== null && one.type !== 'SpreadElement')
  if (!isAll || !isFixed || awaited?.type !== 'AwaitExpression') return undefined
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ArrayPattern') return undefined
  const { elements } = declarator.id
  return { name: elements[array.elements.findIndex((one) => one === element)] ?? null, declarator }
}

function isPromiseAll(module: FixModule, callee: ESTree.Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'all' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    module.bindingOf(callee.object) === undefined
  )
}
