import { Node, type ObjectLiteralExpression } from 'ts-morph'

import type { CodemodResult } from './codemod-result.ts'
import { bracesOf, objectOf, rootObject } from './package-json.ts'
import { parseSource } from './syntax/source-file.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'
import { propertyNameOf, propertyOf } from './syntax/value.ts'

const BYTE_ORDER_MARK = '\uFEFF'

type Data = Record<string, unknown>

/** An edit of JSON text that added properties. */
export interface JsonEdit {
  before: string
  after: string
}

/**
 * Takes the properties that an earlier edit added out of JSON text again, which may have been edited since, and gives
 * texts that it changed their old value. An object that came with them goes when nothing else is in it. What has another
 * value by now is not touched: `unsupported`.
 */
export function removeAddedProperties(source: string, edit: JsonEdit): CodemodResult {
  const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const text = source.slice(mark.length)
  try {
    const paths = addedPaths(parseData(edit.before), parseData(edit.after), [])
    const expected = structuredClone(parseData(text))
    const changes = paths.filter((path) => takeBackInData(expected, path))
    const result = changes.reduce(
      (source, { names, old }) =>
        old === undefined ? removeProperty(source, names) : setText(source, names, old),
      text,
    )
    if (JSON.stringify(parseData(result)) !== JSON.stringify(expected)) {
      throw new UnsupportedShape('the edit would change more', 0)
    }
    return result === text ? { status: 'unchanged' } : { status: 'changed', text: mark + result }
  } catch (error) {
    if (!(error instanceof UnsupportedShape)) throw error
    return { status: 'unsupported', reason: error.message, at: 0 }
  }
}

/** A property by the names that lead to it, and the value it was given. An object comes after what is in it. */
interface Change {
  names: readonly string[]
  value: unknown
  /** The text that it was before; none when it was added. */
  old?: string
}

function addedPaths(before: Data, after: Data, parents: readonly string[]): Change[] {
  const gone = Object.keys(before).find((name) => !(name in after))
  if (gone !== undefined) throw new UnsupportedShape(`\`${gone}\` was taken out by the edit`, 0)
  return Object.entries(after).flatMap(([name, value]) => {
    const names = [...parents, name]
    const old = before[name]
    if (name in before) {
      if (isData(old) && isData(value)) return addedPaths(old, value, names)
      if (JSON.stringify(old) === JSON.stringify(value)) return []
      if (typeof old === 'string' && typeof value === 'string') return [{ names, value, old }]
      throw new UnsupportedShape(`\`${names.join('.')}\` was changed by the edit`, 0)
    }
    return isData(value) ? [...addedPaths({}, value, names), { names, value: {} }] : [{ names, value }]
  })
}

/** @returns whether there was something to take back */
function takeBackInData(data: Data, { names, value, old }: Change): boolean {
  const parent = names.slice(0, -1).reduce<unknown>((at, name) => (isData(at) ? at[name] : undefined), data)
  const name = names.at(-1) ?? ''
  if (!isData(parent) || !(name in parent)) return false
  const current = parent[name]
  if (old !== undefined && current === old) return false
  // An object stays as long as someone else's properties are in it.
  if (isData(value) && isData(current) && Object.keys(current).length > 0) return false
  if (JSON.stringify(current) !== JSON.stringify(value)) {
    throw new UnsupportedShape(`\`${name}\` has another value by now`, 0)
  }
  if (old === undefined) delete parent[name]
  else parent[name] = old
  return true
}

/**
 * Takes a property that is there out of JSON text, by the names that lead to it; the object around it stays.
 *
 * @throws UnsupportedShape
 */
export function removeProperty(text: string, names: readonly string[]): string {
  const object = objectAround(text, names)
  const items = object?.getProperties() ?? []
  const index = items.findIndex((item) => propertyNameOf(item) === names.at(-1))
  const [item, previous, next] = [items[index], items[index - 1], items[index + 1]]
  if (object === null || item === undefined) throw new UnsupportedShape('a property was not found again', 0)
  if (next !== undefined) return cut(text, item.getStart(), next.getStart())
  if (previous !== undefined) return cut(text, previous.getEnd(), item.getEnd())
  const { open, close } = bracesOf(object)
  return cut(text, open.getEnd(), close.getStart())
}

/** Gives a property that is a text another one. */
function setText(text: string, names: readonly string[], value: string): string {
  const parent = objectAround(text, names)
  const property = parent === null ? undefined : propertyOf(parent, names.at(-1) ?? '')
  const node = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  if (node === undefined) throw new UnsupportedShape('a property was not found again', 0)
  return text.slice(0, node.getStart()) + JSON.stringify(value) + text.slice(node.getEnd())
}

/** The object that a property is in, by the names that lead to it; `null` when it is not there. */
function objectAround(text: string, names: readonly string[]): ObjectLiteralExpression | null {
  return names
    .slice(0, -1)
    .reduce<ObjectLiteralExpression | null>(
      (at, name) => (at === null ? null : objectOf(propertyOf(at, name))),
      rootObject(parseSource('package.json', text)),
    )
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end)
}

function parseData(text: string): Data {
  try {
    const data: unknown = JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
    if (isData(data)) return data
  } catch {
    // Answered below.
  }
  throw new UnsupportedShape('it is not valid JSON', 0)
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
