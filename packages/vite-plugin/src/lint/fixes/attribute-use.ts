import type * as ESTree from 'oxc-parser'

import { isFunctionNode } from '../syntax/function-node.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'

/**
 * What a JSX attribute does with a URL: it is the address of a link, or a component of the app gets it as a property of
 * some name. `undefined` for everything else: a component of a package may do anything.
 *
 * @param container the braces around the attribute's value
 */
export function attributeUse(
  modules: FixModules,
  module: FixModule,
  container: ESTree.Node,
): 'link' | { property: string } | undefined {
  const attribute = module.parentOf(container)
  const element = attribute === undefined ? undefined : module.parentOf(attribute)
  if (attribute?.type !== 'JSXAttribute' || element?.type !== 'JSXOpeningElement') return undefined
  const { name: attributeName } = attribute
  const { name: elementName } = element
  if (attributeName.type !== 'JSXIdentifier' || elementName.type !== 'JSXIdentifier') return undefined
  if (elementName.name === 'a' && attributeName.name === 'href') return 'link'
  return isOwnComponent(modules, module, elementName) ? { property: attributeName.name } : undefined
}

function isOwnComponent(modules: FixModules, module: FixModule, element: ESTree.JSXIdentifier): boolean {
  if (isIntrinsic(element.name)) return false
  const binding = module.bindingOf(element)
  if (binding?.kind === 'import') return modules.app.isOwnModule(binding.specifier, module.file)
  return binding?.kind === 'function' || (binding?.kind === 'variable' && isFunctionNode(binding.init))
}

/** Whether JSX takes a name for an HTML element, as it does with lower-case ones. */
export function isIntrinsic(name: string): boolean {
  return name.charAt(0) === name.charAt(0).toLowerCase()
}
