import { isKnownModule } from '../known-modules.ts'
import type { Reach } from '../reach.ts'
import { SOURCE_NAMES } from '../source-of.ts'
import type { ModuleSummary } from '../summary.ts'
import type { ImportValue } from '../values/value.ts'
import { Dependents } from './dependents.ts'
import { follow, type Modules } from './follow.ts'
import { ForeignModules, type ReadSource } from './foreign-modules.ts'
import { InterestingNames } from './interesting-names.ts'
import { DEFAULT_EXPORT, LeadingDefaults } from './leading-defaults.ts'
import { leadingExports } from './leading-exports.ts'
import type { ModuleStore } from './module-store.ts'
import { findWays, nameOf, type Followed } from './module-ways.ts'
import { Resolutions, type Resolve } from './resolutions.ts'
import { haveSameWays, NO_WAYS, type Ways } from './way.ts'

/** What is known of a module that is of interest. */
export interface GraphModule {
  summary: ModuleSummary
  /** The ways of its functions. */
  ways: readonly Ways[]
  /** Names of its exports that lead to a source. */
  leading: ReadonlySet<string>
  /** The ways from its sinks. */
  reaches: readonly Reach[]
}

/** What an {@link AppGraph} gets its modules from. */
export interface AppGraphOptions {
  store: ModuleStore
  resolve: Resolve
  read: ReadSource
  /** Absolute path of the app. */
  root: string
}

/**
 * The ways of all modules of an app to the sources, kept up to date. Only modules that matter are parsed, and after a
 * change only those that depend on it are looked at again: see INTERNALS.md.
 */
export class AppGraph {
  readonly #store: ModuleStore
  readonly #resolutions: Resolutions
  readonly #foreign: ForeignModules
  readonly #modules = new Map<string, GraphModule>()
  readonly #dependents = new Dependents()
  readonly #names = new InterestingNames(SOURCE_NAMES)
  readonly #queue = new Set<string>()
  readonly #defaults: LeadingDefaults
  /** Modules that asked for something which is not known yet. */
  readonly #waiting = new Set<string>()
  /** Files that were asked for and are not read yet. */
  readonly #unread = new Set<string>()

  constructor({ store, resolve, read, root }: AppGraphOptions) {
    this.#store = store
    this.#resolutions = new Resolutions(resolve, root)
    this.#defaults = new LeadingDefaults(this.#resolutions)
    this.#foreign = new ForeignModules(store, this.#resolutions, read, root)
  }

  /** What is known of the modules that are of interest, by file. */
  modules(): Iterable<readonly [file: string, module: GraphModule]> {
    return this.#modules
  }

  /** Reads a module that was not handed in. */
  async load(file: string): Promise<void> {
    await this.#foreign.load([file])
  }

  /** File of the app that a specifier means; `undefined` for everything else. */
  async resolve(specifier: string, importer: string): Promise<string | undefined> {
    const known = this.#resolutions.get(specifier, importer)
    if (known === undefined) await this.#resolutions.settle()
    return this.#resolutions.get(specifier, importer) ?? undefined
  }

