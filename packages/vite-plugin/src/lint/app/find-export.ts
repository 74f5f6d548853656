import type * as ESTree from 'oxc-parser'

import { forEachPatternName } from '../scope/pattern-names.ts'
import { staticName } from '../syntax/static-name.ts'

/** Where an export of a module comes from. */
export type FoundExport =
  /** `export default …` */
  | { kind: 'expression'; node: ESTree.Node }
  /** A name of the module's own scope. */
  | { kind: 'local'; name: string }
  /** `export { a } from 'specifier'`; an empty path is the whole module. */
  | { kind: 'from'; specifier: string; path: readonly string[] }
  /** None of its own: only one of the modules that are exported as a whole may have it. */
  | { kind: 'none'; specifiers: readonly string[] }

/** Looks up an export by its name; exports of types alone are none. */
export function findExport(program: ESTree.Program, name: string): FoundExport {
  const specifiers: string[] = []
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ExportDefaultDeclaration':
        if (name === 'default') return ofDefault(statement.declaration)
        break
      case 'ExportNamedDeclaration': {
        const found = statement.exportKind === 'type' ? undefined : ofNamed(statement, name)
        if (found !== undefined) return found
        break
      }
      case 'ExportAllDeclaration':
        if (statement.exportKind === 'type') break
        if (statement.exported === null) specifiers.push(statement.source.value)
        else if (staticName(statement.exported, false) === name)
          return { kind: 'from', specifier: statement.source.value, path: [] }
        break
      default:
    }
  }
  // `export *` leaves the default export out.
  return { kind: 'none', specifiers: name === 'default' ? [] : specifiers }
}

function ofDefault(declaration: ESTree.Node): FoundExport {
  if (
    (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
    declaration.id !== null
  ) {
    return { kind: 'local', name: declaration.id.name }
  }
  return { kind: 'expression', node: declaration }
}

function ofNamed(statement: ESTree.ExportNamedDeclaration, name: string): FoundExport | undefined {
  const { declaration, source, specifiers } = statement
  if (declaration !== null) return declares(declaration, name) ? { kind: 'local', name } : undefined
  const specifier = specifiers.find(
    (candidate) => candidate.exportKind !== 'type' && staticName(candidate.exported, false) === name,
  )
  const local = specifier && staticName(specifier.local, false)
  if (local === undefined) return undefined
  return source === null
    ? { kind: 'local', name: local }
    : { kind: 'from', specifier: source.value, path: [local] }
}

function declares(declaration: ESTree.Declaration, name: string): boolean {
  if (declaration.type === 'VariableDeclaration') {
    let found = false
    for (const { id } of declaration.declarations) {
      forEachPatternName(id, (declared) => {
        found ||= declared === name
      })
    }
    return found
  }
  return 'id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name
}
