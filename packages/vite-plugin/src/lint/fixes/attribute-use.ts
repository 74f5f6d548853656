import type * as ESTree from 'oxc-parser'

import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { ownComponent, type OwnComponent } from './own-component.ts'

/** A component of the app that is given a value, and the name it gets it by. */
export interface ComponentUse {
  component: OwnComponent
  property: string
}

/**
 * What a JSX attribute does with a value: it is the address of a link, or a component of the app gets it as a property
 * of some name. `undefined` for everything else: a component of a package may do anything.
 *
 * @param container the braces around the attribute's value
 */
export function attributeUse(
  modules: FixModules,
  module: FixModule,
  container: ESTree.Node,
): 'link' | ComponentUse | undefined {
  const attribute = module.parentOf(container)
  const element = attribute === undefined ? undefined : module.parentOf(attribute)
  if (attribute?.type !== 'JSXAttribute' || element?.type !== 'JSXOpeningElement') return undefined
  const { name: attributeName } = attribute
  const { name: elementName } = element
  if (attributeName.type !== 'JSXIdentifier' || elementName.type !== 'JSXIdentifier') return undefined
  if (elementName.name === 'a' && attributeName.name === 'href') return 'link'
  const component = ownComponent(modules, module, elementName)
  return component === undefined ? undefined : { component, property: attributeName.name }
}
