import { type CallExpression, Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { comesFrom, type Export, findExport } from '../syntax/exports.ts'
import { objectWays } from '../syntax/property-ways.ts'
import { isPackage } from '../syntax/imports.ts'
import { type Advice, UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { callableOf, returnsOf } from '../syntax/value.ts'
import { either, hidden, mapWays, NOTHING, outOfSight, type Ways, leaf } from '../syntax/ways.ts'
import { isBrowserOnly } from './browser-only.ts'

/** The one export of the start entry that Start reads. */
export const START_EXPORT = 'startInstance'

/** Package of Start's factories. */
export const START_PACKAGE = '@tanstack/react-start'

/**
 * The object literals of options that a server may get from a call of `createStart()`: each of those that its callback
 * returns, but for those that only browsers get.
 */
export function startOptions(call: CallExpression): Ways<ObjectLiteralExpression> {
  const callback = call.getArguments()[0]
  if (callback === undefined) return hidden('createStart() is called without a callback', call)
  const what = 'the callback of createStart()'
  const callable = callableOf(callback)
  const imported = importOf(callable)
  if (imported !== null) {
    return hidden(`${what} comes from ${imported.module}`, callback, elsewhereOf(callable))
  }
  const returned = returnsOf(callable, what).map((result) => {
    const options = objectWays(result)
    const unseen = outOfSight(options, () => false)
    if (unseen === null) return options
    return hidden(`${what} does not return an object literal`, result, elsewhereOf(result))
  })
  return mapWays(either(returned), (object) => (isBrowserOnly(object) ? NOTHING : leaf(object)))
}

/** The module of the app that a value, or the function that makes it, is imported from. */
export function elsewhereOf(expression: Node): Advice {
  const value = unwrap(expression)
  const inner = Node.isAwaitExpression(value) ? unwrap(value.getExpression()) : value
  const named = Node.isCallExpression(inner) ? unwrap(inner.getExpression()) : inner
  const imported = importOf(named)
  return imported === null || imported.name === '*' || isPackage(imported.module)
    ? {}
    : { elsewhere: imported }
}

/** Whether a node is a call of `name` imported from `@tanstack/react-start`, under whatever local name. */
export function isStartCall(node: Node, name: string): node is CallExpression {
  if (!Node.isCallExpression(node)) return false
  const imported = importOf(node.getExpression())
  return imported?.module === START_PACKAGE && imported.name === name
}

/** Modules that render in the browser. */
const RENDERERS: ReadonlySet<string> = new Set(['react-dom/client', `${START_PACKAGE}/client`])

/**
 * The call of `createStart()` that is exported as `startInstance`.
 *
 * @throws UnsupportedShape when there is none
 */
export function findCreateStart(file: SourceFile): CallExpression {
  const found = findExport(file, START_EXPORT)
  if (found !== null) return createStartOf(found)
  const browser = file.getImportDeclaration((node) => RENDERERS.has(node.getModuleSpecifierValue()))
  if (browser !== undefined) {
    throw new UnsupportedShape(
      'it renders in the browser, and Start reads the start file on the server too (a client entry is named ' +
        '`client.tsx`: rename it, and run this again)',
      browser,
    )
  }
  throw new UnsupportedShape(
    `the file does not export \`${START_EXPORT}\` (Start reads only that name, no default export)`,
    file.getExportAssignments()[0] ?? 0,
  )
}

/** @throws UnsupportedShape when the export is anything but the result of `createStart()` */
export function createStartOf(found: Export): CallExpression {
  if (found.kind === 'elsewhere') {
    throw new UnsupportedShape(`${START_EXPORT} ${comesFrom(found)}`, found.statement, {
      elsewhere: found.from,
    })
  }
  const value = valueOfDeclaration(found.node)
  const call = unwrap(value)
  if (isStartCall(call, 'createStart')) return call
  throw new UnsupportedShape(
    `${START_EXPORT} is not the result of createStart() from ${START_PACKAGE}`,
    value,
  )
}
