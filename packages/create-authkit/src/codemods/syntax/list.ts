import {
  type ArrayLiteralExpression,
  type CallExpression,
  type Node,
  type ObjectLiteralExpression,
  SyntaxKind,
  type SourceFile,
  ts,
} from 'ts-morph'
import { indentationAt, isFirstOnLine, type Layout } from './layout.ts'
import type { Splice } from './splice.ts'

/** A list between brackets or braces: array elements, object properties, named imports. */
export interface List {
  file: SourceFile
  /** The bracket or brace that opens the list. */
  open: Node
  /** The one that closes it. */
  close: Node
  items: readonly Node[]
}

export function arrayList(array: ArrayLiteralExpression): List {
  return {
    file: array.getSourceFile(),
    open: array.getFirstChildByKindOrThrow(SyntaxKind.OpenBracketToken),
    close: array.getLastChildByKindOrThrow(SyntaxKind.CloseBracketToken),
    items: array.getElements(),
  }
}

export function argumentList(call: CallExpression): List {
  return {
    file: call.getSourceFile(),
    open: call.getFirstChildByKindOrThrow(SyntaxKind.OpenParenToken),
    close: call.getLastChildByKindOrThrow(SyntaxKind.CloseParenToken),
    items: call.getArguments(),
  }
}

export function propertyList(object: ObjectLiteralExpression): List {
  return {
    file: object.getSourceFile(),
    open: object.getFirstChildByKindOrThrow(SyntaxKind.OpenBraceToken),
    close: object.getLastChildByKindOrThrow(SyntaxKind.CloseBraceToken),
    items: object.getProperties(),
  }
}

/** A new item: its text, or how it is written on one line and (with relative indentation) on several. */
export type ListItem = string | { inline: string; lines: readonly string[] }

/** Lists written on one line are broken up when the new item would make that line longer than this. */
export const LONGEST_LINE = 100

/**
 * Splices that add items to a list so that they come at `index`, in the layout the list has: on one line or
 * one per line, with or without a comma at the end. Comments stay with the items they belong to.
 */
export function insertIntoList(
  list: List,
  index: number,
  items: readonly ListItem[],
  layout: Layout,
): Splice[] {
  const text = list.file.getFullText()
  const next = list.items[index]
  const last = list.items.at(-1)
  if (last === undefined) return [insertIntoEmpty(list, items, text, layout)]
  const inline = items.map(inlineOf).join(', ')
  // JSON that stands on one line is meant to, and a comma at the end would break it.
  const mayBreak = !list.file.getFilePath().endsWith('.json') && isOneLiner(list, text)
  if (mayBreak && lineLength(text, list.open.getStart()) + inline.length + 2 > LONGEST_LINE) {
    return breakUp(list, index, items, text, layout)
  }
  if (next !== undefined) return [insertBefore(list, index, next, items, text, layout)]
  return insertAfterLast(last, items, text, layout)
}

function insertBefore(
  list: List,
  index: number,
  next: Node,
  items: readonly ListItem[],
  text: string,
  layout: Layout,
): Splice {
  const previousEnd =
    index === 0 ? list.open.getEnd() : commaAfter(text, list.items[index - 1]?.getEnd() ?? 0)
  const at = startWithComments(text, previousEnd, next.getStart())
  if (!isFirstOnLine(text, at)) return { at, insert: items.map((item) => `${inlineOf(item)}, `).join('') }
  const lineBreak = `${layout.eol}${indentationAt(text, at)}`
  return { at, insert: items.map((item) => `${linesOf(item).join(lineBreak)},${lineBreak}`).join('') }
}

function insertIntoEmpty(list: List, items: readonly ListItem[], text: string, layout: Layout): Splice {
  const from = list.open.getEnd()
  const inside = text.slice(from, list.close.getStart())
  if (inside.trim() === '') return { at: from, remove: inside.length, insert: items.map(inlineOf).join(', ') }
  // Comments alone: the items go above them, one per line.
  const lineBreak = `${layout.eol}${indentationAt(text, list.open.getStart())}${layout.indent}`
  return { at: from, insert: items.map((item) => `${lineBreak}${linesOf(item).join(lineBreak)},`).join('') }
}

function insertAfterLast(last: Node, items: readonly ListItem[], text: string, layout: Layout): Splice[] {
  const end = last.getEnd()
  const comma = commaAfter(text, end)
  const hasComma = comma > end
  if (!isFirstOnLine(text, last.getStart())) {
    return [{ at: end, insert: items.map((item) => `, ${inlineOf(item)}`).join('') }]
  }
  const lineBreak = `${layout.eol}${indentationAt(text, last.getStart())}`
  const trailing = ts.getTrailingCommentRanges(text, comma)?.at(-1)?.end ?? comma
  const added = items.map((item) => `${lineBreak}${linesOf(item).join(lineBreak)}`)
  if (hasComma) return [{ at: trailing, insert: added.map((line) => `${line},`).join('') }]
  return [
    { at: end, insert: ',' },
    { at: trailing, insert: added.join(',') },
  ]
}

/** Writes a one-line list with one item per line, the new ones among them. */
function breakUp(
  list: List,
  index: number,
  items: readonly ListItem[],
  text: string,
  layout: Layout,
): Splice[] {
  const from = list.open.getEnd()
  const outer = `${layout.eol}${indentationAt(text, list.open.getStart())}`
  const lineBreak = `${outer}${layout.indent}`
  const all: ListItem[] = list.items.map((item) => item.getText())
  const lines = all
    .toSpliced(index, 0, ...items)
    .map((item) => `${lineBreak}${linesOf(item).join(lineBreak)},`)
  return [{ at: from, remove: list.close.getStart() - from, insert: `${lines.join('')}${outer}` }]
}

/** Whether a list stands on one line, with nothing but its items and commas in it. */
function isOneLiner(list: List, text: string): boolean {
  const inside = text.slice(list.open.getEnd(), list.close.getStart())
  if (inside.includes('\n')) return false
  return list.items.every((item, index) => {
    const from = list.items[index - 1]?.getEnd() ?? list.open.getEnd()
    return text.slice(from, item.getStart()).replace(',', '').trim() === ''
  })
}

function lineLength(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at) + 1
  const end = text.indexOf('\n', at)
  return text.slice(start, end === -1 ? text.length : end).trimEnd().length
}

function inlineOf(item: ListItem): string {
  return typeof item === 'string' ? item : item.inline
}

function linesOf(item: ListItem): readonly string[] {
  return typeof item === 'string' ? [item] : item.lines
}

/** Offset behind the comma that follows `end`, or `end` itself when there is none. */
function commaAfter(text: string, end: number): number {
  let at = end
  while (at < text.length) {
    const comment = [
      ...(ts.getTrailingCommentRanges(text, at) ?? []),
      ...(ts.getLeadingCommentRanges(text, at) ?? []),
    ][0]
    if (comment !== undefined && text.slice(at, comment.pos).trim() === '') at = comment.end
    else if (text[at]?.trim() === '') at++
    else break
  }
  return text[at] === ',' ? at + 1 : end
}

/** Where an item starts, the comments above it (or before it on its line) included. */
function startWithComments(text: string, previousEnd: number, start: number): number {
  const newline = text.slice(previousEnd, start).indexOf('\n')
  if (newline === -1) return ts.getTrailingCommentRanges(text, previousEnd)?.[0]?.pos ?? start
  const leading = ts.getLeadingCommentRanges(text, previousEnd)?.[0]
  return leading === undefined || leading.pos > start ? start : leading.pos
}
