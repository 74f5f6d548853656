import { Node, type ObjectLiteralExpression } from 'ts-morph'
import { callableOf, propertyNameOf, returnsOf } from './value.ts'
import { either, hidden, leaf, LONGEST_WAY, mapWays, NOTHING, outOfSight, type Ways } from './ways.ts'
import { unwrap } from './unwrap.ts'
import { UnsupportedShape } from './unsupported-shape.ts'

/** A property that an object literal would get: it has none of that name. */
export interface Absent {
  kind: 'absent'
}

/** A property's value, by the node that says it. */
export interface Given {
  kind: 'given'
  value: Node
  /** The object literal that it stands in. */
  object: ObjectLiteralExpression
}

/**
 * What a property of an object literal is in the end: the last one of that name wins, spreads of object literals
 * included.
 */
export function propertyWays(object: ObjectLiteralExpression, name: string): Ways<Given | Absent> {
  return behind(object, name, object.getProperties().length, LONGEST_WAY)
}

/** The property by what is before `end`: from the last property to the first one. */
function behind(
  object: ObjectLiteralExpression,
  name: string,
  end: number,
  depth: number,
): Ways<Given | Absent> {
  for (const [index, property] of [...object.getProperties().slice(0, end).entries()].toReversed()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = mapWays(objectWays(property.getExpression(), depth - 1), (part) =>
        behind(part, name, part.getProperties().length, depth - 1),
      )
      if (isNowhere(spread)) continue
      if (outOfSight(spread, () => false) !== null) return hidden(`\`${name}\` may come from here`, property)
      return mapWays(orNothing(spread), (found) =>
        found.kind === 'absent' ? behind(object, name, index, depth) : leaf(found),
      )
    }
    const own = propertyNameOf(property)
    if (own === null) return hidden(`\`${name}\` may come from here`, property)
    if (own !== name) continue
    const value = Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : Node.isPropertyAssignment(property)
        ? property.getInitializer()
        : undefined
    if (value === undefined) return hidden(`\`${name}\` is not a plain property`, property)
    return leaf({ kind: 'given', value, object })
  }
  return leaf({ kind: 'absent' })
}

/** Whether none of the ways has the property. */
function isNowhere(ways: Ways<Given | Absent>): boolean {
  if (ways.kind === 'leaf') return ways.value.kind === 'absent'
  return ways.kind !== 'hidden' && ways.of.every(isNowhere)
}

/** Spreading nothing leaves the property to what is before. */
function orNothing(ways: Ways<Given | Absent>): Ways<Given | Absent> {
  if (ways.kind === 'all' && ways.of.length === 0) return leaf({ kind: 'absent' })
  return ways.kind === 'either' ? either(ways.of.map(orNothing)) : ways
}

/** The object literals that an expression may be. */
export function objectWays(expression: Node, depth: number = LONGEST_WAY): Ways<ObjectLiteralExpression> {
  const value = callableOf(unwrap(expression))
  if (depth > 0) {
    if (Node.isObjectLiteralExpression(value)) return leaf(value)
    if (isNothing(value)) return NOTHING
    const branches = branchesOf(value)
    if (branches !== null) {
      return either(branches.map((branch) => (branch === null ? NOTHING : objectWays(branch, depth - 1))))
    }
    if (Node.isAwaitExpression(value)) return objectWays(value.getExpression(), depth - 1)
    if (Node.isCallExpression(value)) {
      const results = resultsOf(value)
      if (results !== null) return either(results.map((result) => objectWays(result, depth - 1)))
    }
  }
  return hidden('it is not an object literal of this file', unwrap(expression))
}

/** What a condition leaves, `null` for nothing (what is left of `&&` is falsy then); `null` for anything else. */
export function branchesOf(value: Node): Array<Node | null> | null {
  if (Node.isConditionalExpression(value)) return [value.getWhenTrue(), value.getWhenFalse()]
  if (!Node.isBinaryExpression(value)) return null
  switch (value.getOperatorToken().getText()) {
    case '&&':
      return [null, value.getRight()]
    case '||':
    case '??':
      return [value.getLeft(), value.getRight()]
    default:
      return null
  }
}

/** `undefined`, `null`, `false`: what a list leaves out, and what spreading adds nothing of. */
export function isNothing(value: Node): boolean {
  if (Node.isNullLiteral(value) || Node.isFalseLiteral(value)) return true
  return Node.isIdentifier(value) && value.getText() === 'undefined'
}

/** What a call of a function of this file may return; `null` for any other function. */
export function resultsOf(call: Node): Node[] | null {
  if (!Node.isCallExpression(call)) return null
  try {
    return returnsOf(callableOf(call.getExpression()), 'it')
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}
