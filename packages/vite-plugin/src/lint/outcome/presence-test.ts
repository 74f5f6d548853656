import type * as ESTree from 'oxc-parser'

import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'

/**
 * What a test says of a name that holds a value which is there (no `undefined`, `null` or `''`), as `if (!href)` does;
 * `undefined` where it tests something else as well.
 */
export function presenceTest(expression: ESTree.Node, name: string): boolean | undefined {
  const test = unwrap(expression)
  switch (test.type) {
    case 'Identifier':
      return test.name === name ? true : undefined
    case 'UnaryExpression': {
      if (test.operator !== '!') return undefined
      const inner = presenceTest(test.argument, name)
      return inner === undefined ? undefined : !inner
    }
    case 'BinaryExpression': {
      const isName = [test.left, test.right].some((side) => isNamed(side, name))
      if (!isName || ![test.left, test.right].some(isAbsent)) return undefined
      if (test.operator === '===' || test.operator === '==') return false
      return test.operator === '!==' || test.operator === '!=' ? true : undefined
    }
    default:
      return undefined
  }
}

function isNamed(expression: ESTree.Node, name: string): boolean {
  const node = unwrap(expression)
  return node.type === 'Identifier' && node.name === name
}

function isAbsent(expression: ESTree.Node): boolean {
  const node = unwrap(expression)
  if (node.type === 'Identifier') return node.name === 'undefined'
  return (node.type === 'Literal' && node.value === null) || stringOf(node) === ''
}
