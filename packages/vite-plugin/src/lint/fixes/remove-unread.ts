import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'
import { NotProven, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { mustLeaveNothingUnused, mustOnlyRead } from './lost-code.ts'
import { removeFromList, removeOnlyItem, removeStatement } from './remove-text.ts'

/** A call that goes, as it stands in the source. */
export interface UnreadCall {
  call: ESTree.CallExpression
  /** The call with its `await`. */
  value: ESTree.Node
  /** Says whether a type may demand the property that the value is in. */
  mustNotBeTyped: () => void
}

/**
 * Takes out a call whose value nothing reads together with what holds it: the property of the object it is in, the
 * variable, the statement. `undefined` where it stands in something else.
 *
 * @throws NotProven when more would go than a value, or what is left would mean something else
 */
export function removeUnread(
  modules: FixModules,
  module: FixModule,
  { call, value, mustNotBeTyped }: UnreadCall,
): TextEdit | undefined {
  const holder = holderOf(modules, module, value)
  if (holder === undefined) return undefined
  if (holder.node.type === 'Property') mustNotBeTyped()
  for (const argument of call.arguments) mustOnlyRead(module, argument)
  mustLeaveNothingUnused(module, holder.node, call.callee)
  return holder.remove()
}

interface Holder {
  node: ESTree.Node
  remove: () => TextEdit | undefined
}

function holderOf(modules: FixModules, module: FixModule, value: ESTree.Node): Holder | undefined {
  const parent = module.parentOf(value)
  switch (parent?.type) {
    case 'ExpressionStatement':
      return statement(module, parent)
    case 'UnaryExpression': {
      const around = module.parentOf(parent)
      return around?.type === 'ExpressionStatement' ? statement(module, around) : undefined
    }
    case 'VariableDeclarator': {
      const declaration = module.parentOf(parent)
      if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1) return undefined
      const { id } = parent
      const binding = id.type === 'Identifier' ? module.bindingOf(id) : undefined
      if (id.type !== 'Identifier' || binding === undefined) return undefined
      const { values, inTypes } = module.usesOf(binding, id.name)
      return values.length === 0 && !inTypes ? statement(module, declaration) : undefined
    }
    case 'Property': {
      const object = module.parentOf(parent)
      const name = staticName(parent.key, parent.computed)
      if (object?.type !== 'ObjectExpression' || name === undefined) return undefined
      // What is spread before it may bring the same name.
      if (object.properties.some(({ type }) => type === 'SpreadElement')) return undefined
      if (isNamedElsewhere(modules, name)) return undefined
      const { properties } = object
      const remove = (): TextEdit | undefined =>
        properties.length === 1
          ? removeOnlyItem(module, object, parent)
          : removeFromList(module, properties, parent)
      return { node: parent, remove }
    }
    default:
      return undefined
  }
}

/** Where a list of statements is, one of them can go; the body of an `if` without braces would be the next one. */
function statement(module: FixModule, node: ESTree.Node): Holder {
  switch (module.parentOf(node)?.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'SwitchCase':
      return { node, remove: () => removeStatement(module, node) }
    default:
      throw new NotProven(
        `\`${module.textOf(node)}\` is the only statement of a branch or loop without braces: what is to remain of that can't be told.`,
      )
  }
}

/** Whether the app holds a name twice: a type may demand the property, or a text may name it. */
function isNamedElsewhere(modules: FixModules, name: string): boolean {
  const [first, second] = [...modules.sources().values()].filter((source) => source.includes(name))
  return second !== undefined || first === undefined || first.indexOf(name) !== first.lastIndexOf(name)
}
