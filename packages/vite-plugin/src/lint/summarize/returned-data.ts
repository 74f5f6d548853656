import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import type { Span, Target } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { DataFlow, type Data } from './data-flow.ts'
import { spanOf, targetOf, type ModuleFacts } from './module-facts.ts'
import { returnsOf } from './returns-of.ts'
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
  const context = { flow: new DataFlow(facts), facts }
  const returned = returnsOf(fn, facts.scopes)
    .map((result) => ({ ...result, parts: partsOf(result.node, result.scope, [], context) }))
    .filter(({ parts }) => parts.length > 0)
  // Most functions end here: nothing they return comes from a call.
  if (returned.length === 0 || changesToken(fn)) return []
  return returned.flatMap(({ node, ancestors, parts }) =>
    isSignedOutBranch(node, ancestors, facts) ? [] : parts,
  )
}

interface Context {
  flow: DataFlow
  facts: ModuleFacts
}

function partsOf(
  node: ESTree.Node,
  scope: Scope,
  at: readonly string[],
  context: Context,
): readonly ReturnedData[] {
  return context.flow.of(node, scope).flatMap((data) => partsOfData(data, node, at, context))
}

function partsOfData(
  data: Data,
  node: ESTree.Node,
  at: readonly string[],
  context: Context,
): readonly ReturnedData[] {
  if (data.kind === 'result') {
    return [{ ...spanOf(node), at, except: [], from: targetOf(data.from, context.facts), path: data.path }]
  }
  if (at.length >= MAX_DEPTH) return []
  if (data.kind === 'array') {
    return data.node.elements.flatMap((element, index) =>
      element === null || element.type === 'SpreadElement'
        ? []
        : partsOf(element, data.scope, [...at, String(index)], context),
    )
  }
  const hidden: string[] = []
  return data.node.properties.toReversed().flatMap((property) => {
    if (property.type === 'SpreadElement') {
      return partsOf(property.argument, data.scope, at, context).flatMap((part) => {
        const key = part.at[at.length]
        if (key === undefined) return [{ ...part, except: [...part.except, ...hidden] }]
        return hidden.includes(key) ? [] : [part]
      })
    }
    const key = staticName(property.key, property.computed)
    if (key === undefined || hidden.includes(key)) return []
    hidden.push(key)
    return property.kind === 'init' ? partsOf(property.value, data.scope, [...at, key], context) : []
  })
}

const TOKENS = new Set(['accessToken', 'refreshToken'])

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
