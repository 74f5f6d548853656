import { Node } from 'ts-morph'
import { unwrap } from '../syntax/unwrap.ts'
import { isLocalFunction } from '../syntax/value.ts'
import { mayUseProvider, type OwnModules } from './own-component.ts'

/**
 * Where the provider belongs: JSX from one node to another (or one alone), both children of one parent, with the pages
 * and all that may take the user from the provider beside them.
 */
export interface Slot {
  first: Node
  last: Node
  /** What stands for the pages in there: `children`, `<Outlet />`, a component with an outlet. */
  pages: readonly Node[]
  /** The outermost elements that may take the user from the provider. */
  users: readonly Node[]
}

/** The slot in a region of JSX, a body or what a component returns, for the pages that it holds. */
export function slotIn(region: Node, pages: readonly Node[], own?: OwnModules): Slot | null {
  const users = outermost(region.getDescendants().filter((node) => mayUseProvider(node, own)))
  // A document renders the pages; when it doesn't itself, one of its components does.
  const held = pages.length > 0 ? pages : users
  if (held.length === 0) return null
  const places = outermost([...held, ...users]).map((node) => placeOf(node, region))
  const parent = places.map((place) => place.getParent()).reduce(commonParent)
  const within = places.map((place) => childOf(parent ?? region, place))
  const [first] = within.toSorted((a, b) => a.getPos() - b.getPos())
  const last = within.toSorted((a, b) => a.getEnd() - b.getEnd()).at(-1)
  if (first === undefined || last === undefined) return null
  return { first: first === last ? first : withComments(first), last, pages: held, users }
}

/** The comments above an element belong to it: from the first of them on. */
function withComments(element: Node): Node {
  const parent = element.getParent()
  const children = Node.isJsxElement(parent) || Node.isJsxFragment(parent) ? parent.getJsxChildren() : []
  let at = children.findIndex((child) => child === element)
  let first = element
  for (at -= 1; at >= 0; at--) {
    const child = children[at]
    if (Node.isJsxExpression(child) && child.getExpression() === undefined) first = child
    else if (!Node.isJsxText(child) || child.getText().trim() !== '' || isBlankLine(child)) break
  }
  return first
}

function isBlankLine(text: Node): boolean {
  return text.getText().split('\n').length > 2
}

/**
 * The JSX child by which a node gets into the region: the first one on the way down that decides by code what is
 * rendered, so that a provider around it stays when that changes.
 */
function placeOf(node: Node, region: Node): Node {
  const way = [node, ...node.getAncestors()]
  const children = way.slice(0, way.indexOf(region)).filter(isJsxChild).toReversed()
  // A function as a child is for the element around it, which calls it.
  const container = children.findIndex(
    (child, index) => Node.isJsxExpression(child) || isFunctionChild(children[index + 1]),
  )
  const owners = new Set(way.filter((above) => Node.isJsxAttribute(above)).map(elementOf))
  const attribute = children.findIndex((child) => owners.has(child))
  const ends = [container, attribute, children.length - 1].filter((index) => index !== -1)
  return children[Math.min(...ends)] ?? node
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

function outermost(all: readonly Node[]): Node[] {
  const nodes = [...new Set(all)]
  return nodes.filter((node) => !nodes.some((other) => other !== node && node.getAncestors().includes(other)))
}
