import { isKnownModule } from '../known-modules.ts'
import type { ModuleSummary } from '../summary.ts'
import { memberOf, ownMembers, type ModuleValue } from '../values/module-value.ts'
import { mayBeOverridden, type MemberNames } from '../values/overrides.ts'
import { CALL_RESULT, type ImportValue } from '../values/value.ts'

/** A value, and the module to whose summary its indices belong. */
export interface PlacedValue {
  file: string
  value: ModuleValue
}

/** How the modules of an app hang together, as far as is known now. */
export interface Modules {
  /** File of the app that a specifier means; `undefined` for everything else, and as long as it is not known. */
  resolve: (specifier: string, importer: string) => string | undefined
  /** Summary of a file; `undefined` when there is none, and as long as it is not read. */
  summaryOf: (file: string) => ModuleSummary | undefined
}

/** A bound for values that are made of each other without an end: `a = b.x` and `b = a.y` in two modules. */
const MAX_STEPS = 200

/**
 * Follows an imported value through re-exports, `export *`, objects, classes and results of functions to what it
 * stands for, in whatever module that is. What is left as an import comes from outside of the app.
 */
export function follow(value: ImportValue, importer: string, modules: Modules): readonly PlacedValue[] {
  return new Follower(modules).follow(value, importer)
}

class Follower {
  readonly #modules: Modules
  #steps = 0

  constructor(modules: Modules) {
    this.#modules = modules
  }

  follow(value: ImportValue, importer: string): readonly PlacedValue[] {
    if (++this.#steps > MAX_STEPS) return []
    const outside = [{ file: importer, value }]
    if (isKnownModule(value.specifier)) return outside
    const file = this.#modules.resolve(value.specifier, importer)
    if (file === undefined) return outside
    const [name, ...rest] = value.path
    // The namespace itself can't be called.
    if (name === undefined) return []
    const found = this.#export(file, name, new Set()).flatMap((exported) => this.#take(exported, rest))
    return value.overriding === undefined ? found : this.#withoutOverridden(found, value.overriding)
  }

  /** What a module exports under a name: by itself, else through `export *`. */
  #export(file: string, name: string, passed: Set<string>): readonly PlacedValue[] {
    if (passed.has(file)) return []
    passed.add(file)
    const summary = this.#modules.summaryOf(file)
    const own = summary?.exports.get(name)
    if (own !== undefined) return own.map((value) => ({ file, value }))
    if (summary === undefined || name === 'default') return []
    return summary.stars.flatMap((specifier) => {
      const value: ImportValue = { kind: 'import', specifier, path: [name] }
      if (isKnownModule(specifier)) return [{ file, value }]
      const target = this.#modules.resolve(specifier, file)
      return target === undefined ? [] : this.#export(target, name, passed)
    })
  }

  /** What is left of a value when a path is taken of it. */
  #take({ file, value }: PlacedValue, path: readonly string[]): readonly PlacedValue[] {
    if (value.kind === 'import') {
      return this.follow(path.length === 0 ? value : { ...value, path: [...value.path, ...path] }, file)
    }
    const [name, ...rest] = path
    if (name === undefined) return [{ file, value }]
    if (++this.#steps > MAX_STEPS) return []
    const summary = this.#modules.summaryOf(file)
    if (value.kind === 'function') {
      const results = name === CALL_RESULT ? summary?.functions[value.index]?.results : undefined
      return (results ?? []).flatMap((result) => this.#take({ file, value: result }, rest))
    }
    const object = summary?.objects[value.index] ?? []
    const { own, spread } = memberOf(object, name)
    return [
      ...own.flatMap((member) => this.#take({ file, value: member }, rest)),
      ...this.#withoutOverridden(
        spread.flatMap((inherited) => this.#take({ file, value: inherited }, path)),
        ownMembers(object),
      ),
    ]
  }

  /** Leaves out the methods that may find others at `this` than those they were written with. */
  #withoutOverridden(found: readonly PlacedValue[], overriding: MemberNames): readonly PlacedValue[] {
    return found.filter(({ file, value }) => {
      const called =
        value.kind === 'function' ? this.#modules.summaryOf(file)?.functions[value.index] : undefined
      return !mayBeOverridden(called?.taken, overriding)
    })
  }
}
