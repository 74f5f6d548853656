import type * as ESTree from 'oxc-parser'

import type { Scopes } from '../scope/build-scopes.ts'
import { forEachPatternName } from '../scope/pattern-names.ts'
import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { isWrapper, unwrap } from '../syntax/unwrap.ts'

/** Members from the outside in. */
export type MemberPath = readonly string[]

/** A part of a name's value that another name holds, too. */
interface Alias {
  binding: Binding
  /** Where the part is in the value. */
  part: MemberPath
  /** Where it is in the value of the other name. */
  place: MemberPath
}

interface Uses {
  /** Parts that are written to, or are handed to code that may write to them. */
  changed: MemberPath[]
  aliases: Alias[]
}

/** An expression that holds a value, or a part of it, on its way out of the expressions around it. */
interface Held {
  node: ESTree.Node
  part: MemberPath
  /** Where the part is in the node's value. */
  place: MemberPath
}

/**
 * What becomes of a held value: something around it holds it, too; its members or those of the object it was taken
 * from may be written to; or nothing of that.
 */
type Onwards = Held | 'unchanged' | 'changed' | 'owner changed'

/** Functions that are known to change nothing of what they are given. */
const READERS: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
  JSON: new Set(['stringify']),
  console: new Set(['debug', 'error', 'info', 'log', 'warn']),
}

/**
 * What a module does with the values that names stand for. An object that is handed to a function, written to, or
 * assigned to something else may no longer hold what it held; reading its members and returning it leave it as it is.
 */
export class ValueUses {
  readonly #program: ESTree.Program
  readonly #scopes: Scopes
  #uses: Map<Binding, Uses> | undefined

  constructor(program: ESTree.Program, scopes: Scopes) {
    this.#program = program
    this.#scopes = scopes
  }

  /** The parts of a name's value whose members may be others than they were. */
  changedIn(binding: Binding): readonly MemberPath[] {
    return this.#changedIn(binding, new Set())
  }

