import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf, resolveName } from '../syntax/binding.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { callableOf, functionAround, propertyOf } from '../syntax/value.ts'

const ROUTER_PACKAGE = '@tanstack/react-router'

/** Options of the root route that may name the component of the document, the one that wins first. */
const COMPONENT_OPTIONS = ['shellComponent', 'component']

/**
 * The place in the document where the app's pages are rendered: `{children}` or `<Outlet />` inside `<body>`
 * of the component with the `<html>` element.
 */
export function findSlot(file: SourceFile): Node {
  const bodies = findBodies(file)
  if (bodies.length === 0)
    throw new UnsupportedShape('no component of this file renders `<html>` with a `<body>`', 0)
  const slots = bodies.flatMap(slotsIn)
  const [only] = slots
  if (only !== undefined && slots.length === 1) return only
  if (slots.length === 0) {
    throw new UnsupportedShape('`<body>` holds neither `{children}` nor `<Outlet />`', bodies[0] ?? 0)
  }
  const documents = documentComponents(file)
  for (const component of documents) {
    const own = slots.filter((slot) => slot.getAncestors().includes(component))
    const [first, second] = own
    if (first !== undefined && second === undefined) return first
    if (second !== undefined)
      throw new UnsupportedShape('the document renders its pages in several places', second)
  }
  throw new UnsupportedShape('several components render a document', slots[1] ?? 0)
}

/** Tag name of a JSX element, with or without children. */
export function tagName(node: Node): string | null {
  if (Node.isJsxElement(node)) return node.getOpeningElement().getTagNameNode().getText()
  return Node.isJsxSelfClosingElement(node) ? node.getTagNameNode().getText() : null
}

function findBodies(file: SourceFile): Node[] {
  return file.getDescendantsOfKind(SyntaxKind.JsxElement).filter((element) => {
    return (
      tagName(element) === 'body' && element.getAncestors().some((ancestor) => tagName(ancestor) === 'html')
    )
  })
}

function slotsIn(body: Node): Node[] {
  return body.getDescendants().filter((node) => {
    const isChild = Node.isJsxElement(node.getParent()) || Node.isJsxFragment(node.getParent())
    return isChild && (isChildren(node) || isOutlet(node)) && functionAround(node) === functionAround(body)
  })
}

/** `{children}` where `children` is a parameter, or `{props.children}`. */
function isChildren(node: Node): boolean {
  if (!Node.isJsxExpression(node)) return false
  const expression = node.getExpression()
  if (Node.isPropertyAccessExpression(expression)) {
    const object = expression.getExpression()
    return (
      expression.getName() === 'children' &&
      Node.isIdentifier(object) &&
      resolveName(object)?.kind === 'other'
    )
  }
  return (
    Node.isIdentifier(expression) &&
    expression.getText() === 'children' &&
    resolveName(expression)?.kind === 'other'
  )
}

/** Whether a node is the router's `<Outlet />`. */
export function isOutlet(node: Node): boolean {
  const tag = Node.isJsxElement(node) ? node.getOpeningElement().getTagNameNode() : undefined
  const name = tag ?? (Node.isJsxSelfClosingElement(node) ? node.getTagNameNode() : undefined)
  const imported = name === undefined ? null : importOf(name)
  return imported?.module === ROUTER_PACKAGE && imported.name === 'Outlet'
}

/** The functions that the root route names as its shell and component. */
function documentComponents(file: SourceFile): Node[] {
  const options = rootRouteOptions(file)
  if (options === null) return []
  return COMPONENT_OPTIONS.flatMap((name) => {
    const property = propertyOf(options, name)
    const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
    return value === undefined ? [] : [callableOf(value)]
  })
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
