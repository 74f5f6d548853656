import type * as ESTree from 'oxc-parser'

import { isFunctionNode } from '../syntax/function-node.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import { promiseAllTarget } from './value-contexts.ts'

/**
 * A call without `await` gives a promise. A text may take its place where it is awaited later, or not looked at.
 *
 * @throws NotProven where code or a type may demand the promise
 */
export function mustNotBePromise(module: FixModule, call: ESTree.CallExpression): void {
  const parent = module.parentOf(call)
  switch (parent?.type) {
    case 'ExpressionStatement':
      return
    case 'UnaryExpression':
      if (parent.operator === 'void') return
      break
    case 'ArrayExpression':
      if (promiseAllTarget(module, parent, call) !== undefined) return
      break
    case 'VariableDeclarator':
      if (isAwaitedAlways(module, parent)) return
      break
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      if (isWrappedOrUntyped(module, call)) return
      break
    default:
  }
  throw new NotProven(
    `\`${module.textOf(parent ?? call)}\` holds a promise of the URL, for which a text can't be put.`,
  )
}

function isAwaitedAlways(module: FixModule, { id }: ESTree.VariableDeclarator): boolean {
  const binding = id.type === 'Identifier' && !id.typeAnnotation ? module.bindingOf(id) : undefined
  if (id.type !== 'Identifier' || binding === undefined) return false
  const { values, inTypes } = module.usesOf(binding, id.name)
  return !inTypes && values.every((use) => module.parentOf(use)?.type === 'AwaitExpression')
}

/** An `async` function answers with a promise of the text. Of others no type may say that they answer with one. */
function isWrappedOrUntyped(module: FixModule, call: ESTree.Node): boolean {
  for (const around of module.ancestorsOf(call)) {
    if (!isFunctionNode(around)) continue
    if (around.async) return true
    const holder = module.parentOf(around)
    const isTyped = holder?.type === 'VariableDeclarator' && Boolean(holder.id.typeAnnotation)
    return !around.returnType && !isTyped
  }
  return false
}
