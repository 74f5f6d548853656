import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'
import { importOf } from '../syntax/binding.ts'
import { comesFrom, findExport } from '../syntax/exports.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { callableOf, functionAround, isLocalFunction, propertyOf } from '../syntax/value.ts'
import { isOwnModule, type OwnModules } from './own-component.ts'
import { importOfTag, isOutlet, isPages, ROUTER_PACKAGE, tagOf } from './pages.ts'
import { type Slot, slotIn } from './slot.ts'

/** Options of the root route that may name the component of the document, the one that wins first. */
const COMPONENT_OPTIONS = ['shellComponent', 'component']

/**
 * The places where the provider belongs: in `<body>` of the component with the `<html>` element, one for each document
 * that may be rendered; else around the outlet of the root route's component, when the document is another module's.
 *
 * @param exported the component, in a module that has no root route
 */
export function findSlots(file: SourceFile, exported?: string, own?: OwnModules): Slot[] {
  const bodies = findBodies(file)
  const document = exported === undefined ? null : exportedDocument(file, exported)
  if (bodies.length === 0) return [slotOfComponent(file, own)]
  const pages = new Map(bodies.map((body) => [body, pagesOf(body)]))
  const withPages = bodies.filter((body) => pages.get(body)?.length !== 0)
  const candidates = withPages.length > 0 ? withPages : bodies
  const rendered = renderedFrom([...documentComponents(file), ...(document === null ? [] : [document])])
  const shown = candidates.filter((body) => rendered.has(functionAround(body)))
  const slots = (shown.length > 0 ? shown : candidates).flatMap(
    (body) => slotIn(body, pages.get(body) ?? [], own) ?? [],
  )
  const [only, second] = slots
  if (only === undefined) {
    throw new UnsupportedShape('`<body>` holds neither `{children}` nor `<Outlet />`', bodies[0] ?? 0)
  }
  const component = functionAround(only.first)
  if (
    second === undefined ||
    shown.length > 0 ||
    slots.every(({ first }) => functionAround(first) === component)
  )
    return slots
  throw new UnsupportedShape('several components render a document', second.first)
}

function findBodies(file: SourceFile): Node[] {
  return file.getDescendantsOfKind(SyntaxKind.JsxElement).filter((element) => {
    return isTag(element, 'body') && element.getAncestors().some((ancestor) => isTag(ancestor, 'html'))
  })
}

function isTag(element: Node, name: string): boolean {
  return tagOf(element)?.getText() === name
}

function pagesOf(body: Node): Node[] {
  const component = functionAround(body)
  const pages = body.getDescendants().filter((node) => isPages(node, component))
  return pages.filter((node) => !pages.some((other) => other !== node && node.getAncestors().includes(other)))
}

/** Components of the file, and those that they name. */
function renderedFrom(components: readonly Node[]): Set<Node | undefined> {
  const found = new Set<Node | undefined>(components)
  for (const component of found) {
    for (const name of component?.getDescendantsOfKind(SyntaxKind.Identifier) ?? []) {
      const callable = callableOf(name)
      if (isLocalFunction(callable)) found.add(callable)
    }
  }
  return found
}

/**
 * The outlet of the root route's component in a file without a document: a shell, or a component around the outlet,
 * brings that from another module.
 */
function slotOfComponent(file: SourceFile, own?: OwnModules): Slot {
  const options = rootRouteOptions(file)
  const component = options === null ? null : optionOf(options, 'component')
  const shell = options === null ? null : optionOf(options, 'shellComponent')
  const outlets = component === null ? [] : component.getDescendants().filter(isOutlet)
  const [outlet, second] = outlets
  const isInDocument =
    outlet !== undefined &&
    (shell !== null || outlet.getAncestors().some((node) => isOwn(importOfTag(node), own)))
  const isAlone = outlet !== undefined && second === undefined && isInDocument
  const slot = isAlone ? slotIn(regionAround(outlet, shell !== null, own), [outlet], own) : null
  if (slot !== null) return slot
  const from = [shell, component]
    .map((node) => (node === null ? null : importOf(node)))
    .find((imported) => isOwn(imported, own))
  throw new UnsupportedShape(
    'no component of this file renders `<html>` with a `<body>`',
    0,
    from === undefined || from === null ? {} : { elsewhere: from },
  )
}

/**
 * The JSX around an outlet that is in the document for sure: all of it below a shell; else that in the innermost
 * component of the app's own, as the document may be any of these.
 */
function regionAround(outlet: Node, isInShell: boolean, own?: OwnModules): Node {
  const above = outlet.getAncestors()
  const way = above.slice(
    0,
    above.findIndex((node) => isLocalFunction(node)),
  )
  const jsx = way.filter((node) => Node.isJsxElement(node) || Node.isJsxFragment(node))
  const document = isInShell ? undefined : jsx.find((node) => isOwn(importOfTag(node), own))
  return document ?? jsx.at(-1)?.getParent() ?? outlet.getParent() ?? outlet
}

function isOwn(imported: ElsewhereInApp | null, own?: OwnModules): boolean {
  return imported !== null && imported.name !== '*' && isOwnModule(imported.module, own)
}

/**
 * The function that an export of a module is.
 *
 * @throws UnsupportedShape when the module passes it on from another one
 */
function exportedDocument(file: SourceFile, name: string): Node | null {
  const found = findExport(file, name)
  if (found === null) return null
  if (found.kind === 'elsewhere') {
    const { from, statement } = found
    throw new UnsupportedShape(`the document ${comesFrom(found)}`, statement, { elsewhere: from })
  }
  return callableOf(valueOfDeclaration(found.node))
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
