import type * as ESTree from 'oxc-parser'

import type { Target } from '../summary.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import { staticName } from '../syntax/static-name.ts'
import type { ModuleValue, ObjectPart, ObjectSummary } from '../values/module-value.ts'
import { CALL_RESULT, type ClassValue, type Value } from '../values/value.ts'
import type { ModuleFacts } from './module-facts.ts'

/** The values of a module that others can get hold of, written down without the syntax tree. */
export class KeptValues {
  readonly objects: ObjectSummary[] = []
  /** Functions of which other modules may take the result. */
  readonly functions: Set<FunctionNode> = new Set()
  readonly #facts: ModuleFacts
  /** Where an object is kept; `null` for those of which there is nothing to keep. */
  readonly #places = {
    class: new Map<ESTree.Node, number | null>(),
    literal: new Map<ESTree.Node, number | null>(),
    instance: new Map<ESTree.Node, number | null>(),
  }

  constructor(facts: ModuleFacts) {
    this.#facts = facts
  }

  keep(values: readonly Value[]): readonly ModuleValue[] {
    if (values.length === 0) return NOTHING
    return values.flatMap((value): readonly ModuleValue[] => {
      switch (value.kind) {
        case 'import':
          return [value]
        case 'function':
          this.functions.add(value.node)
          return [asFunction(this.#facts.local(value.node))]
        case 'instance':
        case 'class':
          return this.#object(value.node, value.kind, () => this.#classParts(value))
        case 'array':
          return this.#object(value.node, 'literal', () => this.#arrayParts(value.node))
        case 'object':
          return this.#object(value.node, 'literal', () => this.#objectParts(value.node))
        default:
          // What a function is given is known to its callers alone.
          return []
      }
    })
  }

  #object(
    node: ESTree.Node,
    side: 'class' | 'instance' | 'literal',
    partsOf: () => readonly ObjectPart[],
  ): readonly ModuleValue[] {
    const places = this.#places[side]
    const known = places.get(node)
    if (known === null) return []
    if (known !== undefined) return [{ kind: 'object', index: known }]
    // The place is taken before the parts are looked at: an object may hold itself.
    const index = this.objects.push([]) - 1
    places.set(node, index)
    const all = partsOf()
    const hides = all.some((part) => part.kind === 'spread')
    const parts = hides ? all : all.filter((part) => part.values.length > 0)
    if (parts.length > 0) {
      this.objects[index] = parts
      return [{ kind: 'object', index }]
    }
    // Mere data: icons, messages, tables. Of it nothing is kept.
    places.set(node, null)
    if (index === this.objects.length - 1) this.objects.pop()
    return []
  }

  #objectParts(node: ESTree.ObjectExpression): readonly ObjectPart[] {
    const inside = this.#facts.scopes.inside(node)
    return node.properties.flatMap((property): ObjectPart[] => {
      if (property.type === 'SpreadElement') return [this.#spread(property.argument, node)]
      const name = staticName(property.key, property.computed)
      if (name === undefined) return []
      const values = property.kind === 'init' ? this.#facts.evaluator.evaluate(property.value, inside) : []
      return [{ kind: 'member', name, values: this.keep(values) }]
    })
  }

  #arrayParts(node: ESTree.ArrayExpression): readonly ObjectPart[] {
    const inside = this.#facts.scopes.inside(node)
    const end = node.elements.findIndex((element) => element?.type === 'SpreadElement')
    const known = end < 0 ? node.elements : node.elements.slice(0, end)
    return known.flatMap((element, index): ObjectPart[] =>
      element === null
        ? []
        : [
            {
              kind: 'member',
              name: String(index),
              values: this.keep(this.#facts.evaluator.evaluate(element, inside)),
            },
          ],
    )
  }

  #classParts(value: ClassValue): readonly ObjectPart[] {
    const { evaluator, scopes } = this.#facts
    const { kind, node } = value
    const inside = scopes.inside(node)
    const inherited = this.keep(evaluator.superclasses(value))
    const own = node.body.body.flatMap((member): ObjectPart[] => {
      if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return []
      const name = staticName(member.key, member.computed)
      if (name === undefined || member.static !== (kind === 'class') || member.value === null) return []
      const isCallable = !('kind' in member) || member.kind === 'method'
      return [
        {
          kind: 'member',
          name,
          values: isCallable ? this.keep(evaluator.evaluate(member.value, inside)) : [],
        },
      ]
    })
    const instance = kind === 'class' ? this.keep([{ kind: 'instance', node }]) : []
    return [
      ...(inherited.length > 0 ? [{ kind: 'spread' as const, values: inherited }] : []),
      ...own,
      ...(instance.length > 0 ? [{ kind: 'member' as const, name: CALL_RESULT, values: instance }] : []),
    ]
  }

  #spread(argument: ESTree.Expression, around: ESTree.ObjectExpression): ObjectPart {
    const values = this.#facts.evaluator.evaluate(argument, this.#facts.scopes.inside(around))
    return { kind: 'spread', values: this.keep(values) }
  }
}

/** One list for all that stand for nothing. */
const NOTHING: readonly ModuleValue[] = []

function asFunction(target: Target): ModuleValue {
  return target.kind === 'local' ? { kind: 'function', index: target.index } : target
}
