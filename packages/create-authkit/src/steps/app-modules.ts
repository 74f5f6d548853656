import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { specifiersOf } from '../codemods/syntax/specifiers-of.ts'
import type { Project } from '../project/project.ts'

type App = Pick<Project, 'root' | 'read' | 'srcDirectory' | 'generatedRouteTree'>

/** How many modules are looked into for what a module imports. */
const MOST_MODULES = 60

/** Which modules of an app import which. Loaded where it is needed: it takes longer than most plans. */
export class AppModules {
  readonly #app: App
  /** Without symbolic links, as resolving a module gives its real path. */
  readonly #folder: string
  #resolver: Promise<(specifier: string, importer: string) => string | undefined> | undefined

  constructor(app: App) {
    this.#app = app
    this.#folder = realpathSync(app.root)
  }

  /** The file of the app that a specifier means, `null` for anything else: packages, other folders of a workspace. */
  async resolve(specifier: string, importer: string): Promise<string | null> {
    const folder = this.#folder
    this.#resolver ??= import('../lint/resolve-modules.ts').then((module) => module.createResolver(folder))
    const file = (await this.#resolver)(specifier, join(folder, importer))
    if (file === undefined) return null
    const path = relative(folder, file)
    return path.startsWith('..') ? null : path.split(sep).join('/')
  }

  /**
   * The files of the app that a module imports, and those that they import.
   *
   * @param isLeft whether a file is left out, with what it imports
   */
  async importedBy(path: string, isLeft: (path: string) => boolean = () => false): Promise<string[]> {
    const found = [path]
    for (const module of found) {
      for (const specifier of specifiersOf(this.#app.read(module) ?? '')) {
        const imported = await this.resolve(specifier, module)
        if (imported === null || found.includes(imported) || isLeft(imported)) continue
        if (found.length < MOST_MODULES) found.push(imported)
      }
    }
    return found.slice(1)
  }

  /** The modules below the source directory that import a file. */
  async importersOf(path: string): Promise<string[]> {
    const { root, read, srcDirectory, generatedRouteTree } = this.#app
    const { findModules } = await import('../lint/find-modules.ts')
    const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
    // A folder is imported by its own name.
    const name = stem === 'index' ? (path.split('/').at(-2) ?? stem) : stem
    const importers: string[] = []
    for (const file of await findModules(root, srcDirectory, [generatedRouteTree])) {
      const module = relative(root, file).split(sep).join('/')
      const text = read(module) ?? ''
      if (!text.includes(name)) continue
      for (const specifier of specifiersOf(text)) {
        if (!specifier.includes(name) || (await this.resolve(specifier, module)) !== path) continue
        importers.push(module)
        break
      }
    }
    return importers
  }
}
