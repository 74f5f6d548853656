import type * as ESTree from 'oxc-parser'

import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'

/** A component that the app defines as a plain function, and the module it is in. */
export interface OwnComponent {
  module: FixModule
  node: FunctionNode
}

/** The component of the app that a JSX element is of; `undefined` for all whose function can't be told. */
export function ownComponent(
  modules: FixModules,
  module: FixModule,
  element: ESTree.JSXIdentifier,
): OwnComponent | undefined {
  if (isIntrinsic(element.name)) return undefined
  const binding = module.bindingOf(element)
  if (binding?.kind === 'import') {
    const [name] = binding.path
    if (name === undefined || binding.path.length > 1) return undefined
    return exportedBy(modules, module, binding.specifier, name)
  }
  return localComponent(module, element.name)
}

/** Whether JSX takes a name for an HTML element, as it does with lower-case ones. */
export function isIntrinsic(name: string): boolean {
  return name.charAt(0) === name.charAt(0).toLowerCase()
}

function localComponent(module: FixModule, name: string): OwnComponent | undefined {
  const binding = module.bindingNamed(name, module.program)
  if (binding?.kind === 'function' && !binding.reassigned) return { module, node: binding.node }
  const isVariable = binding?.kind === 'variable' && !binding.reassigned && binding.path?.length === 0
  return isVariable && isFunctionNode(binding.init) ? { module, node: binding.init } : undefined
}

/** What a module exports by a name where it says so itself, or names the module it has it from. */
function exportedBy(
  modules: FixModules,
  importer: FixModule,
  specifier: string,
  name: string,
  seen: ReadonlySet<FixModule> = new Set(),
): OwnComponent | undefined {
  const file = modules.app.resolve(specifier, importer.file)
  const module = file === undefined ? undefined : modules.open(file)
  if (module === undefined || seen.has(module)) return undefined
  for (const node of module.program.body) {
    if (node.type === 'ExportDefaultDeclaration' && name === 'default') {
      if (isFunctionNode(node.declaration)) return { module, node: node.declaration }
      return node.declaration.type === 'Identifier'
        ? localComponent(module, node.declaration.name)
        : undefined
    }
    if (node.type !== 'ExportNamedDeclaration') continue
    if (node.declaration !== null && declares(node.declaration, name)) return localComponent(module, name)
    const listed = node.specifiers.find(({ exported }) => nameOf(exported) === name)
    if (listed === undefined) continue
    if (node.source === null) return localComponent(module, nameOf(listed.local))
    return exportedBy(modules, module, node.source.value, nameOf(listed.local), new Set([...seen, module]))
  }
  return undefined
}

function declares(declaration: ESTree.Declaration, name: string): boolean {
  if (declaration.type === 'FunctionDeclaration') return declaration.id?.name === name
  return (
    declaration.type === 'VariableDeclaration' &&
    declaration.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name)
  )
}

function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name
}
