import { Node } from 'ts-morph'
import { propertyNameOf, valueOf } from '../codemods/syntax/value.ts'
import { isRecord } from './parse-json.ts'

/** Stands for a value that can't be read without running the code. */
export const UNREADABLE: unique symbol = Symbol('unreadable')

/**
 * The value of an expression made of literals and `const` names. Properties of an object that can't be read
 * are {@link UNREADABLE}; so is an object that something unreadable is spread into.
 */
export function staticValue(expression: Node): unknown {
  const value = valueOf(expression)
  if (Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value))
    return value.getLiteralValue()
  if (Node.isNumericLiteral(value)) return value.getLiteralValue()
  if (Node.isTrueLiteral(value)) return true
  if (Node.isFalseLiteral(value)) return false
  if (Node.isNullLiteral(value)) return null
  if (Node.isIdentifier(value) && value.getText() === 'undefined') return undefined
  if (Node.isArrayLiteralExpression(value)) return value.getElements().map(staticValue)
  if (Node.isObjectLiteralExpression(value)) return staticObject(value)
  return UNREADABLE
}

function staticObject(object: Node): unknown {
  if (!Node.isObjectLiteralExpression(object)) return UNREADABLE
  const result: Record<string, unknown> = {}
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = staticValue(property.getExpression())
      if (!isRecord(spread)) return UNREADABLE
      Object.assign(result, spread)
      continue
    }
    const name = propertyNameOf(property)
    if (name === null) return UNREADABLE
    if (Node.isPropertyAssignment(property)) {
      const initializer = property.getInitializer()
      result[name] = initializer === undefined ? UNREADABLE : staticValue(initializer)
    } else {
      result[name] = Node.isShorthandPropertyAssignment(property)
        ? staticValue(property.getNameNode())
        : UNREADABLE
    }
  }
  return result
}

/** Calls that make a number of a text. */
const TO_NUMBER = new Set(['Number', 'parseInt', 'Number.parseInt', 'parseFloat', 'Number.parseFloat'])

/**
 * The number an expression falls back to when the environment does not say: `Number(process.env.PORT) || 3000`,
 * `env.PORT ? +env.PORT : 3000`. `null` when there is none.
 */
export function defaultNumber(expression: Node): number | null {
  const value = valueOf(expression)
  const known = staticValue(value)
  if (known !== UNREADABLE) {
    const number = typeof known === 'string' ? Number(known) : known
    return typeof number === 'number' && Number.isInteger(number) ? number : null
  }
  if (Node.isCallExpression(value) && TO_NUMBER.has(value.getExpression().getText())) {
    const argument = value.getArguments()[0]
    return argument === undefined ? null : defaultNumber(argument)
  }
  if (Node.isPrefixUnaryExpression(value)) return defaultNumber(value.getOperand())
  if (Node.isConditionalExpression(value)) return defaultNumber(value.getWhenFalse())
  if (Node.isBinaryExpression(value) && ['||', '??'].includes(value.getOperatorToken().getText())) {
    return defaultNumber(value.getRight())
  }
  return null
}
