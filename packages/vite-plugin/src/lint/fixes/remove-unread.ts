import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'
import type { TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { removeFromList, removeStatement } from './remove-text.ts'

/**
 * Takes out a value that nothing reads together with what holds it: the property of the object it is in, the variable,
 * the statement. `undefined` where it stands in something else.
 */
export function removeUnread(
  modules: FixModules,
  module: FixModule,
  value: ESTree.Node,
): TextEdit | undefined {
  const parent = module.parentOf(value)
  switch (parent?.type) {
    case 'ExpressionStatement':
      return removeStatement(module, parent)
    case 'UnaryExpression': {
      const statement = module.parentOf(parent)
      return statement?.type === 'ExpressionStatement' ? removeStatement(module, statement) : undefined
    }
    case 'VariableDeclarator': {
      const declaration = module.parentOf(parent)
      if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1) return undefined
      const { id } = parent
      const binding = id.type === 'Identifier' ? module.bindingOf(id) : undefined
      if (id.type !== 'Identifier' || binding === undefined) return undefined
      const { values, inTypes } = module.usesOf(binding, id.name)
      return values.length === 0 && !inTypes ? removeStatement(module, declaration) : undefined
    }
    case 'Property': {
      const object = module.parentOf(parent)
      const name = staticName(parent.key, parent.computed)
      if (object?.type !== 'ObjectExpression' || name === undefined) return undefined
      // What is spread before it may bring the same name.
      if (object.properties.some(({ type }) => type === 'SpreadElement')) return undefined
      return isNamedElsewhere(modules, name) ? undefined : removeFromList(module, object.properties, parent)
    }
    default:
      return undefined
  }
}

/** Whether the app holds a name twice: a type may demand the property, or a text may name it. */
function isNamedElsewhere({ app }: FixModules, name: string): boolean {
  const [first, second] = [...app.sources.values()].filter((source) => source.includes(name))
  return second !== undefined || first === undefined || first.indexOf(name) !== first.lastIndexOf(name)
}
