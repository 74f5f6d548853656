import type * as ESTree from 'oxc-parser'

/** The languages that oxc reads. */
export type SourceLanguage = 'jsx' | 'ts' | 'tsx'

/** What the lint reads of a parser's answer. Offsets count UTF-16 units. */
export interface ParserResult {
  program: ESTree.Program
  comments: ESTree.Comment[]
  errors: readonly unknown[]
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

/**
 * Parses one module. Answers `undefined` for files that hold no JavaScript and for files with syntax errors: those
 * are the bundler's to report, and a half-read module would give false findings.
 */
export function parseModule(parse: ParseFunction, file: string, source: string): ParsedModule | undefined {
  const lang = languageOf(file)
  if (lang === undefined) return undefined
  const { program, comments, errors } = parse(file, source, {
    lang,
    sourceType: 'module',
    preserveParens: false,
  })
  return errors.length > 0 ? undefined : { file, source, program, comments }
}
