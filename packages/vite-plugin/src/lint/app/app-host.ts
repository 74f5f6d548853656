import type { ParsedModule } from '../parse.ts'

/** Where the rules about the app as a whole get its modules from. */
export interface AppHost {
  /** Absolute paths of all modules that were handed in. */
  files: () => Iterable<string>
  /** Original source of a module that was handed in or read. */
  sourceOf: (file: string) => string | undefined
  /** A module, parsed; also one that was not handed in. `undefined` when it can't be read or parsed. */
  load: (file: string) => Promise<ParsedModule | undefined>
  /** Absolute path of the app's own module that a specifier means; `undefined` for everything else. */
  resolve: (specifier: string, importer: string) => Promise<string | undefined>
}
