import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as whole from 'ts-morph'
import { expect, test } from 'vitest'
import { parseSource, syntaxErrorAt } from '../../src/codemods/syntax/source-file.ts'

const FIXTURES = join(import.meta.dirname, '../codemods/fixtures')
const SOURCES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.[cm]?[jt]sx?$/.test(path),
)
const trimmed = (await import(new URL('../../dist/ts-morph.js', import.meta.url).href)) as typeof whole

test('exports what ts-morph does', () => {
  expect(Object.keys(trimmed).toSorted()).toEqual(
    Object.keys(whole)
      // How Node shows a CommonJS module besides.
      .filter((name) => name !== 'default' && name !== 'module.exports')
      .toSorted(),
  )
})

test.each(SOURCES)('reads %s as the whole of TypeScript does', (path) => {
  const text = readFileSync(join(FIXTURES, path), 'utf8')
  const file = parse(trimmed, path, text)
  expect(describe(file)).toEqual(describe(parseSource(path, text)))
  expect(syntaxErrorAt(file)).toBe(syntaxErrorAt(parseSource(path, text)))
})

/** Methods of ts-morph that make a program and ask the type checker, some of them only for certain shapes of code. */
const NEED_THE_CHECKER: ReadonlySet<string> = new Set([
  'findReferences',
  'findReferencesAsNodes',
  'getDefinitions',
  'getExportedDeclarations',
  'getExportSymbols',
  'getImplementations',
  'getModuleSpecifierSourceFile',
  'getReturnType',
  'getSymbol',
  'getSymbolOrThrow',
  'getType',
  'getTypeChecker',
  'isDefaultExport',
  'isExported',
  'isNamedExport',
])

test('nothing of the command line asks for what was taken out', () => {
  const folder = join(import.meta.dirname, '../../src')
  const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const calls = parseSource(path, readFileSync(join(folder, path), 'utf8')).getDescendantsOfKind(
        whole.SyntaxKind.PropertyAccessExpression,
      )
      return calls
        .filter((call) => NEED_THE_CHECKER.has(call.getName()))
        .map((call) => `${path}: ${call.getText()}`)
    })
  expect(asking).toEqual([])
})

test('says what was taken out where it is wanted', () => {
  const file = parse(trimmed, 'a.ts', 'export const a = 1')
  expect(() => file.getVariableDeclarationOrThrow('a').getType()).toThrow('createProgram was taken out')
})

function parse({ Project, ScriptKind }: typeof whole, path: string, text: string): whole.SourceFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true },
  })
  const scriptKind = path.endsWith('.tsx')
    ? ScriptKind.TSX
    : path.endsWith('x')
      ? ScriptKind.JSX
      : /\.[cm]?js$/.test(path)
        ? ScriptKind.JSX
        : ScriptKind.TS
  return project.createSourceFile(`/${path}`, text, { scriptKind })
}

/** Every node with its kind and place, in order. */
function describe(file: whole.SourceFile): string[] {
  return file.getDescendants().map((node) => `${node.getKindName()} ${node.getStart()}-${node.getEnd()}`)
}
