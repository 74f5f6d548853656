import type * as ESTree from 'oxc-parser'

import type { Span, Target } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { DataFlow, type Data } from './data-flow.ts'
import { spanOf, targetOf, type ModuleFacts } from './module-facts.ts'
import { returnsOf, type ReturnedExpression } from './returns-of.ts'
import { isSignedOutBranch } from './signed-out.ts'

/** How deep in a returned object the parts are still told apart. */
const MAX_DEPTH = 3

/** A part of what a function returns, and the call it comes from. The span is the expression that stands there. */
export interface ReturnedData extends Span {
  /** Where it is in what the function returns: keys from the outside in. */
  at: readonly string[]
  /** Members that are not there: later properties hide them. */
  except: readonly string[]
  /** The function whose result it is, or is a part of. */
  from: Target
  /** Which part: members taken of the result. */
  path: readonly string[]
}

/**
 * What a function returns, as far as it comes from calls. What it returns when nobody is signed in is left out:
 * `if (!auth.user) return auth` gives no token away.
 */
export function returnedData(fn: FunctionNode, facts: ModuleFacts): readonly ReturnedData[] {
  if (writesTokens(facts) && changesToken(fn)) return []
  const flow = new DataFlow(facts)
  return returnsOf(fn, facts.scopes).flatMap(({ node, scope, ancestors }) =>
    partsOf({ node, scope, ancestors, at: [] }, { flow, facts }),
  )
}

interface Context {
  flow: DataFlow
  facts: ModuleFacts
}

/** An expression that stands somewhere in what a function returns. */
interface Part extends ReturnedExpression {
  at: readonly string[]
}

function partsOf(part: Part, context: Context): readonly ReturnedData[] {
  const { scope, ancestors } = part
  if (isSignedOutBranch(part.node, ancestors, context.facts)) return []
  const node = unwrap(part.node)
  const inside = [...ancestors, node]
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap((branch) =>
        partsOf({ ...part, node: branch, ancestors: inside }, context),
      )
    case 'LogicalExpression': {
      const sides = node.operator === '&&' ? [node.right] : [node.left, node.right]
      return sides.flatMap((side) => partsOf({ ...part, node: side, ancestors: inside }, context))
    }
    default:
      return context.flow.of(node, scope).flatMap((data) => partsOfData(data, { ...part, node }, context))
  }
}

function partsOfData(
  data: Data,
  part: Omit<Part, 'node'> & { node: ESTree.Node },
  context: Context,
): readonly ReturnedData[] {
  const { node, at, ancestors } = part
  if (data.kind === 'result') {
    return [{ ...spanOf(node), at, except: [], from: targetOf(data.from, context.facts), path: data.path }]
  }
  if (at.length >= MAX_DEPTH) return []
  // An object that a name stands for was made elsewhere: what is known where it is returned was not known there.
  const around = data.node === node ? [...ancestors, node] : []
  const inside = (key: string, value: ESTree.Expression): readonly ReturnedData[] =>
    partsOf({ node: value, scope: data.scope, ancestors: around, at: [...at, key] }, context)
  if (data.kind === 'array') {
    return data.node.elements.flatMap((element, index) =>
      element === null || element.type === 'SpreadElement' ? [] : inside(String(index), element),
    )
  }
  const hidden: string[] = []
  return data.node.properties.toReversed().flatMap((property) => {
    if (property.type === 'SpreadElement') {
      const { argument } = property
      const parts = partsOf({ node: argument, scope: data.scope, ancestors: around, at }, context)
      const left = parts.flatMap((found) => withoutHidden(found, at.length, hidden))
      hidden.push(...keysOf(context.flow.of(argument, data.scope)))
      return left
    }
    const key = staticName(property.key, property.computed)
    if (key === undefined || hidden.includes(key)) return []
    hidden.push(key)
    return property.kind === 'init' ? inside(key, property.value) : []
  })
}

/** What is left of a spread part when later properties hide some of it. */
function withoutHidden(
  part: ReturnedData,
  depth: number,
  hidden: readonly string[],
): readonly ReturnedData[] {
  const key = part.at[depth]
  if (key === undefined) return [{ ...part, except: [...part.except, ...hidden] }]
  return hidden.includes(key) ? [] : [part]
}

/** The properties that an object which is spread is sure to have. */
function keysOf(data: readonly Data[]): readonly string[] {
  const [only, ...others] = data
  if (only?.kind !== 'object' || others.length > 0) return []
  return only.node.properties.flatMap((property) => {
    const key = property.type === 'Property' ? staticName(property.key, property.computed) : undefined
    return key === undefined ? [] : [key]
  })
}

const TOKENS = new Set(['accessToken', 'refreshToken'])

/** Whether the module does so anywhere: a quick look before its functions are searched. */
function writesTokens({ scopes }: ModuleFacts): boolean {
  return [...TOKENS].some((name) => scopes.writtenMembers.has(name))
}

/** `delete auth.accessToken`, `auth.accessToken = ''`: what is returned then is not followed. */
function changesToken(node: ESTree.Node): boolean {
  if (isToken(writtenBy(node))) return true
  let found = false
  forEachChild(node, (child) => {
    found ||= changesToken(child)
  })
  return found
}

function writtenBy(node: ESTree.Node): ESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left
  return node.type === 'UnaryExpression' && node.operator === 'delete' ? node.argument : undefined
}

function isToken(node: ESTree.Node | undefined): boolean {
  if (node?.type !== 'MemberExpression') return false
  const name = memberName(node)
  return name !== undefined && TOKENS.has(name)
}
