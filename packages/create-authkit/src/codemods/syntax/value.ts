import {
  type ArrowFunction,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  Node,
  type ObjectLiteralExpression,
  SyntaxKind,
} from 'ts-morph'
import { resolveName } from './binding.ts'
import { unwrap } from './unwrap.ts'
import { UnsupportedShape } from './unsupported-shape.ts'

/** Follows `const` names (of this file) to the expression that is their value. */
export function valueOf(expression: Node): Node {
  let value = unwrap(expression)
  for (let depth = 0; depth < 8 && Node.isIdentifier(value); depth++) {
    const binding = resolveName(value)
    const initializer = binding?.kind === 'const' ? binding.declaration.getInitializer() : undefined
    if (initializer === undefined) return value
    value = unwrap(initializer)
  }
  return value
}

/** A function written in this file. */
export type LocalFunction = ArrowFunction | FunctionExpression | FunctionDeclaration

export function isLocalFunction(node: Node): node is LocalFunction {
  return Node.isArrowFunction(node) || Node.isFunctionExpression(node) || Node.isFunctionDeclaration(node)
}

/**
 * Every expression that a function may return, in the order of the source.
 *
 * @param what names the function in the reason when it can't be told
 */
export function returnsOf(callable: Node, what: string): Expression[] {
  if (!isLocalFunction(callable)) {
    throw new UnsupportedShape(`${what} is not a function written in this file`, callable)
  }
  if (!Node.isArrowFunction(callable) && callable.isGenerator()) {
    throw new UnsupportedShape(`${what} is a generator`, callable)
  }
  const body = callable.getBody()
  if (body === undefined) throw new UnsupportedShape(`${what} has no body`, callable)
  if (Node.isExpression(body)) return [body]
  const returns = body
    .getDescendantsOfKind(SyntaxKind.ReturnStatement)
    .filter((node) => functionAround(node) === callable)
  if (returns.length === 0) throw new UnsupportedShape(`${what} returns nothing`, callable)
  return returns.map((statement) => {
    const expression = statement.getExpression()
    if (expression === undefined) throw new UnsupportedShape(`${what} returns nothing`, statement)
    return expression
  })
}

/** The nearest function around a node. */
export function functionAround(node: Node): Node | undefined {
  return node.getFirstAncestor(
    (ancestor) =>
      Node.isFunctionLikeDeclaration(ancestor) ||
      Node.isFunctionExpression(ancestor) ||
      Node.isArrowFunction(ancestor),
  )
}

/**
 * The function an expression stands for: written in place, or named by a `const` or function declaration.
 * Anything else is answered as it is.
 */
export function callableOf(expression: Node): Node {
  const value = valueOf(expression)
  if (!Node.isIdentifier(value)) return value
  const binding = resolveName(value)
  return binding?.kind === 'function' ? binding.declaration : value
}

/** The property of an object literal by its name, quoted or not. Spreads and computed names are the caller's business. */
export function propertyOf(object: ObjectLiteralExpression, name: string): Node | undefined {
  return object.getProperties().find((property) => propertyNameOf(property) === name)
}

/** The name of an object literal's property, `null` for a spread or a computed name. */
export function propertyNameOf(property: Node): string | null {
  if (
    !Node.isPropertyAssignment(property) &&
    !Node.isShorthandPropertyAssignment(property) &&
    !Node.isMethodDeclaration(property) &&
    !Node.isGetAccessorDeclaration(property) &&
    !Node.isSetAccessorDeclaration(property)
  ) {
    return null
  }
  const name = property.getNameNode()
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralValue()
  return Node.isIdentifier(name) ? name.getText() : null
}
