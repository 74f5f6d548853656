import type * as ESTree from 'oxc-parser'

import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { positionAt } from '../../diagnostics/position.ts'
import type { ParsedModule } from '../parse.ts'
import { buildScopes } from '../scope/build-scopes.ts'
import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { Evaluator } from '../values/evaluate.ts'
import type { Value } from '../values/value.ts'
import { namesDeclaredBy } from './declared-names.ts'
import { eachNode, roleOf } from './every-node.ts'

/** All uses of one name, its declaration left out. */
export interface Uses {
  /** Where its value is taken, or written over. */
  values: readonly ESTree.Node[]
  /** Whether a type refers to the name, or may do so. */
  inTypes: boolean
}

/** A module with its syntax tree in all directions: parents, scopes, and the uses of every name. */
export class FixModule {
  readonly file: string
  readonly source: string
  readonly program: ESTree.Program
  readonly #evaluator: Evaluator
  readonly #parents = new Map<ESTree.Node, ESTree.Node>()
  readonly #scopes = new Map<ESTree.Node, Scope>()
  readonly #values = new Map<Binding, ESTree.Node[]>()
  readonly #declared = new Set<ESTree.Node>()
  readonly #namesInTypes = new Set<string>()

  constructor({ file, source, program }: ParsedModule) {
    this.file = file
    this.source = source
    this.program = program
    const scopes = buildScopes(program)
    this.#evaluator = new Evaluator(scopes, { followsWrappers: false })
    eachNode(program, (node, parent) => {
      if (parent !== undefined) this.#parents.set(node, parent)
      const around = parent === undefined ? scopes.root : this.scopeOf(parent)
      this.#scopes.set(node, scopes.inside(node, around))
      for (const name of namesDeclaredBy(node)) this.#declared.add(name)
      if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return
      const role = roleOf(node, parent)
      if (role === 'type') this.#namesInTypes.add(node.name)
      if (role !== 'value' || this.#declared.has(node)) return
      const binding = lookUp(around, node.name)
      if (binding === undefined) return
      const known = this.#values.get(binding)
      if (known === undefined) this.#values.set(binding, [node])
      else known.push(node)
    })
  }

  /** The node around another; the program has none. */
  parentOf(node: ESTree.Node): ESTree.Node | undefined {
    return this.#parents.get(node)
  }

  /** The nodes around another, the innermost first. */
  *ancestorsOf(node: ESTree.Node): Generator<ESTree.Node> {
    for (let current = this.parentOf(node); current !== undefined; current = this.parentOf(current))
      yield current
  }

  /** The scope that a node's children are in. */
  scopeOf(node: ESTree.Node): Scope {
    const scope = this.#scopes.get(node)
    if (scope === undefined) throw new TypeError('the node is of another module')
    return scope
  }

  /** What a name stands for where it is used; `undefined` for globals. */
  bindingOf(node: ESTree.Node): Binding | undefined {
    return node.type === 'Identifier' || node.type === 'JSXIdentifier'
      ? lookUp(this.scopeOf(this.parentOf(node) ?? this.program), node.name)
      : undefined
  }

  /** What a name declared in a scope stands for. */
  bindingNamed(name: string, at: ESTree.Node): Binding | undefined {
    return lookUp(this.scopeOf(at), name)
  }

  usesOf(binding: Binding, name: string): Uses {
    return { values: this.#values.get(binding) ?? [], inTypes: this.#namesInTypes.has(name) }
  }

  /** All that an expression may stand for, unknown calls left out. */
  evaluate(node: ESTree.Node): readonly Value[] {
    return this.#evaluator.evaluate(node, this.scopeOf(this.parentOf(node) ?? this.program))
  }

  /** {@link evaluate} of a name at some place. */
  evaluateName(name: string, at: ESTree.Node): readonly Value[] {
    return this.#evaluator.named(name, this.scopeOf(at))
  }

  /**
   * The call that stands between exactly these offsets, or, where that is the name of a constant, the call that the
   * constant holds the result of.
   */
  callAt({ start, end }: Pick<Diagnostic, 'start' | 'end'>): ESTree.CallExpression | undefined {
    for (const node of this.#scopes.keys()) {
      if (node.start !== start || node.end !== end) continue
      if (node.type === 'CallExpression') return node
      const binding = this.bindingOf(node)
      if (binding?.kind !== 'variable' || binding.reassigned || binding.path?.length !== 0) continue
      const value = unwrap(binding.init)
      if (value.type === 'CallExpression') return value
    }
    return undefined
  }

  /** Every node of some type. */
  nodes(): ESTree.Node[] {
    return [...this.#scopes.keys()]
  }

  textOf({ start, end }: Pick<ESTree.Node, 'start' | 'end'>): string {
    return this.source.slice(start, end)
  }

  /** `file:line` of a node, for a sentence. */
  lineOf(node: ESTree.Node): number {
    return positionAt(this.source, node.start).line
  }
}
