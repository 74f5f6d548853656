import type * as ESTree from 'oxc-parser'

import { eachNode, roleOf } from './every-node.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'

/** What gives a value and does nothing else. */
const READING: ReadonlySet<string> = new Set([
  'ArrayExpression',
  'BinaryExpression',
  'ChainExpression',
  'ConditionalExpression',
  'Identifier',
  'Literal',
  'LogicalExpression',
  'MemberExpression',
  'ObjectExpression',
  'Property',
  'SpreadElement',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TemplateElement',
  'TemplateLiteral',
])

/** @throws NotProven when an expression does something besides giving a value, which would not be done any more */
export function mustOnlyRead(module: FixModule, expression: ESTree.Node): void {
  eachNode(expression, (node) => {
    if (READING.has(node.type) || node.type.startsWith('TS')) return
    throw new NotProven(
      `\`${module.textOf(node)}\` would go with the URL, and may do more than give a value.`,
    )
  })
}

/**
 * @param going the node that goes
 * @param callee the function whose import goes with it
 * @throws NotProven when a name is used by what goes and by nothing else: its declaration would be left over
 */
export function mustLeaveNothingUnused(module: FixModule, going: ESTree.Node, callee: ESTree.Node): void {
  const own = callee.type === 'MemberExpression' ? callee.object : callee
  const isGoing = ({ start, end }: ESTree.Node): boolean => start >= going.start && end <= going.end
  eachNode(going, (node) => {
    if (node.type !== 'Identifier' || node === own) return
    const binding = module.bindingOf(node)
    if (binding === undefined) return
    const { values, inTypes } = module.usesOf(binding, node.name)
    const isInType = roleOf(node, module.parentOf(node)) === 'type'
    const isUsedHere = isInType || values.includes(node)
    if (!isUsedHere || (inTypes && !isInType) || values.some((use) => !isGoing(use))) return
    throw new NotProven(`Nothing would use \`${node.name}\` any more when the URL that nothing reads goes.`)
  })
}
