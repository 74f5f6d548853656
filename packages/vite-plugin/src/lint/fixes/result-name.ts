import type * as ESTree from 'oxc-parser'

import { isBuiltWith, START_MODULES } from '../known-modules.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import type { FixModule } from './fix-module.ts'

/**
 * The name by which the app calls a function, where there is exactly one: that of its declaration, of the variable
 * that holds it, or of the server function it is the handler of.
 */
export function nameOfResult(module: FixModule, node: FunctionNode): string | undefined {
  const parent = module.parentOf(node)
  if (node.type === 'FunctionDeclaration') {
    // Those who import it give it a name of their own.
    return parent?.type === 'ExportDefaultDeclaration' ? undefined : node.id?.name
  }
  if (parent?.type === 'VariableDeclarator') return variableName(parent)
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return undefined
  const isHandler = module
    .evaluate(parent.callee)
    .some(
      (value) =>
        value.kind === 'import' &&
        isBuiltWith(value, START_MODULES, 'createServerFn') &&
        value.path.at(-1) === 'handler',
    )
  const holder = module.parentOf(parent)
  return isHandler && holder?.type === 'VariableDeclarator' ? variableName(holder) : undefined
}

function variableName({ id }: ESTree.VariableDeclarator): string | undefined {
  return id.type === 'Identifier' ? id.name : undefined
}
