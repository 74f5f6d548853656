import {
  type ArrayLiteralExpression,
  type CallExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  type VariableDeclaration,
} from 'ts-morph'
import { isExported } from '../syntax/is-exported.ts'
import { type Binding, referencesTo, resolveName } from '../syntax/binding.ts'
import { comesFrom, type Export, findExport } from '../syntax/exports.ts'
import { argumentList, arrayList, type List } from '../syntax/list.ts'
import { branchesOf, isNothing, objectWays, propertyWays, resultsOf } from '../syntax/property-ways.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { functionAround, isLocalFunction, returnsOf } from '../syntax/value.ts'
import {
  either,
  hidden,
  leaf,
  leavesOf,
  LONGEST_WAY,
  mapWays,
  outOfSight,
  type Ways,
} from '../syntax/ways.ts'
import type { OwnMiddleware } from './classify-middleware.ts'
import { createStartOf, elsewhereOf, findCreateStart, isStartCall, startOptions } from './find-options.ts'
import { serverResults } from './isomorphic-function.ts'

/** Name of the option. */
export const MIDDLEWARE_OPTION = 'requestMiddleware'

/** A part of a list of middleware: an array literal, or what is pushed to it later. */
export interface Segment {
  list: List
  /** Whether it is there whatever happens: no condition is around it. */
  always: boolean
  /** The statement beside the array's own that it stands in; `null` for the array itself. */
  statement: Node | null
}

/** Where a server's `requestMiddleware` is written, or would be. */
export type MiddlewareSite =
  /** The options have none. */
  | { kind: 'absent'; object: ObjectLiteralExpression }
  /** An array literal; `name`, when more is pushed to it later. */
  | { kind: 'list'; segments: readonly Segment[]; name: string | null }
  /** `undefined`. */
  | { kind: 'nothing'; value: Node }
  /** Anything that must not be edited itself; `isArray`: it is an array for sure, and not `undefined`. */
  | { kind: 'value'; value: Node; isArray: boolean }

/** How a file is looked at. */
export interface SiteSettings {
  /** The export that is to be edited: what `createStart()` makes, or an array of middleware. Default `startInstance`. */
  exported?: string
  /** Whether an array of another module of the app is spread here rather than looked for there. */
  spread?: boolean
  /** What the middleware is that the file imports from other modules of the app. */
  own?: OwnMiddleware
}

/** Every place where middleware of a server's requests is written. */
export function middlewareSites(
  file: SourceFile,
  { exported, spread = false }: SiteSettings,
): Ways<MiddlewareSite> {
  if (exported === undefined) return sitesOfStart(findCreateStart(file), spread)
  const found = findExport(file, exported)
  if (found === null) throw new UnsupportedShape(`the module has no export \`${exported}\``, 0)
  if (found.kind === 'elsewhere') {
    throw new UnsupportedShape(`it ${comesFrom(found)}`, found.statement, {
      elsewhere: found.from,
    })
  }
  return exportedSites(found, spread)
}

function exportedSites(found: Extract<Export, { kind: 'here' }>, spread: boolean): Ways<MiddlewareSite> {
  const { node } = found
  const value = valueOfDeclaration(node)
  const inner = unwrap(value)
  if (isStartCall(inner, 'createStart')) return sitesOfStart(createStartOf(found), spread)
  const results = isLocalFunction(inner) ? returnsOf(inner, 'the export') : [inner]
  const objects = either(results.map((result) => objectWays(result)))
  if (outOfSight(objects, () => false) === null) return sitesOfOptions(objects, spread)
  if (isLocalFunction(inner)) return either(results.map((result) => valueWays(result, spread, LONGEST_WAY)))
  if (Node.isVariableDeclaration(node) && Node.isArrayLiteralExpression(inner)) {
    const name = node.getName()
    const segments = segmentsOf(inner, node, { kind: 'const', declaration: node, node }, name, null)
    if (segments === null) throw new UnsupportedShape('the array is used in its own module, too', value)
    return leaf({ kind: 'list', segments, name: segments.length > 1 ? name : null })
  }
  throw new UnsupportedShape('the export is not an array literal', value)
}

