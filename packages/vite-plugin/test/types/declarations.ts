import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { parseSync, Visitor } from 'oxc-parser'
import type { Program } from 'oxc-parser'

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url))

/** The declaration files of this package, as TypeScript writes them. */
export interface Declarations {
  /** With the layout of `src`. */
  directory: string
  remove: () => void
}

/** Has TypeScript write the declaration files of the package into a folder of their own. */
export async function emitDeclarations(): Promise<Declarations> {
  const directory = mkdtempSync(join(tmpdir(), 'declarations-'))
  const tsconfig = join(directory, 'tsconfig.json')
  const compilerOptions = {
    noEmit: false,
    noCheck: true,
    // Checked with the rest of the types.
    isolatedDeclarations: false,
    emitDeclarationOnly: true,
    outDir: directory,
    rootDir: join(PACKAGE, 'src'),
    typeRoots: [join(PACKAGE, 'node_modules/@types')],
  }
  const include = [join(PACKAGE, 'src')]
  writeFileSync(
    tsconfig,
    JSON.stringify({ extends: join(PACKAGE, 'tsconfig.json'), compilerOptions, include }),
  )
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  await promisify(execFile)(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', tsconfig])
  return { directory, remove: () => rmSync(directory, { recursive: true }) }
}

/** Every declaration file that an app sees through one, by path. */
export function readReachable(entry: string): Map<string, Program> {
  const programs = new Map<string, Program>()
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (programs.has(file)) continue
    const program = parse(file)
    programs.set(file, program)
    for (const source of relativeSources(program)) queue.push(toDeclaration(file, source))
  }
  return programs
}

/** The names that a declaration file exports, types included; those of `export *` of other packages not. */
export function readExportedNames(file: string): Set<string> {
  const names = new Set<string>()
  for (const statement of parse(file).body) {
    if (statement.type === 'ExportAllDeclaration') {
      const source = statement.source.value
      if (source.startsWith('.'))
        for (const name of readExportedNames(toDeclaration(file, source))) names.add(name)
    } else if (statement.type === 'ExportNamedDeclaration') {
      for (const { exported } of statement.specifiers) {
        if (exported.type === 'Identifier') names.add(exported.name)
      }
      const declared = statement.declaration
      if (declared?.type === 'VariableDeclaration') {
        for (const { id } of declared.declarations) if (id.type === 'Identifier') names.add(id.name)
      } else if (declared && 'id' in declared && declared.id?.type === 'Identifier') {
        names.add(declared.id.name)
      }
    }
  }
  return names
}

/** The lines of a declaration file in which the type `any` stands. */
export function findAny(text: string): number[] {
  const lines: number[] = []
  new Visitor({
    TSAnyKeyword({ start }) {
      lines.push(text.slice(0, start).split('\n').length)
    },
  }).visit(parseSync('declarations.d.ts', text).program)
  return lines
}

function parse(file: string): Program {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'))
  if (errors.length > 0) throw new Error(`${file} can't be parsed: ${errors[0]?.message}`)
  return program
}

/** Of imports and exports, and of types like `import('./x.ts').X`. */
function relativeSources(program: Program): string[] {
  const sources: string[] = []
  const add = (source: { value: string } | null): void => {
    if (source?.value.startsWith('.')) sources.push(source.value)
  }
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
  }).visit(program)
  return sources
}

function toDeclaration(importer: string, source: string): string {
  return resolve(dirname(importer), source.replace(/(?:\.d)?\.[jt]sx?$/, '')) + '.d.ts'
}
