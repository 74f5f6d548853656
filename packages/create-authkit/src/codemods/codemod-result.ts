/** An export of another module of the app: what a file only passes on, or takes from there. */
export interface ElsewhereInApp {
  /** The specifier, as it is written. */
  module: string
  /** Name of the export, `default` for the default one. */
  name: string
}

/**
 * What a codemod answers. It is a pure function of source text:
 * - `changed`: `text` is the whole new source, and its post-condition was proven on the re-parsed text; `note` is
 *   something about the file that the user should know;
 * - `unchanged`: the source already satisfies the post-condition;
 * - `unsupported`: the shape can't be proven; nothing was changed. `at` is the UTF-16 offset of the place, `snippet`
 *   what to paste there when it is not what every other shape gets, and `elsewhere` the module that the codemod has
 *   to look into instead.
 */
export type CodemodResult =
  | { status: 'changed'; text: string; note?: string }
  | { status: 'unchanged' }
  | { status: 'unsupported'; reason: string; at: number; snippet?: string; elsewhere?: ElsewhereInApp }
