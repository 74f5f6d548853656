import type * as ESTree from 'oxc-parser'

import { isKnownModule } from '../known-modules.ts'
import { lookUp, type Binding } from '../scope/scope.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { CALL_RESULT } from '../values/value.ts'
import { NOTHING, UNKNOWN, type AppValue, type Place } from './app-value.ts'
import { changesOf } from './changes.ts'
import { findExport } from './find-export.ts'
import type { ModuleView, ModuleViews } from './module-view.ts'
import { reachedCode, type ReachedCode } from './reached-code.ts'

/** The parameter of a function given for `server.handlers` that passes on the handlers it is given. */
const CREATE_HANDLERS = 'createHandlers'

/** Array methods whose result holds nothing new, and may hold less. */
const SELECTING_METHODS = new Set(['filter', 'flat', 'reverse', 'slice', 'toReversed', 'toSorted'])

type Values = readonly AppValue[]
const NOT_KNOWN: Values = [UNKNOWN]

/**
 * Follows expressions to all that they may stand for, across the modules of the app, without running anything. Made
 * for rules that say something is missing: each alternative is in the answer, as `unknown` where it can't be
 * followed.
 */
export class AppEvaluator {
  readonly #views: ModuleViews
  readonly #running = new Set<ESTree.Node>()
  /** Modules that any value was followed into. */
  readonly visited: Set<string> = new Set()

  constructor(views: ModuleViews) {
    this.#views = views
  }

