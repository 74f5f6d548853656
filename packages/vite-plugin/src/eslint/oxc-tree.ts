import type * as ESTree from 'oxc-parser'

import type { ForeignComment, SourceCode } from './editor-api.ts'

/**
 * What other parsers hang on their nodes and oxc does not: ways up and sideways in the tree (`tokens` is also made only
 * when it is asked for), and places in other forms than `start` and `end`.
 */
const LEFT_OUT = new Set(['comments', 'end', 'loc', 'parent', 'range', 'start', 'tokens'])

/**
 * The tree of another ESTree parser (espree, `@typescript-eslint/parser`, oxlint's) as oxc would give it.
 *
 * They agree on types and fields; what differs is how a node says where it is, and what leads from it to other nodes
 * than its children.
 */
export function oxcProgram(sourceCode: SourceCode): ESTree.Program {
  return copy(sourceCode.ast) as ESTree.Program
}

/** The comments of a file as oxc would give them. */
export function oxcComments(sourceCode: SourceCode): ESTree.Comment[] {
  // Some parsers have a type of their own for `#!`, which is no comment to oxc.
  return sourceCode.getAllComments().filter(isComment).map(oxcComment)
}

function isComment(comment: ForeignComment): boolean {
  return comment.type === 'Line' || comment.type === 'Block'
}

function oxcComment({ type, value, range }: ForeignComment): ESTree.Comment {
  return { type: type === 'Line' ? 'Line' : 'Block', value, ...spanOf(range) }
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy)
  if (!isNode(value)) return value
  const node: Record<string, unknown> = spanOf(value.range)
  for (const key of Object.keys(value)) {
    if (!LEFT_OUT.has(key)) node[key] = copy(value[key])
  }
  return node
}

interface ForeignNode extends Readonly<Record<string, unknown>> {
  readonly type: string
  readonly range?: readonly [number, number]
}

/** Regular expressions and the values of templates are objects without a type. */
function isNode(value: unknown): value is ForeignNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function spanOf(range: readonly [number, number] = [0, 0]): { start: number; end: number } {
  return { start: range[0], end: range[1] }
}
