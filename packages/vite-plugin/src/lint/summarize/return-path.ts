import type * as ESTree from 'oxc-parser'

import type { ReturnPath } from '../summary.ts'
import { staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'

/**
 * The page to come back to in the argument of a sign-in URL, in every form AuthKit takes: `'/path'`,
 * `{ returnPathname }`, `{ data: '/path' }` and `{ data: { returnPathname } }`.
 */
export function returnPathOf(call: ESTree.CallExpression): ReturnPath | undefined {
  const argument = call.arguments[0]
  return argument === undefined ? undefined : fromOptions(unwrap(argument))
}

function fromOptions(options: ESTree.Node): ReturnPath | undefined {
  if (options.type !== 'ObjectExpression') {
    return stringOf(options) === undefined ? undefined : returnPath(options)
  }
  const path = property(options, 'returnPathname')
  if (path !== undefined) return returnPath(path)
  const data = property(options, 'data')
  if (data === undefined) return undefined
  return data.type === 'ObjectExpression' ? fromOptions(data) : returnPath(data)
}

function returnPath(node: ESTree.Node): ReturnPath {
  const text = stringOf(node)
  return text === undefined
    ? { kind: 'expression', start: node.start, end: node.end }
    : { kind: 'text', text }
}

function property(object: ESTree.ObjectExpression, name: string): ESTree.Node | undefined {
  const found = object.properties.find(
    (candidate) => candidate.type === 'Property' && staticName(candidate.key, candidate.computed) === name,
  )
  return found?.type === 'Property' ? unwrap(found.value) : undefined
}
