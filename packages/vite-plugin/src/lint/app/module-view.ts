import type { ParsedModule } from '../parse.ts'
import { buildScopes, type Scopes } from '../scope/build-scopes.ts'
import type { AppHost } from './app-host.ts'

/** A module of the app with its syntax tree and scopes. */
export interface ModuleView extends ParsedModule {
  scopes: Scopes
}

/** Opens modules, and keeps them as long as their content stays the same. */
export class ModuleViews {
  readonly #host: AppHost
  readonly #views = new Map<string, ModuleView>()

  constructor(host: AppHost) {
    this.#host = host
  }

  /** A module by its absolute path; `undefined` when it can't be read or parsed. */
  async open(file: string): Promise<ModuleView | undefined> {
    const parsed = await this.#host.load(file)
    if (parsed === undefined) {
      this.#views.delete(file)
      return undefined
    }
    const known = this.#views.get(file)
    if (known?.program === parsed.program) return known
    const view = { ...parsed, scopes: buildScopes(parsed.program) }
    this.#views.set(file, view)
    return view
  }

  /** The modules that were handed in and whose source holds a text. */
  async holding(text: string): Promise<readonly ModuleView[]> {
    const files = [...this.#host.files()].filter((file) => this.#host.sourceOf(file)?.includes(text))
    const views = await Promise.all(files.map((file) => this.open(file)))
    return views.filter((view) => view !== undefined)
  }

  /** The module of the app that a specifier means; `undefined` when it is none of the app's, or can't be read. */
  async imported(specifier: string, importer: string): Promise<ModuleView | 'external' | undefined> {
    const file = await this.#host.resolve(specifier, importer)
    return file === undefined ? 'external' : await this.open(file)
  }
}
