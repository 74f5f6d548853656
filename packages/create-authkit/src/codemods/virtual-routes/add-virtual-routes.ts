import { type ArrayLiteralExpression, Node, type SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { arrayList, insertIntoList } from '../syntax/list.ts'
import { quote } from '../syntax/quote.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { calledHelper, findRootCall, VIRTUAL_ROUTES } from './root-call.ts'

/** A route of a virtual configuration: its path, and its file, relative to the routes directory. */
export interface VirtualRoute {
  path: string
  file: string
}

/**
 * Lists routes in a virtual route configuration, behind the others of the root route.
 *
 * Before: `rootRoute('__root.tsx', [index('index.tsx')])`
 * After: `rootRoute('__root.tsx', [index('index.tsx'), route('/api/auth/callback', 'api/auth/callback.ts')])`
 */
export function addVirtualRoutes(
  path: string,
  text: string,
  routes: readonly VirtualRoute[],
  layout?: Layout,
): CodemodResult {
  return editSource(path, text, (file) => plan(file, routes, layout))
}

function plan(file: SourceFile, routes: readonly VirtualRoute[], fallback: Layout | undefined): Edit | null {
  const array = childrenOf(file)
  const missing = routes.filter((route) => !isListed(array, route))
  if (missing.length === 0) return null
  // The generator refuses a path that it finds twice.
  const unseen = file.getDescendants().find((node) => mayList(node, array, missing))
  if (unseen !== undefined) throw new UnsupportedShape('here come routes that are not listed', unseen)
  const layout = layoutOf(file, fallback)
  const helper = ensureImport(file, { module: VIRTUAL_ROUTES, name: 'route' }, layout)
  const added = missing.map(({ path, file: name }) => {
    return `${helper.local}(${quote(path, layout)}, ${quote(name, layout)})`
  })
  const before = array.getElements().map((element) => element.getText())
  return {
    addsOnly: true,
    splices: [...helper.splices, ...insertIntoList(arrayList(array), before.length, added, layout)],
    prove(output) {
      const after = childrenOf(output)
      const kept = after.getElements().slice(0, before.length)
      const isProven =
        after.getElements().length === before.length + missing.length &&
        kept.every((element, at) => element.getText() === before[at]) &&
        routes.every((route) => isListed(after, route))
      if (!isProven) throw new UnsupportedShape('the routes could not be proven to be listed', after)
    },
  }
}

/** The routes below the root. */
function childrenOf(file: SourceFile): ArrayLiteralExpression {
  const call = findRootCall(file)
  if (call === null) throw new UnsupportedShape('there is not exactly one call of rootRoute()', 0)
  const children = call.getArguments()[1]
  if (!Node.isArrayLiteralExpression(children))
    throw new UnsupportedShape('the routes of rootRoute() are not an array literal', children ?? call)
  return children
}

/**
 * Whether a node brings in routes that can't be seen here, among which these may be: a spread, or a directory whose
 * own files are routes, unless it stands directly below the root, and apart from these by its path and its place.
 */
function mayList(node: Node, children: ArrayLiteralExpression, routes: readonly VirtualRoute[]): boolean {
  if (Node.isSpreadElement(node)) return true
  if (calledHelper(node) !== 'physical' || !Node.isCallExpression(node)) return false
  const [prefix, directory] = node.getArguments()
  if (node.getParent() !== children || !Node.isStringLiteral(prefix) || !Node.isStringLiteral(directory))
    return true
  const start = firstSegment(prefix.getLiteralValue())
  const folder = firstSegment(directory.getLiteralValue())
  return (
    isPathless(start) ||
    folder === '' ||
    routes.some(({ path, file }) => firstSegment(path) === start || firstSegment(file) === folder)
  )
}

function firstSegment(path: string): string {
  return path.split('/').find((segment) => segment !== '' && segment !== '.') ?? ''
}

/** Whether a segment adds nothing to the path of the routes below: none at all, a pathless layout, or a group. */
function isPathless(segment: string): boolean {
  return segment === '' || segment.startsWith('_') || segment.startsWith('(')
}

function isListed(array: ArrayLiteralExpression, { path, file }: VirtualRoute): boolean {
  return array.getElements().some((element) => {
    if (calledHelper(element) !== 'route' || !Node.isCallExpression(element)) return false
    const [first, second] = element.getArguments()
    return (
      Node.isStringLiteral(first) &&
      first.getLiteralValue() === path &&
      Node.isStringLiteral(second) &&
      second.getLiteralValue() === file
    )
  })
}
