import { type CallExpression, type Identifier, Node, type ObjectLiteralExpression } from 'ts-morph'
import { importOf, referencesTo, resolveName } from '../syntax/binding.ts'
import { type Export } from '../syntax/exports.ts'
import { argumentList, arrayList, type List } from '../syntax/list.ts'
import {
  type Absent,
  branchesOf,
  type Given,
  isNothing,
  objectWays,
  propertyWays,
  resultsOf,
} from '../syntax/property-ways.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { callableOf, isLocalFunction, returnsOf } from '../syntax/value.ts'
import { all, either, hidden, leaf, LONGEST_WAY, mapWays, NOTHING, type Ways } from '../syntax/ways.ts'
import { type ConfigObject, configOfExport, elsewhereOf } from './find-config.ts'
import { isLeftOutInTests } from './left-out-in-tests.ts'
import { KEEPING_METHODS } from './replaced-plugins.ts'

/** A place of a Vite configuration where plugins stand, or could stand. */
export type PluginSite =
  /**
   * `isPreset`: it is all the plugins that a preset is given, which brings Start's itself. `counted`: where the list's
   * name is used, when its elements are counted elsewhere (`plugins.splice(3, 0, nitro())`) and none may be added.
   */
  | { kind: 'list'; list: List; isPreset: boolean; counted?: Identifier }
  /** A preset's configuration without plugins of the app's: `path` names the properties that are missing. */
  | {
      kind: 'preset'
      object: ObjectLiteralExpression | null
      call: CallExpression | null
      path: readonly string[]
    }

/** A function that makes plugins only for the commands that need them. */
const LAZY_PLUGINS = { module: 'vite-plus', name: 'lazyPlugins' } as const

const ADDING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift'])

/** Methods that take elements by their place in the array. */
const COUNTING_METHODS: ReadonlySet<string> = new Set(['splice', 'toSpliced', 'with', 'at', 'slice', 'shift'])

/** Every place of plugins in a configuration. */
export function pluginSites(config: Ways<ConfigObject>): Ways<PluginSite> {
  return mapWays(config, ({ role, object, call }) => {
    if (role === 'preset') return presetSites(object, call)
    if (object === null) return NOTHING
    return sitesOf(object, role === 'in-preset', () =>
      role === 'vite' ? NOTHING : leaf({ kind: 'preset', object, call, path: ['plugins'] }),
    )
  })
}

/** The places of plugins in what a module of the app exports: a configuration, or the plugins themselves. */
export function exportedSites(found: Export): Ways<PluginSite> {
  if (found.kind === 'elsewhere') return pluginSites(configOfExport(found))
  const value = unwrap(valueOfDeclaration(found.node))
  const results = isLocalFunction(value) ? returnsOf(value, 'the export') : [value]
  const areLists = results.every((node) => isListLike(node))
  return areLists ? either(results.map((node) => listWays(node, false))) : pluginSites(configOfExport(found))
}

/** `vite.plugins`, else `plugins`, which every version takes; with neither, `vite: { plugins }` is what is documented. */
function presetSites(object: ObjectLiteralExpression | null, call: CallExpression | null): Ways<PluginSite> {
  const missing: Ways<PluginSite> = leaf({ kind: 'preset', object, call, path: ['vite', 'plugins'] })
  if (object === null) return missing
  return mapWays(propertyWays(object, 'vite'), (vite) => {
    if (vite.kind === 'absent') return sitesOf(object, true, () => missing)
    const inVite = mapWays(objectWays(vite.value), (options) =>
      sitesOf(options, true, () => leaf({ kind: 'preset', object: options, call, path: ['plugins'] })),
    )
    return all([inVite, sitesOf(object, false, () => NOTHING)])
  })
}

function sitesOf(
  object: ObjectLiteralExpression,
  isPreset: boolean,
  absent: () => Ways<PluginSite>,
): Ways<PluginSite> {
  return mapWays(propertyWays(object, 'plugins'), (found: Given | Absent) =>
    found.kind === 'absent' ? absent() : listWays(found.value, isPreset),
  )
}