  #changedIn(binding: Binding, seen: Set<Binding>): readonly MemberPath[] {
    if (seen.has(binding)) return []
    seen.add(binding)
    this.#uses ??= this.#readUses()
    const { changed, aliases } = this.#uses.get(binding) ?? NO_USES
    return [
      ...changed,
      ...aliases.flatMap(({ binding: other, part, place }) =>
        this.#changedIn(other, seen).flatMap((path) => {
          if (isPrefix(path, place)) return [part]
          return isPrefix(place, path) ? [[...part, ...path.slice(place.length)]] : []
        }),
      ),
    ]
  }

  #readUses(): Map<Binding, Uses> {
    const uses = new Map<Binding, Uses>()
    const visit = (node: ESTree.Node, around: Scope, ancestors: ESTree.Node[]): void => {
      const scope = this.#scopes.inside(node, around)
      if (node.type === 'Identifier') {
        const binding = lookUp(scope, node.name)
        if (binding?.kind !== 'variable' && binding?.kind !== 'parameter') return
        const known = uses.get(binding) ?? { changed: [], aliases: [] }
        uses.set(binding, known)
        noteUse(node, { scope, scopes: this.#scopes, ancestors }, known)
        return
      }
      ancestors.push(node)
      forEachChild(node, (child) => visit(child, scope, ancestors))
      ancestors.pop()
    }
    visit(this.#program, this.#scopes.root, [])
    return uses
  }
}

const NO_USES: Uses = { changed: [], aliases: [] }

export function isPrefix(prefix: MemberPath, path: MemberPath): boolean {
  return prefix.length <= path.length && prefix.every((name, index) => path[index] === name)
}

/** Follows one mention of a name outwards, to what becomes of the value. */
function noteUse(
  name: ESTree.Node,
  { scope, scopes, ancestors }: { scope: Scope; scopes: Scopes; ancestors: readonly ESTree.Node[] },
  uses: Uses,
): void {
  let held: Held = { node: name, part: [], place: [] }
  for (let index = ancestors.length - 1; index >= 0; index--) {
    const around = ancestors[index]
    if (around === undefined) return
    if (around.type === 'VariableDeclarator') {
      if (around.init === held.node) noteAliases(around.id, held, scope, uses)
      return
    }
    if (around.type === 'CallExpression') noteCallback(around, held, scopes, uses)
    const onwards = heldBy(around, held, ancestors[index - 1], scope)
    if (onwards === 'changed') uses.changed.push(held.part)
    if (onwards === 'owner changed') uses.changed.push(held.part.slice(0, -1))
    if (typeof onwards === 'string') return
    held = onwards
  }
}

/** `const copy = auth`, `const { session } = data`: other names for the value and its parts. */
function noteAliases(pattern: ESTree.Node, { part, place }: Held, scope: Scope, uses: Uses): void {
  forEachPatternName(pattern, (name, path) => {
    const binding = lookUp(scope, name)
    if (binding === undefined) return
    // What a rest element holds is a copy; the parts of its members are the same.
    const taken = path ?? []
    if (isPrefix(taken, place)) uses.aliases.push({ binding, part, place: place.slice(taken.length) })
    else if (isPrefix(place, taken)) {
      uses.aliases.push({ binding, part: [...part, ...taken.slice(place.length)], place: [] })
    }
  })
}

/** What becomes of a value by the node around the one that holds it. */
function heldBy(
  around: ESTree.Node,
  { node, part, place }: Held,
  outer: ESTree.Node | undefined,
  scope: Scope,
): Onwards {
  const same: Held = { node: around, part, place }
  if (isWrapper(around)) return same
  if (isFunctionNode(around)) return 'unchanged'
  switch (around.type) {
    case 'MemberExpression': {
      if (around.object !== node) return 'unchanged'
      const name = memberName(around)
      return name === undefined || place.length > 0 ? 'changed' : { ...same, part: [...part, name] }
    }
    case 'Property':
      if (outer?.type === 'ObjectPattern' || (around.key === node && !around.computed)) return 'unchanged'
      return heldByProperty(around, same)
    case 'ArrayExpression':
      return { ...same, place: [String(around.elements.findIndex((element) => element === node)), ...place] }
    case 'SpreadElement':
      return outer?.type === 'ObjectExpression' ? same : 'changed'
    case 'ConditionalExpression':
      return around.test === node ? 'unchanged' : same
    case 'SequenceExpression':
      return around.expressions.at(-1) === node ? same : 'unchanged'
    case 'ObjectExpression':
    case 'LogicalExpression':
      return same
    case 'CallExpression':
      return around.callee === node ? heldByCallee(around, part) : heldByArgument(around, same, scope)
    case 'TemplateLiteral':
      return outer?.type === 'TaggedTemplateExpression' ? 'changed' : 'unchanged'
    case 'AssignmentExpression':
      return around.left === node ? written(part) : 'changed'
    case 'UpdateExpression':
      return written(part)
    case 'UnaryExpression':
      return around.operator === 'delete' ? written(part) : 'unchanged'
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return around.key === node ? 'unchanged' : 'changed'
    default:
      return READING.has(around.type) ? 'unchanged' : 'changed'
  }
}

/** What only looks at a value, hands it to the caller, or introduces a name. */
const READING: ReadonlySet<string> = new Set([
  'ArrayPattern',
  'AssignmentPattern',
  'BinaryExpression',
  'BlockStatement',
  'CatchClause',
  'ClassDeclaration',
  'DoWhileStatement',
  'ExpressionStatement',
  'ForInStatement',
  'ForStatement',
  'IfStatement',
  'ObjectPattern',
  'RestElement',
  'ReturnStatement',
  'SwitchCase',
  'SwitchStatement',
  'WhileStatement',
])

/** A name that is written over is followed by nobody. */
function written(part: MemberPath): Onwards {
  return part.length === 0 ? 'unchanged' : 'owner changed'
}

function heldByProperty(around: { key: ESTree.Node; computed: boolean }, held: Held): Onwards {
  const key = staticName(around.key, around.computed)
  return key === undefined ? 'changed' : { ...held, place: [key, ...held.place] }
}

/** A method may change the object it is called on. */
function heldByCallee(call: ESTree.CallExpression, part: MemberPath): Onwards {
  return callbackOfThen(call) === undefined ? written(part) : 'unchanged'
}

function heldByArgument({ callee }: ESTree.CallExpression, held: Held, scope: Scope): Onwards {
  const called = unwrap(callee)
  if (called.type !== 'MemberExpression' || called.object.type !== 'Identifier') return 'changed'
  const { name } = called.object
  const method = memberName(called)
  if (method === undefined || lookUp(scope, name) !== undefined) return 'changed'
  if (name === 'Promise' && method === 'all') return held
  return READERS[name]?.has(method) === true ? 'unchanged' : 'changed'
}

/** `promise.then((auth) => …)`: another name for what the promise gives. */
function noteCallback(
  call: ESTree.CallExpression,
  { node, part, place }: Held,
  scopes: Scopes,
  uses: Uses,
): void {
  const callback = call.callee === node ? callbackOfThen(call) : undefined
  const [parameter] = callback?.params ?? []
  if (callback === undefined || parameter === undefined) return
  noteAliases(parameter, { node, part: part.slice(0, -1), place }, scopes.inside(callback), uses)
}

function callbackOfThen({ callee, arguments: given }: ESTree.CallExpression): FunctionNode | undefined {
  const method = unwrap(callee)
  if (method.type !== 'MemberExpression' || memberName(method) !== 'then') return undefined
  const [callback, ...others] = given.map(unwrap)
  return callback !== undefined && isFunctionNode(callback) && others.length === 0 ? callback : undefined
}
