import { type ArrayLiteralExpression, Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { callableOf, propertyNameOf, returnedBy, valueOf } from '../syntax/value.ts'

/** Array methods that keep the elements they are called on, in their order. */
const KEEPING_METHODS = new Set(['filter', 'flat'])

/**
 * The object literal a Vite configuration exports: itself, through `defineConfig()`, a name, `satisfies`, or
 * as what a function returns.
 */
export function findConfigObject(file: SourceFile): ObjectLiteralExpression {
  return configObject(defaultExport(file))
}

/** The value of a property of the configuration, or `null`; a spread behind it could replace it. */
export function configProperty(config: ObjectLiteralExpression, name: string): Node | null {
  const properties = config.getProperties()
  const index = properties.findLastIndex((property) => propertyNameOf(property) === name)
  const hidden = properties.slice(index + 1).find((property) => propertyNameOf(property) === null)
  if (hidden !== undefined) throw new UnsupportedShape(`\`${name}\` may come from here`, hidden)
  const property = properties[index]
  if (property === undefined) return null
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode()
  const initializer = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  if (initializer === undefined) throw new UnsupportedShape(`\`${name}\` is not a plain property`, property)
  return initializer
}

/** The array literal of `plugins`, or `null` when the configuration has none. */
export function findPlugins(config: ObjectLiteralExpression): ArrayLiteralExpression | null {
  const property = configProperty(config, 'plugins')
  if (property === null) return null
  let value = valueOf(property)
  while (Node.isCallExpression(value)) {
    const callee = value.getExpression()
    const keeps = Node.isPropertyAccessExpression(callee) && KEEPING_METHODS.has(callee.getName())
    if (!keeps) break
    value = valueOf(callee.getExpression())
  }
  if (!Node.isArrayLiteralExpression(value))
    throw new UnsupportedShape('`plugins` is not an array literal', value)
  return value
}

function defaultExport(file: SourceFile): Node {
  const assignment = file.getExportAssignments().find((node) => !node.isExportEquals())
  if (assignment !== undefined) return assignment.getExpression()
  for (const declaration of file.getExportDeclarations()) {
    const specifier = declaration
      .getNamedExports()
      .find((node) => node.getAliasNode()?.getText() === 'default')
    if (specifier !== undefined && !declaration.hasModuleSpecifier()) return specifier.getNameNode()
  }
  const declared = file.getFunctions().find((declaration) => declaration.isDefaultExport())
  if (declared !== undefined) return declared
  throw new UnsupportedShape('the configuration has no default export', 0)
}

function configObject(expression: Node): ObjectLiteralExpression {
  const value = callableOf(expression)
  if (Node.isObjectLiteralExpression(value)) return value
  if (Node.isArrowFunction(value) || Node.isFunctionExpression(value) || Node.isFunctionDeclaration(value)) {
    return configObject(returnedBy(value, 'the configuration'))
  }
  if (Node.isAwaitExpression(value)) return configObject(value.getExpression())
  if (Node.isCallExpression(value)) return configObject(defineConfigArgument(value))
  throw new UnsupportedShape(`the configuration is not an object literal of this file`, unwrap(expression))
}

function defineConfigArgument(call: Node): Node {
  if (Node.isCallExpression(call)) {
    const imported = importOf(call.getExpression())
    const isDefineConfig =
      imported?.name === 'defineConfig' && (imported.module === 'vite' || imported.module === 'vitest/config')
    const argument = call.getArguments()[0]
    if (isDefineConfig && argument !== undefined) return argument
    const from = imported === null ? '' : ` of ${imported.module}`
    throw new UnsupportedShape(
      `the configuration comes from ${call.getExpression().getText()}()${from}`,
      call,
    )
  }
  throw new UnsupportedShape('the configuration is not an object literal of this file', call)
}
