/** What the plugin needs of the file that ESLint or oxlint is at. */
export interface SourceCode {
  /** The file's text without its byte order mark; all offsets count from there. */
  readonly text: string
  /** An ESTree program, by whatever parser the configuration names. */
  readonly ast: object
  getAllComments(): readonly ForeignComment[]
  getLocFromIndex(index: number): Location
}

/** A comment, as every ESTree parser gives it. */
export interface ForeignComment {
  readonly type: string
  readonly value: string
  readonly range?: readonly [number, number] | undefined
}

/** A place as editors count it: lines from 1, columns from 0. */
export interface Location {
  line: number
  column: number
}

/** What the plugin needs of the context that ESLint and oxlint hand to a rule. */
export interface RuleContext {
  readonly settings: object
  readonly sourceCode: SourceCode
  report(problem: Problem): void
}

/** One finding, in the form that ESLint and oxlint take. */
export interface Problem {
  loc: { start: Location; end: Location }
  messageId: 'found'
  data: { text: string }
  suggest: Suggestion[]
}

/** A change that the user may choose, in the form that ESLint and oxlint take. */
export interface Suggestion {
  messageId: 'fix'
  data: { text: string }
  fix<Edit>(fixer: { replaceTextRange(range: [number, number], text: string): Edit }): Edit[]
}

/** A rule, in the form that ESLint and oxlint take. */
export interface EditorRule {
  meta: {
    type: 'problem'
    docs: { description: string; recommended: boolean; url: string }
    hasSuggestions: true
    messages: { found: string; fix: string }
    schema: []
  }
  /** @param context a {@link RuleContext}: ESLint's own type of it speaks of files of any kind, this of JavaScript's */
  create(context: object): { Program(): void }
}

/** A configuration object of ESLint's flat config. */
export interface EditorConfig {
  name: string
  plugins: Record<string, EditorPlugin>
  rules: Record<string, 'error' | 'warn'>
}

/** The plugin, for ESLint's flat config and for `jsPlugins` of oxlint. */
export interface EditorPlugin {
  /** `name` and `namespace` are what comes before the slash in a rule's name. */
  meta: { name: string; namespace: string; version: string }
  rules: Record<string, EditorRule>
  configs: {
    /** Every rule, as severe as in a build. */
    recommended: EditorConfig
  }
}