function sitesOfStart(call: CallExpression, spread: boolean): Ways<MiddlewareSite> {
  const ways = startOptions(call)
  for (const object of leavesOf(ways)) assertSole(object)
  return sitesOfOptions(ways, spread)
}

function sitesOfOptions(options: Ways<ObjectLiteralExpression>, spread: boolean): Ways<MiddlewareSite> {
  return mapWays(options, (object) => {
    assertNotTwice(object)
    return mapWays(propertyWays(object, MIDDLEWARE_OPTION), (found) =>
      found.kind === 'absent'
        ? leaf<MiddlewareSite>({ kind: 'absent', object })
        : valueWays(found.value, spread, LONGEST_WAY),
    )
  })
}

function assertNotTwice(object: ObjectLiteralExpression): void {
  const named = object
    .getProperties()
    .filter((property) => 'getName' in property && property.getName() === MIDDLEWARE_OPTION)
  const [first, second] = named
  if (first !== undefined && second !== undefined)
    throw new UnsupportedShape(`${MIDDLEWARE_OPTION} is given twice`, first)
}

/** Options that a name stands for, which is used in more places, may be changed there. */
function assertSole(object: ObjectLiteralExpression): void {
  const declaration = declarationOf(object)
  if (declaration === null) return
  const what = 'the options that createStart() returns'
  if (isExported(declaration))
    throw new UnsupportedShape(`${what} are exported, so another module may change them`, declaration)
  const binding: Binding = { kind: 'const', declaration, node: declaration }
  const extra = referencesTo(object.getSourceFile(), binding, declaration.getName())[1]
  if (extra !== undefined) throw new UnsupportedShape(`${what} are used in more than one place`, extra)
}

/** The declaration whose value a literal is, under whatever condition. */
function declarationOf(literal: Node): VariableDeclaration | null {
  let node: Node | undefined = literal.getParent()
  while (Node.isExpression(node) && (unwrap(node) !== node || Node.isConditionalExpression(node)))
    node = node.getParent()
  return Node.isVariableDeclaration(node) ? node : null
}

function valueWays(expression: Node, spread: boolean, depth: number): Ways<MiddlewareSite> {
  const value = unwrap(expression)
  const next = (node: Node): Ways<MiddlewareSite> => valueWays(node, spread, depth - 1)
  if (depth === 0) return hidden(`${MIDDLEWARE_OPTION} is not an array literal`, value)
  if (Node.isArrayLiteralExpression(value))
    return leaf({ kind: 'list', segments: [segmentOf(value)], name: null })
  if (isNothing(value)) return leaf({ kind: 'nothing', value })
  const defaulted = defaultedToArray(value)
  if (defaulted !== null) {
    const list = next(defaulted)
    const isList = list.kind !== 'hidden' && leavesOf(list).every((site) => site.kind === 'list')
    return isList && outOfSight(list, () => false) === null
      ? list
      : leaf({ kind: 'value', value: expression, isArray: true })
  }
  const branches = Node.isConditionalExpression(value) ? branchesOf(value) : null
  if (branches !== null) return either(branches.flatMap((branch) => (branch === null ? [] : [next(branch)])))
  if (Node.isCallExpression(value)) {
    const kept = keptReceiver(value)
    if (kept !== null) return next(kept)
  }
  const results = soleResultsOf(Node.isAwaitExpression(value) ? unwrap(value.getExpression()) : value)
  if (results !== null) return either(results.map(next))
  if (Node.isIdentifier(value)) {
    const binding = resolveName(value)
    const initializer = binding?.kind === 'const' ? binding.declaration.getInitializer() : undefined
    if (binding?.kind === 'const' && initializer !== undefined)
      return namedWays(value, binding, unwrap(initializer), next)
  }
  return elsewhere(value, spread) ?? leaf({ kind: 'value', value: expression, isArray: false })
}

