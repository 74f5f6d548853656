import type * as ESTree from 'oxc-parser'

/** The languages that oxc reads. */
export type SourceLanguage = 'jsx' | 'ts' | 'tsx'

/** What the lint reads of a parser's answer. Offsets count UTF-16 units. */
export interface ParserResult {
  program: ESTree.Program
  comments: ESTree.Comment[]
  errors: readonly ParserError[]
}

/** What the lint reads of a parser's error. */
export interface ParserError {
  message: string
  labels: readonly { start: number }[]
}

/**
 * An oxc parser that answers with an ESTree program including TypeScript and JSX: `parseSync` of Vite 8 and of the
 * package `oxc-parser` both fit. It is handed in, so that `lint/` depends on neither.
 */
export type ParseFunction = (
  file: string,
  source: string,
  options: { lang: SourceLanguage; sourceType: 'module'; preserveParens: false },
) => ParserResult

/** A module that parsed without errors. */
export interface ParsedModule {
  /** Absolute path. */
  file: string
  source: string
  program: ESTree.Program
  comments: readonly ESTree.Comment[]
}

const LANGUAGES: Readonly<Record<string, SourceLanguage>> = {
  cjs: 'jsx',
  cts: 'ts',
  js: 'jsx',
  jsx: 'jsx',
  mjs: 'jsx',
  mts: 'ts',
  ts: 'ts',
  tsx: 'tsx',
}

/** The language of a file by its extension; `undefined` for files that hold no JavaScript. */
export function languageOf(file: string): SourceLanguage | undefined {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined
}

/** What became of a module that was to be parsed. */
export type ParseOutcome =
  | { kind: 'parsed'; module: ParsedModule }
  | { kind: 'unparsable'; message: string; start: number }
  /** A stylesheet, an image, a file of data. */
  | { kind: 'not-javascript' }

/** Parses one module. With syntax errors there is no module: a half-read one would give false findings. */
export function readModule(parse: ParseFunction, file: string, source: string): ParseOutcome {
  const lang = languageOf(file)
  if (lang === undefined) return { kind: 'not-javascript' }
  const { program, comments, errors } = parse(file, source, {
    lang,
    sourceType: 'module',
    preserveParens: false,
  })
  const [error] = errors
  if (error !== undefined) {
    return { kind: 'unparsable', message: error.message, start: error.labels[0]?.start ?? 0 }
  }
  return { kind: 'parsed', module: { file, source, program, comments } }
}

/** {@link readModule} for those who have no use for a module that does not parse. */
export function parseModule(parse: ParseFunction, file: string, source: string): ParsedModule | undefined {
  const outcome = readModule(parse, file, source)
  return outcome.kind === 'parsed' ? outcome.module : undefined
}
