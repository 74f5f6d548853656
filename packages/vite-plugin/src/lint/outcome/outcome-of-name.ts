import type * as ESTree from 'oxc-parser'

import type { Outcome } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { mentions } from '../syntax/mentions.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { IsRedirect } from './outcome-of.ts'
import { presenceTest } from './presence-test.ts'

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
  if (flow.runsOn || flow.exits.length === 0 || flow.exits.includes('other')) return 'other'
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
      case 'IfStatement':
        return this.#ofIf(statement)
      default:
        if (this.#isHarmless(statement)) return RUNS_ON
        // Loops, `switch` and `try` are not followed: a use or a way out in them counts as some other use.
        return mentions(statement, this.#name) || mayLeave(statement)
          ? { exits: ['other'], runsOn: true }
          : RUNS_ON
    }
  }

  #ofIf({ test, consequent, alternate }: ESTree.IfStatement): Flow {
    const isThere = presenceTest(test, this.#name)
    const branches = [
      ...(isThere === false ? [] : [consequent]),
      ...(isThere === true ? [] : [alternate]),
    ].map((branch): Flow => {
      if (branch === null) return RUNS_ON
      // `if (!isSafe(href)) throw new Error(…)`: what is thrown away is a URL that must not be followed.
      return mentions(test, this.#name) && this.#rejects(branch) ? STOPS : this.#of(branch)
    })
    return { exits: branches.flatMap(({ exits }) => exits), runsOn: branches.some(({ runsOn }) => runsOn) }
  }

  /** Whether a statement does no more than throw something that is not the value. */
  #rejects(statement: ESTree.Node): boolean {
    if (statement.type === 'BlockStatement') {
      const [only, ...others] = statement.body
      return only !== undefined && others.length === 0 && this.#rejects(only)
    }
    return statement.type === 'ThrowStatement' && !mentions(statement.argument, this.#name)
  }

  /** Whether a statement only writes to the console, or changes the value itself: `url.searchParams.set('a', 'b')`. */
  #isHarmless(statement: ESTree.Node): boolean {
    if (statement.type !== 'ExpressionStatement') return false
    const call = unwrap(statement.expression)
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false
    const owner = ownerOf(call.callee)
    if (owner === 'console') return true
    return owner === this.#name && !call.arguments.some((argument) => mentions(argument, this.#name))
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
const STOPS: Flow = { exits: [], runsOn: false }

/** The name that a chain of members begins with: `url` of `url.searchParams.set`. */
function ownerOf(expression: ESTree.Node): string | undefined {
  const node = unwrap(expression)
  if (node.type === 'MemberExpression') return ownerOf(node.object)
  return node.type === 'Identifier' ? node.name : undefined
}

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