/** What a function of this file returns on a server that is called here and nowhere else. */
function soleResultsOf(call: Node): Node[] | null {
  const callee = Node.isCallExpression(call) ? unwrap(call.getExpression()) : undefined
  if (callee === undefined || !Node.isIdentifier(callee)) return resultsOf(call)
  const binding = resolveName(callee)
  if (binding?.kind !== 'const' && binding?.kind !== 'function') return null
  const { declaration } = binding
  const uses = referencesTo(callee.getSourceFile(), binding, callee.getText())
  if (isExported(declaration) || uses.length > 1) return null
  return resultsOf(call) ?? serverResults(unwrap(valueOfDeclaration(declaration)))
}

/** The first half of `list ?? []`. */
function defaultedToArray(value: Node): Node | null {
  if (!Node.isBinaryExpression(value) || !['??', '||'].includes(value.getOperatorToken().getText()))
    return null
  return Node.isArrayLiteralExpression(unwrap(value.getRight())) ? value.getLeft() : null
}

/** A name: its array literal, with what is pushed to it, when nothing else is done with that array. */
function namedWays(
  name: Node,
  binding: Extract<Binding, { kind: 'const' }>,
  initializer: Node,
  next: (node: Node) => Ways<MiddlewareSite>,
): Ways<MiddlewareSite> {
  const { declaration } = binding
  if (!Node.isArrayLiteralExpression(initializer)) {
    const uses = referencesTo(name.getSourceFile(), binding, name.getText())
    return uses.length === 1 ? next(initializer) : leaf({ kind: 'value', value: name, isArray: false })
  }
  const segments = isExported(declaration)
    ? null
    : segmentsOf(initializer, declaration, binding, name.getText(), name)
  if (segments !== null)
    return leaf({ kind: 'list', segments, name: segments.length > 1 ? name.getText() : null })
  // Pushed to where it can't be told, or used elsewhere: what it holds by then is spread.
  return leaf({ kind: 'value', value: name, isArray: true })
}

function segmentOf(array: ArrayLiteralExpression): Segment {
  return { list: arrayList(array), always: true, statement: null }
}

/** @param use the one place where the array is used; `null` for an export */
function segmentsOf(
  array: ArrayLiteralExpression,
  declaration: Node,
  binding: Binding,
  name: string,
  use: Node | null,
): Segment[] | null {
  const block = declaration.getFirstAncestor((node) => Node.isBlock(node) || Node.isSourceFile(node))
  const segments: Segment[] = [segmentOf(array)]
  for (const reference of referencesTo(array.getSourceFile(), binding, name)) {
    if (reference === use) continue
    const push = pushOf(reference)
    const statement = push?.getAncestors().find((node) => node.getParent() === block)
    const isHere = push !== null && functionAround(push) === functionAround(declaration)
    if (push === null || statement === undefined || !isHere) return null
    segments.push({ list: argumentList(push), always: push.getParent() === statement, statement })
  }
  return segments
}

/** The statement `name.push(…)`. */
function pushOf(reference: Node): CallExpression | null {
  const access = reference.getParent()
  const call = access?.getParent()
  const isPush = Node.isPropertyAccessExpression(access) && access.getName() === 'push'
  if (!isPush || access.getExpression() !== reference || !Node.isCallExpression(call)) return null
  return call.getExpression() === access && Node.isExpressionStatement(call.getParent()) ? call : null
}

/** The array of `[…].filter(Boolean)` and `[…].concat(…)`: what is in it stays, in its order. */
function keptReceiver(call: CallExpression): Node | null {
  const callee = call.getExpression()
  if (!Node.isPropertyAccessExpression(callee)) return null
  const isFilter = callee.getName() === 'filter' && call.getArguments()[0]?.getText() === 'Boolean'
  return isFilter || callee.getName() === 'concat' ? callee.getExpression() : null
}

/** An array, or the function that makes it, from another module of the app. */
function elsewhere(value: Node, spread: boolean): Ways<MiddlewareSite> | null {
  const advice = elsewhereOf(value)
  if (spread || advice.elsewhere === undefined) return null
  return hidden(`${MIDDLEWARE_OPTION} comes from ${advice.elsewhere.module}`, value, advice)
}
