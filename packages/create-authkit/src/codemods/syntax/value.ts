import {
  type ArrowFunction,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'
import { type Binding, referencesTo, resolveName } from './binding.ts'
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

/**
 * The one expression a function always returns.
 *
 * @param what names the function in the reason when it can't be told
 */
export function returnedBy(callable: Node, what: string): Expression {
  const isFunction =
    Node.isArrowFunction(callable) ||
    Node.isFunctionExpression(callable) ||
    Node.isFunctionDeclaration(callable)
  if (!isFunction) throw new UnsupportedShape(`${what} is not a function written in this file`, callable)
  if (!Node.isArrowFunction(callable) && callable.isGenerator()) {
    throw new UnsupportedShape(`${what} is a generator`, callable)
  }
  const body = callable.getBody()
  if (body === undefined) throw new UnsupportedShape(`${what} has no body`, callable)
  if (Node.isExpression(body)) return body
  const returns = body
    .getDescendants()
    .filter((node) => Node.isReturnStatement(node) && functionAround(node) === callable)
  const [only] = returns
  if (only === undefined || !Node.isReturnStatement(only))
    throw new UnsupportedShape(`${what} returns nothing`, callable)
  if (returns.length > 1) throw new UnsupportedShape(`${what} returns in several places`, only)
  if (only.getParent() !== body) throw new UnsupportedShape(`${what} returns under a condition`, only)
  const expression = only.getExpression()
  if (expression === undefined) throw new UnsupportedShape(`${what} returns nothing`, only)
  return expression
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

/**
 * Follows a name to its literal and makes sure that editing the literal changes nothing else: the name is a
 * `const`, not exported, and used in this one place.
 */
export function soleValueOf(file: SourceFile, expression: Node, what: string): Node {
  const value = unwrap(expression)
  if (!Node.isIdentifier(value)) return value
  const binding = resolveName(value)
  if (binding?.kind !== 'const')
    throw new UnsupportedShape(`${what} is not a literal of this file`, expression)
  const initializer = binding.declaration.getInitializer()
  if (initializer === undefined) throw new UnsupportedShape(`${what} has no value here`, binding.declaration)
  assertUsedOnce(file, binding, value.getText(), what)
  return soleValueOf(file, initializer, what)
}

function assertUsedOnce(
  file: SourceFile,
  binding: Extract<Binding, { kind: 'const' }>,
  name: string,
  what: string,
): void {
  if (binding.declaration.getVariableStatement()?.isExported() === true) {
    throw new UnsupportedShape(`${what} is exported, so another module may change it`, binding.declaration)
  }
  const references = referencesTo(file, binding, name)
  const extra = references[1]
  if (extra !== undefined) throw new UnsupportedShape(`${what} is used in more than one place`, extra)
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
