import { type ArrayLiteralExpression, Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { propertyNameOf, soleValueOf } from '../syntax/value.ts'

const PROPERTY = 'requestMiddleware'

/** The array literal that is the `requestMiddleware` of the options, or `null` when they have none. */
export function findRequestMiddleware(
  file: SourceFile,
  options: ObjectLiteralExpression,
): ArrayLiteralExpression | null {
  const properties = options.getProperties()
  const index = properties.findLastIndex((property) => propertyNameOf(property) === PROPERTY)
  // A spread or computed name behind the property could replace it; with no property, any of them could be it.
  const hidden = properties.slice(index + 1).find((property) => propertyNameOf(property) === null)
  if (hidden !== undefined) throw new UnsupportedShape(`${PROPERTY} may come from here`, hidden)
  const property = properties[index]
  if (property === undefined) return null
  const twin = properties.slice(0, index).find((node) => propertyNameOf(node) === PROPERTY)
  if (twin !== undefined) throw new UnsupportedShape(`${PROPERTY} is given twice`, twin)
  const value = valueNode(property)
  const literal = unwrap(soleValueOf(file, value, `the ${PROPERTY} array`))
  if (!Node.isArrayLiteralExpression(literal))
    throw new UnsupportedShape(`${PROPERTY} is not an array literal`, literal)
  return literal
}

function valueNode(property: Node): Node {
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode()
  const initializer = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  if (initializer === undefined) throw new UnsupportedShape(`${PROPERTY} is not a plain property`, property)
  return initializer
}
