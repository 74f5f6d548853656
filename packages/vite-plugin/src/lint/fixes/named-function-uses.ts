import type * as ESTree from 'oxc-parser'

import { staticName, memberName } from '../syntax/static-name.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'

/** A place that names a function. */
export interface FunctionUse {
  module: FixModule
  node: ESTree.Node
}

/**
 * Every place of the app that may take a function of some name: the name itself and aliases of its import, members of
 * the name, properties that patterns take out. A function of the same name that means something else is among them.
 */
export function* namedFunctionUses(modules: FixModules, name: string): Generator<FunctionUse> {
  for (const module of modules.mentioning(name)) {
    for (const node of module.nodes()) {
      for (const use of usesAt(module, node, name)) yield { module, node: use }
    }
  }
}

function usesAt(module: FixModule, node: ESTree.Node, name: string): readonly ESTree.Node[] {
  switch (node.type) {
    case 'MemberExpression':
      return memberName(node) === name ? [node] : []
    case 'ImportSpecifier': {
      const { imported } = node
      if ((imported.type === 'Identifier' ? imported.name : imported.value) !== name) return []
      const binding = module.bindingNamed(node.local.name, module.program)
      return binding === undefined ? [] : module.usesOf(binding, node.local.name).values
    }
    case 'ObjectPattern':
      return node.properties.filter(
        (property) => property.type !== 'RestElement' && staticName(property.key, property.computed) === name,
      )
    case 'Identifier': {
      const binding = node.name === name ? module.bindingOf(node) : undefined
      return binding === undefined || binding.kind === 'import' ? [] : module.usesOf(binding, name).values
    }
    default:
      return []
  }
}

/** `export { name }`: those who import it are looked at by its name. */
export function isListedExport(node: ESTree.Node | undefined): boolean {
  if (node?.type !== 'ExportSpecifier') return false
  const { local, exported } = node
  return local.type === 'Identifier' && exported.type === 'Identifier' && local.name === exported.name
}
