import type { CodemodResult } from './codemod-result.ts'
import { DEPENDENCY_LISTS } from './package-json.ts'
import { removeProperty } from './remove-properties.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** Takes a package out of every list of dependencies in package.json; everything else reads as before. */
export function removeDependency(source: string, name: string): CodemodResult {
  const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const text = source.slice(mark.length)
  try {
    const expected = parse(text)
    const lists = DEPENDENCY_LISTS.filter((list) => removeFrom(expected[list], name))
    if (lists.length === 0) return { status: 'unchanged' }
    const result = lists.reduce((current, list) => removeProperty(current, [list, name]), text)
    if (JSON.stringify(parse(result)) !== JSON.stringify(expected)) {
      throw new UnsupportedShape('the edit would change more', 0)
    }
    return { status: 'changed', text: mark + result }
  } catch (error) {
    if (!(error instanceof UnsupportedShape)) throw error
    return { status: 'unsupported', reason: error.message, at: error.at }
  }
}

/** @returns whether it was there */
function removeFrom(list: unknown, name: string): boolean {
  if (typeof list !== 'object' || list === null || !Object.hasOwn(list, name)) return false
  return Reflect.deleteProperty(list, name)
}

function parse(text: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { ...data }
  } catch {
    // Answered below.
  }
  throw new UnsupportedShape('package.json is not valid JSON', 0)
}
