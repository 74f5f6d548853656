import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'
import { importOf, resolveName } from '../syntax/binding.ts'
import { isPackage } from '../syntax/imports.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { callableOf, functionAround, isLocalFunction, propertyOf } from '../syntax/value.ts'

/** Package of the router's components and factories. */
export const ROUTER_PACKAGE = '@tanstack/react-router'

/** Options of the root route that may name the component of the document, the one that wins first. */
const COMPONENT_OPTIONS = ['shellComponent', 'component']

/** How many components of the file are looked into for an outlet. */
const DEEPEST = 3

/** Where pages are rendered: JSX from one node to another (most often the same), both children of one parent. */
export interface Slot {
  first: Node
  last: Node
  /** What stands for the pages in there: `children`, `<Outlet />`, a component with an outlet. */
  contents: readonly Node[]
}

/**
 * The places where the app's pages are rendered: in `<body>` of the component with the `<html>` element, one for each
 * document that this component returns; else around the outlet of the root route's component, when the document is
 * another module's.
 *
 * @param exported the component, in a module that has no root route
 */
export function findSlots(file: SourceFile, exported?: string): Slot[] {
  const bodies = findBodies(file)
  if (bodies.length === 0) return [slotOfComponent(file)]
  const found = bodies.flatMap((body) => slotOfBody(body) ?? [])
  const [only, second] = found
  if (only === undefined) {
    throw new UnsupportedShape('`<body>` holds neither `{children}` nor `<Outlet />`', bodies[0] ?? 0)
  }
  if (second === undefined) return [only]
  const documents = [
    ...documentComponents(file),
    ...(exported === undefined ? [] : exportedFunction(file, exported)),
  ]
  for (const component of documents) {
    const own = found.filter(({ first }) => functionAround(first) === component)
    if (own.length > 0) return own
  }
  const component = functionAround(only.first)
  if (found.every(({ first }) => functionAround(first) === component)) return found
  throw new UnsupportedShape('several components render a document', second.first)
}

/** Tag name of a JSX element, with or without children. */
export function tagName(node: Node): string | null {
  if (Node.isJsxElement(node)) return node.getOpeningElement().getTagNameNode().getText()
  return Node.isJsxSelfClosingElement(node) ? node.getTagNameNode().getText() : null
}

/** What a JSX element's tag is imported as. */
export function importOfTag(node: Node): ElsewhereInApp | null {
  const tag = Node.isJsxElement(node) ? node.getOpeningElement().getTagNameNode() : undefined
  const name = tag ?? (Node.isJsxSelfClosingElement(node) ? node.getTagNameNode() : undefined)
  return name === undefined ? null : importOf(name)
}

/** Whether a node is the router's `<Outlet />`. */
export function isOutlet(node: Node): boolean {
  const imported = importOfTag(node)
  return imported?.module === ROUTER_PACKAGE && imported.name === 'Outlet'
}

function findBodies(file: SourceFile): Node[] {
  return file.getDescendantsOfKind(SyntaxKind.JsxElement).filter((element) => {
    return (
      tagName(element) === 'body' && element.getAncestors().some((ancestor) => tagName(ancestor) === 'html')
    )
  })
}

function slotOfBody(body: Node): Slot | null {
  const component = functionAround(body)
  const contents = outermost(body.getDescendants().filter((node) => isContent(node, component)))
  if (contents.length === 0) return null
  const places = contents.map((content) => placeOf(content, body))
  const parent = places.map((place) => place.getParent()).reduce(commonParent)
  const within = places.map((place) => childOf(parent ?? body, place))
  const [first] = within
  const last = within.at(-1)
  return first === undefined || last === undefined ? null : { first, last, contents }
}

/**
 * The JSX child by which a content gets into the body: the first one on the way down that decides by code what is
 * rendered, so that a provider around it stays when that changes.
 */
function placeOf(content: Node, body: Node): Node {
  const way = [content, ...content.getAncestors()]
  const children = way.slice(0, way.indexOf(body)).filter(isJsxChild).toReversed()
  // A function as a child is for the element around it, which calls it.
  const container = children.findIndex(
    (child, index) => Node.isJsxExpression(child) || isFunctionChild(children[index + 1]),
  )
  const owners = new Set(way.filter((node) => Node.isJsxAttribute(node)).map(elementOf))
  const attribute = children.findIndex((child) => owners.has(child))
  const ends = [container, attribute, children.length - 1].filter((index) => index !== -1)
  return children[Math.min(...ends)] ?? content
}

function isFunctionChild(node: Node | undefined): boolean {
  const expression = Node.isJsxExpression(node) ? node.getExpression() : undefined
  return expression !== undefined && isLocalFunction(unwrap(expression))
}

