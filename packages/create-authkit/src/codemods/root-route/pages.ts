import { Node } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'
import { importOf, resolveName } from '../syntax/binding.ts'
import { callableOf, functionAround } from '../syntax/value.ts'

/** Package of the router's components and factories. */
export const ROUTER_PACKAGE = '@tanstack/react-router'

/** How many components of the file are looked into for an outlet. */
const DEEPEST = 3

/** Whether a node stands for the pages: `children` of a component, `<Outlet />`, a component with an outlet. */
export function isPages(node: Node, component: Node | undefined): boolean {
  return isChildren(node, component) || isOutlet(node) || rendersOutlet(node, DEEPEST)
}

/** `children` or `props.children`, of the component's own. */
function isChildren(node: Node, component: Node | undefined): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAccessExpression(node) && node.getName() === 'children') {
    const object = node.getExpression()
    return Node.isIdentifier(object) && isOf(object, component)
  }
  if (!Node.isIdentifier(node) || node.getText() !== 'children') return false
  const isName =
    (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) ||
    (Node.isJsxAttribute(parent) && parent.getNameNode() === node) ||
    (Node.isPropertyAssignment(parent) && parent.getNameNode() === node) ||
    Node.isBindingElement(parent) ||
    Node.isParameterDeclaration(parent)
  return !isName && isOf(node, component)
}

/** Whether a name is a parameter of the component, or taken out of one. */
function isOf(name: Node, component: Node | undefined): boolean {
  const binding = Node.isIdentifier(name) ? resolveName(name) : null
  if (binding?.kind !== 'other' && binding?.kind !== 'const') return false
  const { node } = binding
  return node.getParent() === component || functionAround(node) === component
}

/** Whether an element is a component of this file with an outlet in it. */
function rendersOutlet(node: Node, depth: number): boolean {
  if (depth === 0) return false
  const tag = tagOf(node)
  if (!Node.isIdentifier(tag)) return false
  const component = callableOf(tag)
  if (component === tag || !functionAround(node)) return false
  return component.getDescendants().some((inner) => isOutlet(inner) || rendersOutlet(inner, depth - 1))
}

/** The tag of a JSX element, with or without children. */
export function tagOf(node: Node): Node | undefined {
  if (Node.isJsxElement(node)) return node.getOpeningElement().getTagNameNode()
  return Node.isJsxSelfClosingElement(node) ? node.getTagNameNode() : undefined
}

/** What a JSX element's tag is imported as. */
export function importOfTag(node: Node): ElsewhereInApp | null {
  const tag = tagOf(node)
  return tag === undefined ? null : importOf(tag)
}

/** Whether a node is the router's `<Outlet />`. */
export function isOutlet(node: Node): boolean {
  const imported = importOfTag(node)
  return imported?.module === ROUTER_PACKAGE && imported.name === 'Outlet'
}
