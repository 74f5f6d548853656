import { stemOf, stemsOf, type Resolutions } from './resolutions.ts'
import { scanSpecifiers } from './scan-specifiers.ts'

export const DEFAULT_EXPORT = 'default'

/**
 * Modules whose default export leads to a source. No name tells who imports it, so those who name the module itself
 * are looked into. They only ever become more.
 */
export class LeadingDefaults {
  readonly #resolutions: Resolutions
  readonly #files = new Set<string>()
  readonly #stems = new Set<string>()
  #areNew = false

  constructor(resolutions: Resolutions) {
    this.#resolutions = resolutions
  }

  get size(): number {
    return this.#files.size
  }

  add(file: string): void {
    if (this.#files.has(file)) return
    this.#files.add(file)
    for (const stem of stemsOf(file)) this.#stems.add(stem)
    this.#areNew = true
  }

  /** Whether a module may import one of them: by a relative path that ends like it, or by what else it is called. */
  areImportedBy(source: string, file: string): boolean {
    if (this.#files.size === 0) return false
    return scanSpecifiers(source).some((specifier) => {
      if (specifier.startsWith('.')) return this.#stems.has(stemOf(specifier))
      const meant = this.#resolutions.get(specifier, file)
      return typeof meant === 'string' && this.#files.has(meant)
    })
  }

  /** A test for who imports one of them, when some came since the last call. */
  takeNew(): ((source: string, file: string) => boolean) | undefined {
    if (!this.#areNew) return undefined
    this.#areNew = false
    return (source, file) => this.areImportedBy(source, file)
  }
}
