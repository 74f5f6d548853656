import { Node, type SourceFile } from 'ts-morph'
import { indentationAt, type Layout } from '../syntax/layout.ts'
import { insertIntoList, propertyList } from '../syntax/list.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { leavesOf } from '../syntax/ways.ts'
import { classifyMiddleware, type MiddlewareKind, type OwnMiddleware } from './classify-middleware.ts'
import {
  MIDDLEWARE_OPTION,
  type MiddlewareSite,
  middlewareSites,
  type Segment,
  type SiteSettings,
} from './middleware-sites.ts'

/** The elements that a site has, in the order in which a server gets them. */
export function elementsOf(site: MiddlewareSite): readonly Node[] {
  switch (site.kind) {
    case 'list':
      return site.segments.flatMap(({ list }) => list.items)
    case 'value':
      return [site.value]
    default:
      return []
  }
}

/** A node in the statement that makes or uses the list of a site. */
export function nodeOf(site: MiddlewareSite): Node {
  switch (site.kind) {
    case 'absent':
      return site.object
    case 'list': {
      const [first] = site.segments
      if (first === undefined) throw new TypeError('a list of middleware has no segment')
      return first.list.open
    }
    default:
      return site.value
  }
}

/** What the elements of a site are. */
export function kindsOf(site: MiddlewareSite, own?: OwnMiddleware): MiddlewareKind[] {
  if (site.kind === 'value') return ['opaque']
  return elementsOf(site).map((element) => classifyMiddleware(element, own))
}

/** Puts middleware into a site, so that `index` others are before it. */
export function insertMiddleware(
  file: SourceFile,
  site: MiddlewareSite,
  index: number,
  added: readonly string[],
  layout: Layout,
): Splice[] {
  switch (site.kind) {
    case 'absent':
      return addProperty(file, site.object, added, layout)
    case 'list':
      return addElements(file, site, index, added, layout)
    case 'nothing':
      return [{ at: site.value.getStart(), remove: site.value.getWidth(), insert: `[${added.join(', ')}]` }]
    default:
      return spreadValue(site, added)
  }
}

/** A site as it has to be afterwards. */
export interface ExpectedSite {
  texts: readonly string[]
  kinds: readonly MiddlewareKind[]
}

/** A site with what is added at a place. */
export function expectedSite(
  site: MiddlewareSite,
  index: number,
  added: ReadonlyArray<{ text: string; kind: MiddlewareKind }>,
  own?: OwnMiddleware,
): ExpectedSite {
  const before =
    site.kind === 'value' ? [spreadText(site)] : elementsOf(site).map((element) => element.getText())
  return {
    texts: before.toSpliced(index, 0, ...added.map(({ text }) => text)),
    kinds: kindsOf(site, own).toSpliced(index, 0, ...added.map(({ kind }) => kind)),
  }
}

/**
 * Proves that the middleware which a server will get is, on every way, exactly what was there, in its order, with ours in
 * its place.
 *
 * @throws UnsupportedShape when it is not
 */
export function proveMiddleware(
  output: SourceFile,
  settings: SiteSettings,
  expected: readonly ExpectedSite[],
): void {
  const sites = leavesOf(middlewareSites(output, settings))
  const isProven =
    sites.length === expected.length &&
    sites.every((site, at) => {
      const texts = elementsOf(site).map((element) => element.getText())
      return isSame(texts, expected[at]?.texts) && isSame(kindsOf(site, settings.own), expected[at]?.kinds)
    })
  if (!isProven) throw new UnsupportedShape('the middleware could not be proven to be in place', 0)
}

/** Where the first middleware goes: behind Sentry's, which wants to see everything. */
export function leadingSentry(kinds: readonly MiddlewareKind[]): number {
  const index = kinds.findIndex((kind) => kind !== 'sentry')
  return index === -1 ? kinds.length : index
}

function isSame(a: readonly string[], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}

/** Into the segment that has the place and is there whatever happens; beside the others, a statement of its own. */
function addElements(
  file: SourceFile,
  { segments, name }: Extract<MiddlewareSite, { kind: 'list' }>,
  index: number,
  added: readonly string[],
  layout: Layout,
): Splice[] {
  let before = 0
  let last: Segment | undefined
  for (const segment of segments) {
    const end = before + segment.list.items.length
    if (segment.always && index >= before && index <= end)
      return insertIntoList(segment.list, index - before, added, layout)
    if (index < before) break
    last = segment
    before = end
  }
  const statement = last?.statement ?? null
  if (statement === null || name === null) throw new UnsupportedShape('the middleware has no place', 0)
  const text = file.getFullText()
  const lineBreak = `${layout.eol}${indentationAt(text, statement.getStart())}`
  const end = layout.semicolons ? ';' : ''
  return [{ at: statement.getEnd(), insert: `${lineBreak}${name}.push(${added.join(', ')})${end}` }]
}

type ValueSite = Extract<MiddlewareSite, { kind: 'value' }>

/** The array as it is at that time, and ours behind it. */
function spreadValue(site: ValueSite, added: readonly string[]): Splice[] {
  const { value } = site
  const [open, close] = spreadAround(site)
  const ours = `, ${added.join(', ')}]`
  if (Node.isShorthandPropertyAssignment(value.getParent()))
    return [{ at: value.getEnd(), insert: `: [${spreadText(site)}${ours}` }]
  return [
    { at: value.getStart(), insert: `[${open}` },
    { at: value.getEnd(), insert: `${close}${ours}` },
  ]
}

function spreadText(site: ValueSite): string {
  const [open, close] = spreadAround(site)
  return `${open}${site.value.getText()}${close}`
}

/** `undefined` can't be spread, and is what the option may be. */
function spreadAround({ value, isArray }: ValueSite): [open: string, close: string] {
  const isSimple =
    Node.isIdentifier(value) || Node.isCallExpression(value) || Node.isPropertyAccessExpression(value)
  if (isArray) return isSimple || Node.isParenthesizedExpression(value) ? ['...', ''] : ['...(', ')']
  return isSimple ? ['...(', ' ?? [])'] : ['...((', ') ?? [])']
}

function addProperty(
  file: SourceFile,
  options: Extract<MiddlewareSite, { kind: 'absent' }>['object'],
  added: readonly string[],
  layout: Layout,
): Splice[] {
  const property = `${MIDDLEWARE_OPTION}: [${added.join(', ')}]`
  const list = propertyList(options)
  if (list.items.length > 0) return insertIntoList(list, firstPlace(list.items), [property], layout)
  const text = file.getFullText()
  const indentation = indentationAt(text, options.getStart())
  const from = list.open.getEnd()
  const inside = text.slice(from, list.close.getStart())
  const line = `${layout.eol}${indentation}${layout.indent}${property},`
  if (inside.trim() !== '') return [{ at: from, insert: line }]
  return [{ at: from, remove: inside.length, insert: `${line}${layout.eol}${indentation}` }]
}

/** Behind the last spread, which could otherwise take the property's place. */
function firstPlace(items: readonly Node[]): number {
  return items.findLastIndex((item) => Node.isSpreadAssignment(item)) + 1
}
