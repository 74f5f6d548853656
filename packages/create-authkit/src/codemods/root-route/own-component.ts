import { type Identifier, Node } from 'ts-morph'
import { importOf, resolveName } from '../syntax/binding.ts'
import { isPackage } from '../syntax/imports.ts'
import { callableOf } from '../syntax/value.ts'
import { AUTHKIT_PROVIDER } from './authkit-provider.ts'
import { tagOf } from './pages.ts'

/** Specifiers that look like packages and are not: aliases of the app's own, such as `@components/header`. */
export type OwnModules = ReadonlySet<string>

/** Whether a module is the app's own. */
export function isOwnModule(module: string, own?: OwnModules): boolean {
  return !isPackage(module) || own?.has(module) === true
}

/**
 * Whether a piece of JSX may take the user from the provider: an element of the app's own component, or a name or call
 * that brings one. A package's component can't: it knows nothing of a virtual module.
 */
export function mayUseProvider(node: Node, own?: OwnModules): boolean {
  const tag = tagOf(node)
  if (tag !== undefined) return isOwn(tag, own)
  const isChild =
    Node.isJsxExpression(node.getParent()) && !Node.isJsxAttribute(node.getParent()?.getParent())
  if (!isChild) return false
  const called = Node.isCallExpression(node) ? node.getExpression() : node
  if (!Node.isIdentifier(called)) return false
  const value = callableOf(called)
  return value !== called && [value, ...value.getDescendants()].some((inner) => isOwn(tagOf(inner), own))
}

function isOwn(tag: Node | undefined, own?: OwnModules): boolean {
  const root = rootOf(tag)
  if (root === null || isHostElement(tag)) return false
  const imported = tag === undefined ? null : importOf(tag)
  if (imported?.module === AUTHKIT_PROVIDER.module) return imported.name !== AUTHKIT_PROVIDER.name
  const binding = resolveName(root)
  return binding?.kind !== 'import' || isOwnModule(binding.module, own)
}

/** `Menu` of `<Menu.Item>`. */
function rootOf(tag: Node | undefined): Identifier | null {
  if (Node.isPropertyAccessExpression(tag)) return rootOf(tag.getExpression())
  return Node.isIdentifier(tag) ? tag : null
}

/** An element of HTML: JSX takes a name that begins with a small letter for one. */
function isHostElement(tag: Node | undefined): boolean {
  const name = Node.isIdentifier(tag) ? tag.getText() : ''
  return name.charAt(0) !== name.charAt(0).toUpperCase()
}