/** The element that an attribute belongs to. */
function elementOf(attribute: Node): Node | undefined {
  return attribute.getFirstAncestor((node) => Node.isJsxElement(node) || Node.isJsxSelfClosingElement(node))
}

function isJsxChild(node: Node): boolean {
  const parent = node.getParent()
  const isOpening = Node.isJsxElement(parent) && parent.getOpeningElement() === node
  return !isOpening && (Node.isJsxElement(parent) || Node.isJsxFragment(parent)) && !Node.isJsxText(node)
}

/** The nearest JSX element or fragment that two of them are in, or are. */
function commonParent(a: Node | undefined, b: Node | undefined): Node | undefined {
  const others = b === undefined ? [] : [b, ...b.getAncestors()]
  const common = a === undefined ? undefined : [a, ...a.getAncestors()].find((node) => others.includes(node))
  return common === undefined || Node.isJsxElement(common) || Node.isJsxFragment(common)
    ? common
    : common.getFirstAncestor((node) => Node.isJsxElement(node) || Node.isJsxFragment(node))
}

/** The child of a parent that a node is, or is in. */
function childOf(parent: Node, node: Node): Node {
  return [node, ...node.getAncestors()].find((candidate) => candidate.getParent() === parent) ?? node
}

function outermost(nodes: readonly Node[]): Node[] {
  return nodes.filter((node) => !nodes.some((other) => other !== node && node.getAncestors().includes(other)))
}

function isContent(node: Node, component: Node | undefined): boolean {
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
  const tag = Node.isJsxSelfClosingElement(node)
    ? node.getTagNameNode()
    : Node.isJsxElement(node)
      ? node.getOpeningElement().getTagNameNode()
      : undefined
  if (!Node.isIdentifier(tag)) return false
  const component = callableOf(tag)
  if (component === tag || !functionAround(node)) return false
  return component.getDescendants().some((inner) => isOutlet(inner) || rendersOutlet(inner, depth - 1))
}

/**
 * The outlet of the root route's component in a file without a document: a shell, or a component around the outlet,
 * brings that from another module.
 */
function slotOfComponent(file: SourceFile): Slot {
  const options = rootRouteOptions(file)
  const component = options === null ? null : optionOf(options, 'component')
  const shell = options === null ? null : optionOf(options, 'shellComponent')
  const outlets = component === null ? [] : component.getDescendants().filter(isOutlet)
  const [outlet, second] = outlets
  const isInDocument =
    outlet !== undefined && (shell !== null || outlet.getAncestors().some((node) => isOwn(importOfTag(node))))
  if (outlet !== undefined && second === undefined && isInDocument)
    return { first: outlet, last: outlet, contents: [outlet] }
  const from = [shell, component].map((node) => (node === null ? null : importOf(node))).find(isOwn)
  throw new UnsupportedShape(
    'no component of this file renders `<html>` with a `<body>`',
    0,
    from === undefined || from === null ? {} : { elsewhere: from },
  )
}

function isOwn(imported: ElsewhereInApp | null): boolean {
  return imported !== null && imported.name !== '*' && !isPackage(imported.module)
}

function exportedFunction(file: SourceFile, name: string): Node[] {
  const named =
    name === 'default' ? file.getFunctions().find((node) => node.hasDefaultKeyword()) : file.getFunction(name)
  const declared = named ?? file.getVariableDeclaration(name)?.getInitializer()
  return declared === undefined ? [] : [callableOf(declared)]
}

/** The functions that the root route names as its shell and component. */
function documentComponents(file: SourceFile): Node[] {
  const options = rootRouteOptions(file)
  if (options === null) return []
  return COMPONENT_OPTIONS.flatMap((name) => optionOf(options, name) ?? [])
}

function optionOf(options: Parameters<typeof propertyOf>[0], name: string): Node | null {
  const property = propertyOf(options, name)
  if (Node.isShorthandPropertyAssignment(property)) return callableOf(property.getNameNode())
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  return value === undefined ? null : callableOf(value)
}

function rootRouteOptions(file: SourceFile): Parameters<typeof propertyOf>[0] | null {
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    // createRootRoute(options), or createRootRouteWithContext<T>()(options)
    const callee = call.getExpression()
    const factory = importOf(Node.isCallExpression(callee) ? callee.getExpression() : callee)
    const isRoot = factory?.module === ROUTER_PACKAGE && factory.name.startsWith('createRootRoute')
    const options = call.getArguments()[0]
    if (isRoot && Node.isObjectLiteralExpression(options)) return options
  }
  return null
}
