/**
 * What a codemod answers. It is a pure function of source text:
 * - `changed`: `text` is the whole new source, and its post-condition was proven on the re-parsed text; `note` is
 *   something about the file that the user should know;
 * - `unchanged`: the source already satisfies the post-condition;
 * - `unsupported`: the shape can't be proven; nothing was changed. `at` is the UTF-16 offset of the place.
 */
export type CodemodResult =
  | { status: 'changed'; text: string; note?: string }
  | { status: 'unchanged' }
  | { status: 'unsupported'; reason: string; at: number }