  /** What an export of a module may stand for; `undefined` when there is none of that name. */
  async exported(view: ModuleView, name: string): Promise<Values | undefined> {
    this.visited.add(view.file)
    const found = findExport(view.program, name)
    switch (found.kind) {
      case 'expression':
        return await this.evaluate({ view, node: found.node, scope: view.scopes.root })
      case 'local': {
        const values = await this.#binding(view, lookUp(view.scopes.root, found.name))
        if (!values.some(isChangeable) || !(await this.#isChangedByImporters(view, name))) return values
        return values.map((value) => (isChangeable(value) ? UNKNOWN : value))
      }
      case 'from':
        return await this.#imported(view, found.specifier, found.path)
      default:
        return await this.#fromStars(view, name, found.specifiers)
    }
  }

  /** All that an expression may stand for. Promises count as what they resolve to. */
  async evaluate(place: Place): Promise<Values> {
    const { view, scope } = place
    const node = unwrap(place.node)
    // A value that is made of itself has no end.
    if (this.#running.has(node)) return NOT_KNOWN
    this.#running.add(node)
    try {
      return await this.#evaluate({ view, node, scope })
    } finally {
      this.#running.delete(node)
    }
  }

  /** All that a member of a value may stand for. */
  async member(value: AppValue, name: string): Promise<Values> {
    switch (value.kind) {
      case 'external':
        return [{ ...value, path: [...value.path, name] }]
      case 'module':
        return (await this.exported(value.view, name)) ?? NOT_KNOWN
      case 'object':
        return await this.#objectMember(value.at, name)
      case 'nothing':
        return [NOTHING]
      default:
        return NOT_KNOWN
    }
  }

  /** {@link member} of each of several values. */
  async members(values: Values, name: string): Promise<Values> {
    return await collect(values, (value) => this.member(value, name))
  }

  /** All that a call of a function of the app may result in. */
  async returned({ view, node }: Place<FunctionNode>): Promise<Values> {
    const { body } = node
    if (body === null) return NOT_KNOWN
    if (body.type !== 'BlockStatement') {
      return await this.evaluate({ view, node: body, scope: view.scopes.inside(node) })
    }
    const results = view.scopes.returnedBy(node)
    if (results.length === 0) return [NOTHING]
    return await collect(results, (result) => this.evaluate({ view, ...result }))
  }

  /** The code of the app that some code may come to run. */
  async reachedFrom(place: Place): Promise<ReachedCode> {
    return await reachedCode(place, this.#views)
  }

  async #evaluate(place: Place): Promise<Values> {
    const { view, node, scope } = place
    if (isFunctionNode(node)) return [{ kind: 'function', at: { view, node, scope } }]
    const text = stringOf(node)
    if (text !== undefined) return [{ kind: 'text', text }]
    const follow = (next: ESTree.Node): Promise<Values> => this.evaluate({ view, node: next, scope })
    switch (node.type) {
      case 'Literal':
        return node.value === null || node.value === false ? [NOTHING] : NOT_KNOWN
      case 'UnaryExpression':
        return node.operator === 'void' ? [NOTHING] : NOT_KNOWN
      case 'ObjectExpression':
        return [{ kind: 'object', at: { view, node, scope } }]
      case 'ArrayExpression':
        return [{ kind: 'array', elements: await this.#elements(node.elements, place) }]
      case 'Identifier':
        return node.name === 'undefined' ? [NOTHING] : await this.#binding(view, lookUp(scope, node.name))
      case 'MemberExpression': {
        const name = memberName(node)
        return name === undefined ? NOT_KNOWN : await this.members(await follow(node.object), name)
      }
      case 'ConditionalExpression':
        return [...(await follow(node.consequent)), ...(await follow(node.alternate))]
      case 'LogicalExpression': {
        const right = await follow(node.right)
        // What stands before `&&` is a condition: the value is the right side, or nothing.
        return node.operator === '&&' ? [NOTHING, ...right] : [...(await follow(node.left)), ...right]
      }
      case 'SequenceExpression':
        return await collect(node.expressions.slice(-1), follow)
      case 'ImportExpression': {
        const specifier = stringOf(node.source)
        return specifier === undefined ? NOT_KNOWN : await this.#imported(view, specifier, [])
      }
      case 'CallExpression':
        return await this.#call({ view, node, scope })
      default:
        return NOT_KNOWN
    }
  }

  async #binding(view: ModuleView, binding: Binding | undefined): Promise<Values> {
    if (binding === undefined || binding.kind === 'opaque') return NOT_KNOWN
    if (binding.kind === 'import') {
      const values = await this.#imported(view, binding.specifier, binding.path)
      return await this.#withChanges(values, view, binding)
    }
    if (binding.reassigned) return NOT_KNOWN
    switch (binding.kind) {
      case 'function':
        return [
          { kind: 'function', at: { view, node: binding.node, scope: view.scopes.inside(binding.node) } },
        ]
      case 'variable': {
        const { init, path, scope } = binding
        if (path === null) return NOT_KNOWN
        let values = await this.evaluate({ view, node: init, scope })
        for (const name of path) values = await this.members(values, name)
        return await this.#withChanges(values, view, binding)
      }
      default:
        return NOT_KNOWN
    }
  }

  /** What a name stands for, with what is done to it later: what is written over is not known. */
  async #withChanges(values: Values, view: ModuleView, binding: Binding): Promise<Values> {
    if (!values.some(isChangeable)) return values
    const { added, isComplete } = changesOf(view, binding)
    const elements = await collect(added, (place) => this.#spreadable(place))
    const rest = isComplete ? elements : [...elements, UNKNOWN]
    return values.map((value) => {
      if (value.kind === 'array') return { kind: 'array', elements: [...value.elements, ...rest] }
      return isChangeable(value) && !isComplete ? UNKNOWN : value
    })
  }

  /** Whether a module of the app writes to what it imports by a name, from wherever. */
  async #isChangedByImporters(exporter: ModuleView, name: string): Promise<boolean> {
    for (const view of await this.#views.holding(name)) {
      if (view === exporter) continue
      for (const binding of view.scopes.root.bindings.values()) {
        if (binding.kind !== 'import' || (binding.path[0] ?? name) !== name) continue
        const { added, isComplete } = changesOf(view, binding)
        if (added.length > 0 || !isComplete) return true
      }
    }
    return false
  }

  async #imported(view: ModuleView, specifier: string, path: readonly string[]): Promise<Values> {
    const target = isKnownModule(specifier) ? 'external' : await this.#views.imported(specifier, view.file)
    if (target === undefined) return NOT_KNOWN
    if (target === 'external') return [{ kind: 'external', specifier, path, calls: [] }]
    this.visited.add(target.file)
    let values: Values = [{ kind: 'module', view: target }]
    for (const name of path) values = await this.members(values, name)
    return values
  }

  async #fromStars(
    view: ModuleView,
    name: string,
    specifiers: readonly string[],
  ): Promise<Values | undefined> {
    let isLost = false
    for (const specifier of specifiers) {
      const target = isKnownModule(specifier) ? 'external' : await this.#views.imported(specifier, view.file)
      const values = typeof target === 'object' ? await this.exported(target, name) : undefined
      if (values !== undefined) return values
      isLost ||= typeof target !== 'object'
    }
    return isLost ? NOT_KNOWN : undefined
  }

  async #call(place: Place<ESTree.CallExpression>): Promise<Values> {
    const { view, node, scope } = place
    const callee = unwrap(node.callee)
    if (callee.type === 'MemberExpression') {
      const method = memberName(callee)
      if (method === 'concat' || (method !== undefined && SELECTING_METHODS.has(method))) {
        const object = await this.evaluate({ view, node: callee.object, scope })
        if (object.every((value) => value.kind === 'array')) {
          const elements = object.flatMap((value) => value.elements)
          if (method !== 'concat') return [{ kind: 'array', elements }]
          const more = await collect(node.arguments, (given) => this.evaluate({ view, node: given, scope }))
          return [{ kind: 'array', elements: [...elements, ...more.flatMap(elementsOf)] }]
        }
      }
    }
    if (callee.type === 'Identifier') {
      const binding = lookUp(scope, callee.name)
      const [given] = node.arguments
      if (binding?.kind === 'parameter' && given !== undefined) {
        const { index, path } = binding
        if (index !== 0 || path?.length !== 1 || path[0] !== CREATE_HANDLERS) return NOT_KNOWN
        return await this.evaluate({ view, node: given, scope })
      }
    }
    return await collect(await this.evaluate({ view, node: callee, scope }), async (value) => {
      if (value.kind === 'function') return await this.returned(value.at)
      if (value.kind !== 'external') return NOT_KNOWN
      return [{ ...value, path: [...value.path, CALL_RESULT], calls: [...value.calls, place] }]
    })
  }

