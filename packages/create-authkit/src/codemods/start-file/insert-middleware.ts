import {
  type ArrayLiteralExpression,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'
import { indentationAt, type Layout } from '../syntax/layout.ts'
import { insertIntoList } from '../syntax/list.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { classifyMiddleware, type MiddlewareKind } from './classify-middleware.ts'
import { findStartOptions } from './find-options.ts'
import { findRequestMiddleware } from './find-request-middleware.ts'

/** Puts middleware into the list that Start reads, or makes that list where the options have none. */
export function insertMiddleware(
  file: SourceFile,
  { options, array }: { options: ObjectLiteralExpression; array: ArrayLiteralExpression | null },
  index: number,
  added: readonly string[],
  layout: Layout,
): Splice[] {
  return array === null
    ? addProperty(file, options, added, layout)
    : addElements(file, array, index, added, layout)
}

/**
 * Proves that the middleware Start will read is exactly what was there, in its order, with ours in its place.
 *
 * @throws UnsupportedShape when it is not
 */
export function proveMiddleware(
  output: SourceFile,
  texts: readonly string[],
  kinds: readonly MiddlewareKind[],
): void {
  const array = findRequestMiddleware(output, findStartOptions(output))
  const elements = array?.getElements() ?? []
  const sameTexts =
    elements.length === texts.length && elements.every((element, index) => element.getText() === texts[index])
  const sameKinds = elements.every((element, index) => classifyMiddleware(element) === kinds[index])
  if (!sameTexts || !sameKinds)
    throw new UnsupportedShape('the middleware could not be proven to be in place', array ?? 0)
}

/** Where the first middleware goes: behind Sentry's, which wants to see everything. */
export function leadingSentry(kinds: readonly MiddlewareKind[]): number {
  const index = kinds.findIndex((kind) => kind !== 'sentry')
  return index === -1 ? kinds.length : index
}

function addElements(
  file: SourceFile,
  array: ArrayLiteralExpression,
  index: number,
  added: readonly string[],
  layout: Layout,
): Splice[] {
  const open = array.getFirstChildByKindOrThrow(SyntaxKind.OpenBracketToken)
  const close = array.getLastChildByKindOrThrow(SyntaxKind.CloseBracketToken)
  return insertIntoList({ file, open, close, items: array.getElements() }, index, added, layout)
}

function addProperty(
  file: SourceFile,
  options: ObjectLiteralExpression,
  added: readonly string[],
  layout: Layout,
): Splice[] {
  const property = `requestMiddleware: [${added.join(', ')}]`
  const open = options.getFirstChildByKindOrThrow(SyntaxKind.OpenBraceToken)
  const close = options.getLastChildByKindOrThrow(SyntaxKind.CloseBraceToken)
  const items = options.getProperties()
  if (items.length > 0) return insertIntoList({ file, open, close, items }, 0, [property], layout)
  const text = file.getFullText()
  const indentation = indentationAt(text, options.getStart())
  const inside = text.slice(open.getEnd(), close.getStart())
  const line = `${layout.eol}${indentation}${layout.indent}${property},`
  if (inside.trim() !== '') return [{ at: open.getEnd(), insert: line }]
  return [{ at: open.getEnd(), remove: inside.length, insert: `${line}${layout.eol}${indentation}` }]
}
