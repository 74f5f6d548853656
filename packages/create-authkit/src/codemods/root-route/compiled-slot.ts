import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf, resolveName } from '../syntax/binding.ts'
import { ensureImport } from '../syntax/imports.ts'
import type { Layout } from '../syntax/layout.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { functionAround } from '../syntax/value.ts'
import { AUTHKIT_PROVIDER } from './authkit-provider.ts'
import { ROUTER_PACKAGE } from './pages.ts'
import type { Slot } from './slot.ts'

const RUNTIME = 'react/jsx-runtime'
const FACTORIES: ReadonlySet<string> = new Set(['jsx', 'jsxs'])

/** Whether a file holds calls of React's JSX runtime and no JSX: what a compiler makes of it. */
export function isCompiled(file: SourceFile): boolean {
  if (!file.getFullText().includes(RUNTIME)) return false
  const hasJsx = file
    .getDescendants()
    .some((node) => Node.isJsxElement(node) || Node.isJsxSelfClosingElement(node) || Node.isJsxFragment(node))
  return !hasJsx && file.getDescendantsOfKind(SyntaxKind.CallExpression).some((call) => isElement(call))
}

/** The pages in the document: `children` or the outlet, as one of the children of `_jsx('body', …)`. */
export function findCompiledSlots(file: SourceFile): Slot[] {
  const bodies = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => isElement(call, 'body') && call.getAncestors().some((node) => isElement(node, 'html')))
  const contents = bodies.flatMap((body) => pagesIn(body))
  const [only, second] = contents
  if (bodies.length === 0)
    throw new UnsupportedShape('no component of this file renders `<html>` with a `<body>`', 0)
  if (only === undefined)
    throw new UnsupportedShape('`<body>` holds neither `{children}` nor `<Outlet />`', bodies[0] ?? 0)
  if (second !== undefined)
    throw new UnsupportedShape('the document renders its pages in several places', second)
  return [{ first: only, last: only, pages: [only], users: [] }]
}

/** Whether a node is `_jsx(AuthKitProvider, …)`. */
export function isCompiledProvider(node: Node): boolean {
  if (!Node.isCallExpression(node) || !isElement(node)) return false
  const imported = typeOf(node)
  return imported?.module === AUTHKIT_PROVIDER.module && imported.name === AUTHKIT_PROVIDER.name
}

/** Before: `_jsx('body', { children })`; after: `_jsx('body', { children: _jsx(AuthKitProvider, { children: children }) })`. */
export function wrapCompiled(
  file: SourceFile,
  slots: readonly Slot[],
  provider: string,
  layout: Layout,
): Splice[] {
  const factory = ensureImport(file, { module: RUNTIME, name: 'jsx' }, layout)
  return [
    ...factory.splices,
    ...slots.flatMap(({ first }) => {
      const open = `${factory.local}(${provider}, { children: `
      if (Node.isShorthandPropertyAssignment(first.getParent()))
        return [{ at: first.getEnd(), insert: `: ${open}${first.getText()} })` }]
      return [
        { at: first.getStart(), insert: open },
        { at: first.getEnd(), insert: ' })' },
      ]
    }),
  ]
}

function pagesIn(body: CallExpression): Node[] {
  const component = functionAround(body)
  return body.getDescendants().filter((node) => {
    if (functionAround(node) !== component) return false
    return isPages(node) || (Node.isCallExpression(node) && isElement(node) && isOutletType(node))
  })
}

/** `children` as a value, a parameter of the component or taken out of one; `props.children`. */
function isPages(node: Node): boolean {
  if (Node.isPropertyAccessExpression(node)) {
    const object = node.getExpression()
    const isProps = Node.isIdentifier(object) && resolveName(object)?.kind === 'other'
    return isProps && node.getName() === 'children'
  }
  if (!Node.isIdentifier(node) || node.getText() !== 'children') return false
  const parent = node.getParent()
  const isName =
    (Node.isPropertyAssignment(parent) && parent.getNameNode() === node) ||
    Node.isPropertyAccessExpression(parent)
  return !isName && resolveName(node)?.kind === 'other'
}

function isOutletType(call: CallExpression): boolean {
  const imported = typeOf(call)
  return imported?.module === ROUTER_PACKAGE && imported.name === 'Outlet'
}

function typeOf(call: CallExpression): { module: string; name: string } | null {
  const [type] = call.getArguments()
  return type === undefined ? null : importOf(type)
}

function isElement(node: Node, tag?: string): boolean {
  if (!Node.isCallExpression(node)) return false
  const imported = importOf(node.getExpression())
  if (imported?.module !== RUNTIME || !FACTORIES.has(imported.name)) return false
  const [type] = node.getArguments()
  return tag === undefined || (Node.isStringLiteral(type) && type.getLiteralValue() === tag)
}
