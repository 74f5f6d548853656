import { posix } from 'node:path'

import { isKnownModule } from '../known-modules.ts'
import type { ModuleStore } from './module-store.ts'
import type { Resolutions } from './resolutions.ts'
import { scanSpecifiers } from './scan-specifiers.ts'

/** Answers with the source of a file; `undefined` when it can't be read. */
export type ReadSource = (file: string) => Promise<string | undefined>

/**
 * Reads modules of the app that were not handed in: those of workspace packages, and files above the root. No name
 * tells who of them leads to a source, so every one that is imported is read; its text is looked at like any other.
 */
export class ForeignModules {
  readonly #store: ModuleStore
  readonly #resolutions: Resolutions
  readonly #read: ReadSource
  readonly #root: string
  readonly #unreadable = new Set<string>()

  constructor(store: ModuleStore, resolutions: Resolutions, read: ReadSource, root: string) {
    this.#store = store
    this.#resolutions = resolutions
    this.#read = read
    this.#root = root
  }

  /** Reads what these modules import from elsewhere, and what that imports. Answers with all that is new. */
  async follow(files: Iterable<string>): Promise<readonly string[]> {
    const all: string[] = []
    for (let next = [...files]; next.length > 0;) {
      const imports = next.flatMap((file) => this.#importsOf(file))
      for (const { specifier, importer } of imports) this.#resolutions.get(specifier, importer)
      if (this.#resolutions.isOpen) await this.#resolutions.settle()
      const found = imports.map(({ specifier, importer }) => this.#resolutions.get(specifier, importer))
      next = await this.load(found.filter((file) => typeof file === 'string'))
      all.push(...next)
    }
    return all
  }

  /** Reads files; answers with those that are new and could be read. */
  async load(files: Iterable<string>): Promise<string[]> {
    const wanted = [...new Set(files)].filter((file) => !this.#store.has(file) && !this.#unreadable.has(file))
    const loaded = await Promise.all(
      wanted.map(async (file) => {
        const source = await this.#read(file).catch(() => undefined)
        if (source === undefined) this.#unreadable.add(file)
        else this.#store.put(file, source, false)
        return source !== undefined
      }),
    )
    return wanted.filter((_, index) => loaded[index])
  }

  isUnreadable(file: string): boolean {
    return this.#unreadable.has(file)
  }

  #importsOf(file: string): { specifier: string; importer: string }[] {
    const source = this.#store.sourceOf(file)
    if (source === undefined) return []
    const isOwn = this.#store.isOwn(file)
    return scanSpecifiers(source)
      .filter((specifier) => !isKnownModule(specifier) && !(isOwn && this.#isBelowRoot(specifier, file)))
      .map((specifier) => ({ specifier, importer: file }))
  }

  /** Whether a specifier surely means a file below the root: those are handed in. */
  #isBelowRoot(specifier: string, importer: string): boolean {
    if (!specifier.startsWith('.')) return false
    return posix.join(posix.dirname(importer), specifier).startsWith(`${this.#root}/`)
  }
}
