import { Node } from 'ts-morph'
import { propertyNameOf, valueOf } from '../codemods/syntax/value.ts'

/** Stands for a value that can't be read without running the code. */
export const UNREADABLE: unique symbol = Symbol('unreadable')

/**
 * The value of an expression made of literals and `const` names. Properties of an object that can't be read
 * are {@link UNREADABLE}; so is an object that something is spread into.
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
