import { Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from './codemod-result.ts'
import { type Edit, editSource } from './syntax/edit-source.ts'
import { type Layout, layoutOf } from './syntax/layout.ts'
import { insertIntoList } from './syntax/list.ts'
import type { Splice } from './syntax/splice.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'
import { propertyNameOf, propertyOf } from './syntax/value.ts'

/** The lists of package.json that declare dependencies. */
export const DEPENDENCY_LISTS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
] as const

/** A dependency to declare. */
export interface WantedDependency {
  name: string
  range: string
  /** The list it goes into. */
  list: 'dependencies' | 'devDependencies'
}

/**
 * Declares a dependency in package.json: in alphabetical place when the list is sorted, else at its end. A
 * package that is declared already, in whatever list and version, is left as it is.
 */
export function addDependency(text: string, wanted: WantedDependency): CodemodResult {
  return editSource('package.json', text, (file) => plan(file, wanted))
}

function plan(file: SourceFile, wanted: WantedDependency): Edit | null {
  const root = rootObject(file)
  const declared = DEPENDENCY_LISTS.some((list) => {
    const object = objectOf(propertyOf(root, list))
    return object !== null && propertyOf(object, wanted.name) !== undefined
  })
  if (declared) return null
  const before = parseJson(file)
  return {
    addsOnly: true,
    splices: add(file, root, wanted, layoutOf(file)),
    prove: (output) => prove(parseJson(output), before, wanted),
  }
}

/** Without the new entry, everything reads as before, in the same order. */
function prove(
  after: Record<string, unknown>,
  before: Record<string, unknown>,
  wanted: WantedDependency,
): void {
  const list = after[wanted.list]
  if (!isRecord(list) || list[wanted.name] !== wanted.range) {
    throw new UnsupportedShape('the dependency could not be proven to be in place', 0)
  }
  const { [wanted.name]: _added, ...rest } = list
  const without =
    before[wanted.list] === undefined ? omit(after, wanted.list) : { ...after, [wanted.list]: rest }
  if (JSON.stringify(without) !== JSON.stringify(before))
    throw new UnsupportedShape('the edit would change more', 0)
}

function add(
  file: SourceFile,
  root: ObjectLiteralExpression,
  wanted: WantedDependency,
  layout: Layout,
): Splice[] {
  const entry = `${JSON.stringify(wanted.name)}: ${JSON.stringify(wanted.range)}`
  const property = propertyOf(root, wanted.list)
  if (property === undefined) {
    const lines = [`"${wanted.list}": {`, `${layout.indent}${entry}`, '}']
    const after = root.getProperties().findIndex((node) => nameOf(node) === 'dependencies')
    const index = after === -1 ? root.getProperties().length : after + 1
    const inline = `"${wanted.list}": { ${entry} }`
    return insertIntoList(
      { file, ...bracesOf(root), items: root.getProperties() },
      index,
      [{ inline, lines }],
      layout,
    )
  }
  const list = objectOf(property)
  if (list === null) throw new UnsupportedShape(`\`${wanted.list}\` is not an object`, property)
  const items = list.getProperties()
  if (items.length === 0) return fillEmpty(list, entry, layout)
  return insertIntoList(
    { file, ...bracesOf(list), items },
    placeOf(items.map(nameOf), wanted.name),
    [entry],
    layout,
  )
}

function fillEmpty(list: ObjectLiteralExpression, entry: string, layout: Layout): Splice[] {
  const { open, close } = bracesOf(list)
  const outer = `${layout.eol}${layout.indent}`
  const insert = `${outer}${layout.indent}${entry}${outer}`
  return [{ at: open.getEnd(), remove: close.getStart() - open.getEnd(), insert }]
}

/** Sorted lists stay sorted (by code unit, as npm sorts); others get the new entry at their end. */
function placeOf(names: readonly string[], name: string): number {
  const sorted = names.every((current, index) => index === 0 || (names[index - 1] ?? '') <= current)
  const index = sorted ? names.findIndex((current) => current > name) : -1
  return index === -1 ? names.length : index
}

export function bracesOf(object: ObjectLiteralExpression): { open: Node; close: Node } {
  return {
    open: object.getFirstChildByKindOrThrow(SyntaxKind.OpenBraceToken),
    close: object.getLastChildByKindOrThrow(SyntaxKind.CloseBraceToken),
  }
}

export function rootObject(file: SourceFile): ObjectLiteralExpression {
  const statement = file.getStatements()[0]
  const root = Node.isExpressionStatement(statement) ? statement.getExpression() : undefined
  if (!Node.isObjectLiteralExpression(root)) throw new UnsupportedShape('package.json is not an object', 0)
  return root
}

export function objectOf(property: Node | undefined): ObjectLiteralExpression | null {
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  return Node.isObjectLiteralExpression(value) ? value : null
}

function nameOf(property: Node): string {
  return propertyNameOf(property) ?? ''
}

function parseJson(file: SourceFile): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(file.getFullText())
    if (isRecord(value)) return value
  } catch {
    // Answered below: what JSON.parse refuses, npm refuses too.
  }
  throw new UnsupportedShape('package.json is not valid JSON', 0)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function omit(record: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
