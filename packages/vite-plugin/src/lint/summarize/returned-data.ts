import type * as ESTree from 'oxc-parser'

import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import type { Span, Target } from '../summary.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import { staticName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { changesIn, DataFlow, isChanged, withChanges, type Data } from './data-flow.ts'
import { mayBeGuestOnly } from './guest-only.ts'
import { spanOf, targetOf, type ModuleFacts } from './module-facts.ts'
import { returnsOf } from './returns-of.ts'
import { conditionsOf, isSignedOutBy, type Condition } from './signed-out.ts'
import type { MemberPath } from './value-uses.ts'

/** How deep in a returned object the parts are still told apart. */
const MAX_DEPTH = 3

/** A part of what a function returns, and the call it comes from. The span is the expression that stands there. */
export interface ReturnedData extends Span {
  /** Where it is in what the function returns: keys from the outside in. */
  at: readonly string[]
  /** Members that are not there: later properties hide them. */
  except: readonly string[]
  /** Objects in the result, down to the part or below, whose members may be others by now. */
  changed: readonly MemberPath[]
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
  const flow = new DataFlow(facts)
  return returnsOf(fn, facts.scopes).flatMap(({ node, scope, ancestors }) => {
    const conditions = conditionsOf(node, ancestors, facts)
    return partsOf({ node, scope, conditions, span: undefined, at: [], changed: [] }, { flow, facts })
  })
}

interface Context {
  flow: DataFlow
  facts: ModuleFacts
}

/** An expression that stands somewhere in what a function returns. */
interface Part {
  node: ESTree.Expression
  scope: Scope
  /** What must have been for it to be returned. */
  conditions: readonly Condition[]
  /** Where it is returned, when that is by a name. */
  span: Span | undefined
  at: readonly string[]
  /** Where in the expression's value something may have been changed. */
  changed: readonly MemberPath[]
}

function partsOf(part: Part, context: Context): readonly ReturnedData[] {
  const { scope, conditions } = part
  if (isSignedOutBy(conditions, context.flow)) return []
  const node = unwrap(part.node)
  const onlyIf = (test: ESTree.Expression, was: boolean, value: ESTree.Expression): readonly ReturnedData[] =>
    partsOf({ ...part, node: value, conditions: [...conditions, { test, scope, was }] }, context)
  switch (node.type) {
    case 'ConditionalExpression':
      return [...onlyIf(node.test, true, node.consequent), ...onlyIf(node.test, false, node.alternate)]
    case 'LogicalExpression': {
      const { left, right, operator } = node
      if (operator === '&&') return onlyIf(left, true, right)
      const first = partsOf({ ...part, node: left }, context)
      // A fallback says little about who is there, unless it is one for the user.
      const isForNobody = isSignedOutBy([{ test: left, scope, was: false }], context.flow)
      return isForNobody ? first : [...first, ...partsOf({ ...part, node: right }, context)]
    }
    case 'Identifier': {
      const named = choiceOf(node, scope)
      if (named === undefined) break
      const changed = [...part.changed, ...context.facts.uses.changedIn(named)]
      const { init } = named
      return partsOf(
        { ...part, node: init, scope: named.scope, span: part.span ?? spanOf(node), changed },
        context,
      )
    }
    default:
  }
  return withChanges(context.flow.of(node, scope), part.changed).flatMap((data) =>
    partsOfData(data, { ...part, span: part.span ?? spanOf(node) }, context),
  )
}

/** A name that stands for one of several values, and so for what its conditions leave of them. */
function choiceOf(
  { name, start }: { name: string } & Span,
  scope: Scope,
): Extract<Binding, { kind: 'variable' }> | undefined {
  const binding = lookUp(scope, name)
  if (binding?.kind !== 'variable' || binding.reassigned || binding.path?.length !== 0) return undefined
  const { type } = unwrap(binding.init)
  const isChoice = type === 'ConditionalExpression' || type === 'LogicalExpression' || type === 'Identifier'
  // What stands before can't be made of it: that is the end of names that are made of each other.
  return isChoice && binding.init.end < start ? binding : undefined
}

function partsOfData(data: Data, part: Part & { span: Span }, context: Context): readonly ReturnedData[] {
  const { at, conditions, span } = part
  if (data.kind === 'result') {
    const { changed, from, path } = data
    if (mayBeGuestOnly(conditions, from, context.flow)) return []
    return [{ ...span, at, except: [], changed, from: targetOf(from, context.facts), path }]
  }
  if (at.length >= MAX_DEPTH || isChanged(data)) return []
  const { scope } = data
  const inside = (key: string, value: ESTree.Expression): readonly ReturnedData[] =>
    partsOf(
      { node: value, scope, conditions, span: undefined, at: [...at, key], changed: changesIn(data, key) },
      context,
    )
  if (data.kind === 'array') {
    return data.node.elements.flatMap((element, index) =>
      element === null || element.type === 'SpreadElement' ? [] : inside(String(index), element),
    )
  }
  const hidden: string[] = []
  return data.node.properties.toReversed().flatMap((property) => {
    if (property.type === 'SpreadElement') {
      const { argument } = property
      const parts = partsOf(
        { node: argument, scope, conditions, span: undefined, at, changed: data.changed },
        context,
      )
      const left = parts.flatMap((found) => withoutHidden(found, at.length, hidden))
      hidden.push(...keysOf(context.flow.of(argument, scope)))
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