/** The lists that an array is made of: its literals, those spread into them, and what is pushed later. */
function listWays(expression: Node, isPreset: boolean, depth: number = LONGEST_WAY): Ways<PluginSite> {
  const value = unwrap(expression)
  const next = (node: Node): Ways<PluginSite> => listWays(node, isPreset, depth - 1)
  const part = (node: Node): Ways<PluginSite> => listWays(node, false, depth - 1)
  const site = (list: List, isWhole: boolean): Ways<PluginSite> =>
    all([
      leaf<PluginSite>({ kind: 'list', list, isPreset: isWhole && isPreset }),
      ...list.items.flatMap((item) => {
        const inner = listInside(item)
        return inner === null ? [] : [part(inner)]
      }),
    ])
  if (depth === 0) return hidden('`plugins` is not an array literal', value)
  if (Node.isArrayLiteralExpression(value)) return site(arrayList(value), true)
  if (Node.isAwaitExpression(value)) return next(value.getExpression())
  if (isNothing(value)) return NOTHING
  const branches = branchesOf(value)
  if (branches !== null) return either(branches.map((branch) => (branch === null ? NOTHING : next(branch))))
  if (Node.isIdentifier(value)) {
    const binding = resolveName(value)
    const initializer = binding?.kind === 'const' ? binding.declaration.getInitializer() : undefined
    if (binding?.kind === 'const' && initializer !== undefined) {
      const uses = referencesTo(value.getSourceFile(), binding, value.getText())
      const added = uses.flatMap(addedBy).map((call) => site(argumentList(call), false))
      const lists = all([next(initializer), ...added])
      if (!uses.some(isCounting)) return lists
      return mapWays(lists, (found) => leaf(found.kind === 'list' ? { ...found, counted: value } : found))
    }
  }
  if (Node.isCallExpression(value)) {
    const callee = value.getExpression()
    if (Node.isPropertyAccessExpression(callee) && KEEPING_METHODS.has(callee.getName())) {
      const added = callee.getName() === 'concat' ? [site(argumentList(value), false)] : []
      return all([next(callee.getExpression()), ...added])
    }
    const results = resultsOf(value) ?? lazyResults(value)
    if (results !== null) return either(results.map(next))
  }
  const advice = elsewhereOf(value)
  const { elsewhere: from } = advice
  return from === undefined
    ? hidden('`plugins` is not an array literal', value)
    : hidden(`\`plugins\` comes from ${from.module}`, value, advice)
}

/** What the function returns that vite-plus calls for the plugins: `lazyPlugins(() => [tanstackStart()])`. */
function lazyResults(call: CallExpression): Node[] | null {
  const imported = importOf(call.getExpression())
  const [given] = call.getArguments()
  if (imported?.module !== LAZY_PLUGINS.module || imported.name !== LAZY_PLUGINS.name) return null
  const callable = given === undefined ? null : callableOf(given)
  return callable !== null && isLocalFunction(callable) ? returnsOf(callable, 'the function') : null
}

/** The call that adds elements to the array of this name. */
function addedBy(name: Node): CallExpression[] {
  const access = name.getParent()
  const call = access?.getParent()
  const isAdding =
    Node.isPropertyAccessExpression(access) &&
    access.getExpression() === name &&
    ADDING_METHODS.has(access.getName())
  return isAdding && Node.isCallExpression(call) && call.getExpression() === access ? [call] : []
}

/** Whether elements are taken by their place: `plugins.splice(3, 0, nitro())`, `plugins[2]`. */
function isCounting(name: Node): boolean {
  const access = name.getParent()
  if (Node.isElementAccessExpression(access)) return access.getExpression() === name
  return (
    Node.isPropertyAccessExpression(access) &&
    access.getExpression() === name &&
    COUNTING_METHODS.has(access.getName())
  )
}

/** The array that an element is, or that is spread there; `null` for a plugin, and for plugins that tests go without. */
export function listInside(element: Node): Node | null {
  if (isLeftOutInTests(element)) return null
  const inner = Node.isSpreadElement(element) ? element.getExpression() : element
  return isListLike(inner, Node.isSpreadElement(element)) ? inner : null
}

/** @param isSpread whether it must be something that can be spread, so that an unknown name is an array */
function isListLike(expression: Node, isSpread = false, depth: number = LONGEST_WAY): boolean {
  const value = unwrap(expression)
  if (depth === 0) return false
  const like = (node: Node): boolean => isListLike(node, isSpread, depth - 1)
  if (Node.isArrayLiteralExpression(value)) return true
  if (Node.isAwaitExpression(value)) return like(value.getExpression())
  const branches = branchesOf(value)
  if (branches !== null) {
    const full = branches.filter((branch) => branch !== null && !isNothing(unwrap(branch)))
    return full.length > 0 && full.every((branch) => branch !== null && like(branch))
  }
  if (Node.isIdentifier(value)) {
    const binding = resolveName(value)
    const initializer = binding?.kind === 'const' ? binding.declaration.getInitializer() : undefined
    if (initializer !== undefined) return like(initializer)
    return isSpread && binding?.kind === 'import'
  }
  if (Node.isCallExpression(value)) {
    const callee = value.getExpression()
    if (Node.isPropertyAccessExpression(callee) && KEEPING_METHODS.has(callee.getName()))
      return like(callee.getExpression())
    const results = resultsOf(value)
    return results !== null && results.every(like)
  }
  return false
}
