import { disableComments, type DisableComment } from '../disable-comments.ts'
import { languageOf, readModule, type ParsedModule, type ParseFunction } from '../parse.ts'
import { summarize } from '../summarize/summarize.ts'
import type { ModuleSummary } from '../summary.ts'

/** What is kept of a module that was read: everything but its syntax tree. */
export type ReadModule =
  | { kind: 'summarized'; summary: ModuleSummary; comments: readonly DisableComment[] }
  | { kind: 'unparsable'; message: string; start: number }
  | { kind: 'not-javascript' }

interface StoredModule {
  source: string
  /** Whether it was handed in; others were only found by following imports. */
  isOwn: boolean
  /** Left out until somebody asks. */
  read?: ReadModule
  /** Kept only for those who asked for the syntax tree. */
  parsed?: ParsedModule
}

const TOO_DEEP = 'The code is nested too deeply to be looked at.'

/** The sources of an app's modules; each is parsed when it is first asked for, and once per content. */
export class ModuleStore {
  readonly #parse: ParseFunction
  readonly #modules = new Map<string, StoredModule>()

  constructor(parse: ParseFunction) {
    this.#parse = parse
  }

  /** Puts a module in; answers whether that changes anything. */
  put(file: string, source: string, isOwn: boolean): boolean {
    const known = this.#modules.get(file)
    if (known?.source === source) {
      const isNews = isOwn && !known.isOwn
      known.isOwn ||= isOwn
      return isNews
    }
    this.#modules.set(file, { source, isOwn: isOwn || known?.isOwn === true })
    return true
  }

  delete(file: string): boolean {
    return this.#modules.delete(file)
  }

  has(file: string): boolean {
    return this.#modules.has(file)
  }

  isOwn(file: string): boolean {
    return this.#modules.get(file)?.isOwn === true
  }

  sourceOf(file: string): string | undefined {
    return this.#modules.get(file)?.source
  }

  files(): Iterable<string> {
    return this.#modules.keys()
  }

  /** The files that were handed in. */
  *ownFiles(): Iterable<string> {
    // This and the next walk through all modules in every run: no array for each.
    for (const [file, { isOwn }] of this.#modules) if (isOwn) yield file
  }

  /** Modules that had to be parsed and could not be. */
  unparsable(): readonly { file: string; message: string; start: number }[] {
    const found: { file: string; message: string; start: number }[] = []
    for (const [file, { read }] of this.#modules) {
      if (read?.kind === 'unparsable') found.push({ file, message: read.message, start: read.start })
    }
    return found
  }

  /** What is known of a module, parsed now if need be; `undefined` for files that are not here. */
  read(file: string): ReadModule | undefined {
    const module = this.#modules.get(file)
    if (module === undefined) return undefined
    module.read ??= this.#read(file, module.source)
    return module.read
  }

  /** The syntax tree of a module, kept until its content changes. */
  parsed(file: string): ParsedModule | undefined {
    const module = this.#modules.get(file)
    if (module === undefined) return undefined
    if (module.parsed === undefined) {
      const outcome = readModule(this.#parse, file, module.source)
      if (outcome.kind === 'parsed') module.parsed = outcome.module
    }
    return module.parsed
  }

  #read(file: string, source: string): ReadModule {
    if (languageOf(file) === undefined) return { kind: 'not-javascript' }
    const outcome = readModule(this.#parse, file, source)
    if (outcome.kind !== 'parsed') return outcome
    try {
      const summary = summarize(outcome.module)
      return { kind: 'summarized', summary, comments: disableComments(outcome.module) }
    } catch (error) {
      // Generated code may be a chain of thousands of operators, each nested in the next.
      if (error instanceof RangeError) return { kind: 'unparsable', message: TOO_DEEP, start: 0 }
      throw error
    }
  }
}
