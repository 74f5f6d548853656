import {
  type CallExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { comesFrom, type Export, findExport } from '../syntax/exports.ts'
import { branchesOf, isNothing, resultsOf } from '../syntax/property-ways.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { callableOf, isLocalFunction, returnsOf } from '../syntax/value.ts'
import {
  all,
  either,
  hidden,
  leaf,
  LONGEST_WAY,
  mapWays,
  NOTHING,
  outOfSight,
  type Ways,
} from '../syntax/ways.ts'
import { replacedPlugins } from './replaced-plugins.ts'

/** A function that makes a whole configuration, Start's plugin included. */
export const PRESET = { module: '@lovable.dev/vite-tanstack-config', name: 'defineConfig' } as const

/** An object of a Vite configuration. */
export interface ConfigObject {
  /**
   * - `vite`: it is a Vite configuration;
   * - `preset`: the options of a {@link PRESET}, with a Vite configuration as their `vite`;
   * - `in-preset`: a Vite configuration that a preset adds its own to.
   */
  role: 'vite' | 'preset' | 'in-preset'
  /** `null`: a preset without options. */
  object: ObjectLiteralExpression | null
  /** The call of the preset. */
  call: CallExpression | null
}

/** Options that the preset knows in every version. With one of them, an object is its options and no Vite configuration. */
const PRESET_OPTIONS: ReadonlySet<string> = new Set([
  'vite',
  'tanstackStart',
  'react',
  'envDefine',
  'serverFnErrorLogger',
])

/** Vite's own functions, and Vitest's and vite-plus' copies of them. */
const VITE_MODULES: ReadonlySet<string> = new Set(['vite', 'vitest/config', 'vite-plus'])

/**
 * The objects that a Vite configuration exports: itself, through `defineConfig()` and other functions that are given it,
 * a name, `satisfies`, `mergeConfig()`, or as what a function returns.
 *
 * @throws UnsupportedShape when there is no default export
 */
export function findConfig(file: SourceFile): Ways<ConfigObject> {
  const found = findExport(file, 'default')
  if (found !== null) return configOfExport(found)
  throw noDefaultExport(file)
}

/** The configuration that an export of any name is. */
export function configOfExport(found: Export): Ways<ConfigObject> {
  if (found.kind === 'here') {
    const replaced = replacedPlugins(found.node)
    return replaced === null ? configWays(valueOfDeclaration(found.node), LONGEST_WAY) : replacedWay(replaced)
  }
  const { from, statement } = found
  return hidden(`the configuration ${comesFrom(found)}`, statement, { elsewhere: from })
}

/** The module and name that something hidden is imported from. */
export function elsewhereOf(node: Node): { elsewhere?: { module: string; name: string } } {
  const called = Node.isCallExpression(node) ? node.getExpression() : node
  const imported = importOf(unwrap(called))
  return imported === null || imported.name === '*' ? {} : { elsewhere: imported }
}

function noDefaultExport(file: SourceFile): UnsupportedShape {
  const commonJs = file
    .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
    .find((node) => node.getText() === 'module.exports')
  const assigned = commonJs ?? file.getExportAssignments()[0]
  if (assigned === undefined) return new UnsupportedShape('the configuration has no default export', 0)
  return new UnsupportedShape(
    'the configuration is CommonJS, where the plugin, an ES module, comes by `require()` or `import()`',
    assigned,
  )
}

function configWays(expression: Node, depth: number): Ways<ConfigObject> {
  const value = callableOf(expression)
  if (depth === 0)
    return hidden('the configuration is not an object literal of this file', unwrap(expression))
  const replaced = replacedPlugins(unwrap(expression))
  if (replaced !== null) return replacedWay(replaced)
  const next = (node: Node): Ways<ConfigObject> => configWays(node, depth - 1)
  if (Node.isObjectLiteralExpression(value)) return leaf({ role: 'vite', object: value, call: null })
  if (isLocalFunction(value)) return either(returnsOf(value, 'the configuration').map(next))
  if (Node.isAwaitExpression(value)) return next(value.getExpression())
  if (isNothing(value)) return NOTHING
  const branches = branchesOf(value)
  if (branches !== null) {
    return either(branches.map((branch) => (branch === null ? NOTHING : next(branch))))
  }
  if (Node.isCallExpression(value)) return callWays(value, next)
  const advice = elsewhereOf(value)
  const { elsewhere: from } = advice
  return from === undefined
    ? hidden('the configuration is not an object literal of this file', unwrap(expression))
    : hidden(`the configuration comes from ${from.module}`, unwrap(expression), advice)
}

function replacedWay(assignment: Node): Ways<ConfigObject> {
  return hidden('`plugins` is replaced here', assignment)
}

function callWays(call: CallExpression, next: (node: Node) => Ways<ConfigObject>): Ways<ConfigObject> {
  const imported = importOf(call.getExpression())
  const given = call.getArguments()
  const [first] = given
  const isVite = imported !== null && VITE_MODULES.has(imported.module)
  if (isVite && imported.name === 'defineConfig' && first !== undefined) return next(first)
  if (isVite && imported.name === 'mergeConfig') return all(given.slice(0, 2).map(next))
  if (imported?.module === PRESET.module && imported.name === PRESET.name) return presetWays(call, next)
  // A name for what `defineConfig()` gives, which may be a function.
  const name = unwrap(call.getExpression())
  const made = Node.isIdentifier(name) ? callableOf(name) : undefined
  if (Node.isCallExpression(made)) return next(made)
  const results = resultsOf(call)
  const own = results === null ? null : either(results.map(next))
  // A function of this file may hand on what it is given.
  if (own !== null && outOfSight(own, () => false) === null) return own
  const wrapped = given.map(next).filter((way) => isConfig(way))
  const [only] = wrapped
  if (only !== undefined && wrapped.length === 1) return only
  if (own !== null) return own
  const from = imported === null ? '' : ` of ${imported.module}`
  return hidden(
    `the configuration comes from ${call.getExpression().getText()}()${from}`,
    call,
    elsewhereOf(call),
  )
}

/**
 * Whether an argument of some function is a configuration, and no options of that function: it comes from
 * `defineConfig()`, or has `plugins`.
 */
function isConfig(way: Ways<ConfigObject>): boolean {
  if (way.kind === 'hidden') return false
  if (way.kind !== 'leaf') return way.of.some(isConfig)
  const { role, object } = way.value
  return role !== 'vite' || (object?.getProperty('plugins') ?? null) !== null
}

function presetWays(call: CallExpression, next: (node: Node) => Ways<ConfigObject>): Ways<ConfigObject> {
  const [first] = call.getArguments()
  if (first === undefined) return leaf({ role: 'preset', object: null, call })
  const isFunction = isLocalFunction(callableOf(first))
  return mapWays(next(first), ({ object }): Ways<ConfigObject> => {
    const isOptions = !isFunction && (object === null || isPresetOptions(object))
    return leaf({ role: isOptions ? 'preset' : 'in-preset', object, call })
  })
}

/** As the preset itself decides: an object with one of its options, or one with nothing in it. */
function isPresetOptions(object: ObjectLiteralExpression): boolean {
  const properties = object.getProperties()
  return (
    properties.length === 0 ||
    properties.some((property) => 'getName' in property && PRESET_OPTIONS.has(property.getName()))
  )
}