  /**
   * Brings everything up to date.
   *
   * @param changed modules that are new, have another content, or are gone
   * @param added those of them that were not there before
   */
  async update(changed: ReadonlySet<string>, added: ReadonlySet<string>): Promise<void> {
    for (const file of changed) if (!this.#store.has(file)) this.#resolutions.remove(file)
    const asked = this.#resolutions.add(added).flatMap((question) => [...this.#dependents.of(question)])
    this.#invalidate(changed, asked)
    for (const file of await this.#foreign.follow(changed)) this.#queue.add(file)
    for (;;) {
      this.#settle()
      if (this.#waiting.size === 0) return
      await this.#fetch()
    }
  }

  /**
   * Starts modules anew, and all whose ways may lead through them. Ways that stay lead through none of them, so what
   * is found anew only adds to what is still true.
   */
  #invalidate(changed: ReadonlySet<string>, others: Iterable<string>): void {
    const seen = new Set([...changed, ...others])
    // A set goes on to what is added to it while it is walked through.
    for (const file of seen) {
      const module = this.#modules.get(file)
      this.#modules.delete(file)
      this.#queue.add(file)
      const isPassedOn = changed.has(file) || (module !== undefined && leadsSomewhere(module))
      if (isPassedOn) for (const dependent of this.#dependents.of(file)) seen.add(dependent)
    }
  }

  #settle(): void {
    while (this.#queue.size > 0) {
      for (const file of this.#queue) {
        this.#queue.delete(file)
        this.#look(file)
      }
      this.#searchNews()
    }
  }

  async #fetch(): Promise<void> {
    await this.#resolutions.settle()
    const read = await this.#foreign.load(this.#unread)
    this.#unread.clear()
    for (const file of await this.#foreign.follow(read)) this.#queue.add(file)
    for (const file of [...read, ...this.#waiting]) this.#queue.add(file)
    this.#waiting.clear()
  }

  /** Queues the modules that may use what has just become interesting. */
  #searchNews(): void {
    const mentions = this.#names.takeNew()
    const imports = this.#defaults.takeNew()
    if (mentions === undefined && imports === undefined) return
    for (const file of this.#store.files()) {
      const source = this.#store.sourceOf(file) ?? ''
      if (mentions?.(source) === true || imports?.(source, file) === true) this.#queue.add(file)
    }
  }

  #isOfInterest(file: string): boolean {
    const source = this.#store.sourceOf(file)
    return source !== undefined && (this.#names.areIn(source) || this.#defaults.areImportedBy(source, file))
  }

  #look(file: string): void {
    const read = this.#isOfInterest(file) ? this.#store.read(file) : undefined
    const before = this.#modules.get(file)
    if (read?.kind !== 'summarized') {
      this.#modules.delete(file)
      this.#dependents.set(file, new Set())
      return
    }
    const { module, asked } = this.#examine(read.summary)
    this.#modules.set(file, module)
    this.#dependents.set(file, asked)
    for (const name of module.leading) {
      if (name === DEFAULT_EXPORT) this.#defaults.add(file)
      else this.#names.add(name)
    }
    if (leadsElsewhere(before, module)) for (const other of this.#dependents.of(file)) this.#queue.add(other)
  }

  #examine(summary: ModuleSummary): { module: GraphModule; asked: ReadonlySet<string> } {
    const { file } = summary
    const asked = new Set<string>()
    const modules = this.#modulesFor(file, asked)
    const found = findWays(summary, (value, always = false) => {
      if (!always && !this.#isWorthFollowing(value)) return []
      return follow(value, file, modules).flatMap((placed): readonly Followed[] => {
        if (placed.value.kind === 'import') return [placed.value]
        if (placed.value.kind === 'object') return []
        const { index } = placed.value
        const called = modules.summaryOf(placed.file)?.functions[index]
        if (called === undefined) return []
        const name = called.name ?? nameOf(value)
        return [{ kind: 'function', summary: called, name, ways: this.#waysOf(placed.file, index) }]
      })
    })
    const leading = leadingExports(summary, {
      summaryOf: modules.summaryOf,
      waysOf: (other, index) =>
        (other === file ? found.shortest[index] : this.#waysOf(other, index)) ?? NO_WAYS,
      follow: (value, importer) => (this.#isWorthFollowing(value) ? follow(value, importer, modules) : []),
    })
    return { module: { summary, ways: found.shortest, leading, reaches: found.reaches() }, asked }
  }

  /** The other modules as one of them sees them; notes what it asks about. */
  #modulesFor(importer: string, asked: Set<string>): Modules {
    return {
      resolve: (specifier, from) => {
        const file = this.#resolutions.get(specifier, from)
        if (file === undefined) this.#waiting.add(importer)
        if (file === null) asked.add(this.#resolutions.question(specifier, from))
        return file ?? undefined
      },
      summaryOf: (file) => {
        if (file !== importer) asked.add(file)
        if (!this.#store.has(file) && !this.#foreign.isUnreadable(file)) {
          this.#unread.add(file)
          this.#waiting.add(importer)
        }
        const read = this.#store.read(file)
        return read?.kind === 'summarized' ? read.summary : undefined
      },
    }
  }

  #hasName(name: string): boolean {
    return name === DEFAULT_EXPORT ? this.#defaults.size > 0 : this.#names.has(name)
  }

  #waysOf(file: string, index: number): Ways {
    return this.#modules.get(file)?.ways[index] ?? NO_WAYS
  }

  /** Whether an imported value may lead to a source: whoever exports something that does made its name known. */
  #isWorthFollowing({ specifier, path }: ImportValue): boolean {
    return isKnownModule(specifier) || path.some((name) => this.#hasName(name))
  }
}

function leadsSomewhere({ ways, leading }: GraphModule): boolean {
  return leading.size > 0 || ways.some((way) => way.size > 0)
}

/** Whether others have to look again: they may see another way, or another value, than before. */
function leadsElsewhere(before: GraphModule | undefined, now: GraphModule): boolean {
  if (before === undefined) return leadsSomewhere(now)
  return (
    before.summary !== now.summary ||
    before.leading.size !== now.leading.size ||
    before.ways.some((ways, index) => !haveSameWays(ways, now.ways[index] ?? NO_WAYS))
  )
}
