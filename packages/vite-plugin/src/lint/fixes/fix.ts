import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ParseFunction } from '../parse.ts'
import type { FixModules } from './fix-modules.ts'

/** Replaces the text between two UTF-16 offsets of a file's original source. */
export interface TextEdit {
  /** Absolute path. */
  file: string
  start: number
  end: number
  text: string
}

/** A change of the source after which a finding is gone and nothing else is different. */
export interface Fix {
  /** What it does, in a few words. */
  title: string
  /** They do not overlap. */
  edits: readonly TextEdit[]
}

/** A fix, or why there is none: a sentence for the user, who has to decide. */
export type FixResult = { fix: Fix } | { reason: string }

/** The app as fixes see it. */
export interface FixApp {
  parse: ParseFunction
  /** Every module of the app by absolute path: who reads a value decides whether it may change. */
  sources: ReadonlyMap<string, string>
  /** Modules of other packages of the workspace that the app imports, by absolute path: searched, and never changed. */
  others?: ReadonlyMap<string, string>
  /** Path of the route that starts a sign-in, as the router sees it. */
  signInPath: string
  /** Path of the route that ends the session, as the router sees it. */
  signOutPath: string
  /** What is in front of every path in a link: `''`, or `/app`; `null` when it is not known. */
  basePath: string | null
  /**
   * Takes it that the routes to link to are there: for suggestions on one module, which are applied by hand.
   *
   * @defaultValue `false`
   */
  assumesRoutes?: boolean
  /** Absolute path of the module of {@link sources} that a specifier means; `undefined` for all others. */
  resolve: (specifier: string, importer: string) => string | undefined
}

/** Makes fixes for the findings of one rule. It is pure: the same sources give the same answer. */
export type Fixer = (diagnostic: Diagnostic, modules: FixModules) => FixResult

/** Thrown where nothing can be proven; the message is the reason. */
export class NotProven extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotProven'
  }
}