  async #elements(
    nodes: readonly (ESTree.Node | null)[],
    { view, scope }: Pick<Place, 'view' | 'scope'>,
  ): Promise<Values> {
    return await collect(nodes, async (node) =>
      node === null ? [] : await this.#spreadable({ view, node, scope }),
    )
  }

  /** The elements that an element of an array literal, or an argument, stands for. */
  async #spreadable({ view, node, scope }: Place): Promise<Values> {
    if (node.type !== 'SpreadElement') return await this.evaluate({ view, node, scope })
    return (await this.evaluate({ view, node: node.argument, scope })).flatMap(elementsOf)
  }

  async #objectMember({ view, node, scope }: Place<ESTree.ObjectExpression>, name: string): Promise<Values> {
    const values: AppValue[] = []
    for (const property of node.properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        for (const value of await this.evaluate({ view, node: property.argument, scope })) {
          if (value.kind !== 'nothing') values.push(...(await this.member(value, name)))
        }
        continue
      }
      const key = staticName(property.key, property.computed)
      if (key === undefined) values.push(UNKNOWN)
      if (key !== name) continue
      if (property.kind !== 'init') return [...values, UNKNOWN]
      return [...values, ...(await this.evaluate({ view, node: property.value, scope }))]
    }
    return [...values, NOTHING]
  }
}

/** Whether something can be written to a value where it is not made. */
function isChangeable({ kind }: AppValue): boolean {
  return kind === 'array' || kind === 'object' || kind === 'module'
}

/** What a value adds to a list that it is spread into, or concatenated with. */
function elementsOf(value: AppValue): Values {
  if (value.kind === 'array') return value.elements
  // A package's list stands for its elements: both are known by where they come from.
  return value.kind === 'nothing' ? [] : [value]
}

async function collect<T>(items: readonly T[], of: (item: T) => Promise<Values>): Promise<Values> {
  const collected: AppValue[] = []
  for (const item of items) collected.push(...(await of(item)))
  return collected
}
