import { Node } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { unwrap } from '../syntax/unwrap.ts'

/** Gives back the middleware of an object in a list, in their order, to be traced. */
const SENTRY_WRAPPER = { scope: '@sentry/', name: 'wrapMiddlewaresWithSentry' } as const

/**
 * The middleware that Sentry gives a name to after it wrapped it, which stays the app's own:
 * `const [first] = wrapMiddlewaresWithSentry({ guard })`. `null` for any other name.
 */
export function wrappedMiddleware(declaration: Node, name: string): Node | null {
  if (!Node.isVariableDeclaration(declaration)) return null
  const pattern = declaration.getNameNode()
  const given = declaration.getInitializer()
  const call = given === undefined ? undefined : unwrap(given)
  if (!Node.isArrayBindingPattern(pattern) || !Node.isCallExpression(call)) return null
  const imported = importOf(call.getExpression())
  const isWrapper = imported?.module.startsWith(SENTRY_WRAPPER.scope) && imported.name === SENTRY_WRAPPER.name
  const [object] = call.getArguments()
  if (isWrapper !== true || !Node.isObjectLiteralExpression(object)) return null
  const index = pattern
    .getElements()
    .findIndex((element) => Node.isBindingElement(element) && element.getName() === name)
  const property = object.getProperties()[index]
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode()
  return Node.isPropertyAssignment(property) ? (property.getInitializer() ?? null) : null
}
