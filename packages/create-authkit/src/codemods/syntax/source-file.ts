import { Project, ScriptKind, type SourceFile } from 'ts-morph'

let shared: Project | undefined
const parsed = new Map<string, SourceFile>()

/**
 * Parses source text, nothing more: no libraries, no imports followed, no type checker. One in-memory project
 * is shared, because making one costs more than parsing a file, and the same text is parsed once: a tree is only
 * ever read, changes are spliced into the text.
 *
 * @param path decides between TypeScript, JavaScript and JSX by its extension
 */
export function parseSource(path: string, text: string): SourceFile {
  const key = `${path}\0${text}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  shared ??= new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true },
  })
  // A name of its own for each text: overwriting a file would take the nodes of the earlier parse away.
  const file = shared.createSourceFile(`/${parsed.size}/${path}`, text, { scriptKind: scriptKindOf(path) })
  parsed.set(key, file)
  return file
}

/** Offset of the first syntax error, or `null`. */
export function syntaxErrorAt(file: SourceFile): number | null {
  // Public only through a program, which costs a hundred times as much as the parse that has already found them.
  const diagnostics: unknown = Reflect.get(file.compilerNode, 'parseDiagnostics')
  if (!Array.isArray(diagnostics)) throw new TypeError('ts-morph no longer keeps parseDiagnostics')
  const first: unknown = diagnostics[0]
  if (first === undefined) return null
  const start: unknown = Reflect.get(Object(first), 'start')
  return typeof start === 'number' ? start : 0
}

function scriptKindOf(path: string): ScriptKind {
  if (path.endsWith('.json')) return ScriptKind.JSON
  if (path.endsWith('x')) return path.endsWith('.tsx') ? ScriptKind.TSX : ScriptKind.JSX
  // Plain JavaScript may hold JSX: Vite's own plugins accept it.
  return /\.[cm]?js$/.test(path) ? ScriptKind.JSX : ScriptKind.TS
}
