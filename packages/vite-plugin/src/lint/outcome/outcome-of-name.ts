import type * as ESTree from 'oxc-parser'

import type { Outcome } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { mentions } from '../syntax/mentions.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { IsRedirect } from './outcome-of.ts'

/**
 * Where a value that was assigned to a name ends up: what all paths through the statements that follow agree on.
 *
 * @param redirected whether the value is the redirect itself
 */
export function outcomeOfName(
  name: string,
  redirected: boolean,
  statements: readonly ESTree.Node[],
  isRedirect: IsRedirect,
): Outcome {
  const flow = new NameFlow(name, redirected, isRedirect).ofSequence(statements)
  if (flow.runsOn || flow.exits.includes('other')) return 'other'
  return flow.exits.includes('return') ? 'return' : 'redirect'
}

interface Flow {
  /** What becomes of the value on each path that leaves. */
  exits: readonly Outcome[]
  /** Whether some path goes on to the next statement. */
  runsOn: boolean
}

class NameFlow {
  readonly #name: string
  readonly #redirected: boolean
  readonly #isRedirect: IsRedirect

  constructor(name: string, redirected: boolean, isRedirect: IsRedirect) {
    this.#name = name
    this.#redirected = redirected
    this.#isRedirect = isRedirect
  }

  ofSequence(statements: readonly ESTree.Node[]): Flow {
    const exits: Outcome[] = []
    for (const statement of statements) {
      const flow = this.#of(statement)
      exits.push(...flow.exits)
      if (!flow.runsOn) return { exits, runsOn: false }
    }
    return { exits, runsOn: true }
  }

  #of(statement: ESTree.Node): Flow {
    switch (statement.type) {
      case 'ThrowStatement':
      case 'ReturnStatement':
        return { exits: [this.#exit(statement)], runsOn: false }
      case 'BlockStatement':
        return this.ofSequence(statement.body)
      case 'IfStatement': {
        const then = this.#of(statement.consequent)
        const otherwise = statement.alternate === null ? RUNS_ON : this.#of(statement.alternate)
        return { exits: [...then.exits, ...otherwise.exits], runsOn: then.runsOn || otherwise.runsOn }
      }
      default:
        // Loops, `switch` and `try` are not followed: a use or a way out in them counts as some other use.
        return mentions(statement, this.#name) || mayLeave(statement)
          ? { exits: ['other'], runsOn: true }
          : RUNS_ON
    }
  }

  #exit(statement: ESTree.ThrowStatement | ESTree.ReturnStatement): Outcome {
    const { argument } = statement
    if (argument === null || !mentions(argument, this.#name)) return 'other'
    if (this.#isRedirecting(argument)) return 'redirect'
    return statement.type === 'ReturnStatement' ? 'return' : 'other'
  }

  #isRedirecting(expression: ESTree.Node): boolean {
    const node = unwrap(expression)
    switch (node.type) {
      case 'Identifier':
        return this.#redirected && node.name === this.#name
      case 'CallExpression':
        return this.#isRedirect(node) && node.arguments.some((argument) => mentions(argument, this.#name))
      case 'ConditionalExpression':
        return this.#isRedirecting(node.consequent) || this.#isRedirecting(node.alternate)
      case 'LogicalExpression':
        return this.#isRedirecting(node.left) || this.#isRedirecting(node.right)
      default:
        return false
    }
  }
}

const RUNS_ON: Flow = { exits: [], runsOn: true }

/** Whether a statement holds a way out of the function or the loop around it. */
function mayLeave(node: ESTree.Node): boolean {
  if (isFunctionNode(node)) return false
  switch (node.type) {
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true
    default: {
      let found = false
      forEachChild(node, (child) => {
        found ||= mayLeave(child)
      })
      return found
    }
  }
}
