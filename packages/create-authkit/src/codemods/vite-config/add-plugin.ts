import { type Identifier, Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { PLUGIN_PACKAGE } from '../own-modules.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { findExport } from '../syntax/exports.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { insertIntoList, type ListItem } from '../syntax/list.ts'
import { quote } from '../syntax/quote.ts'
import { parseSource } from '../syntax/source-file.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { leavesOf, outOfSight, type Ways } from '../syntax/ways.ts'
import { addToPreset } from './add-to-preset.ts'
import { findConfig } from './find-config.ts'
import { indexOfPlugin, START_PLUGIN } from './find-start-plugin.ts'
import { pluginSnippet } from './plugin-snippet.ts'
import { exportedSites, pluginSites, type PluginSite } from './plugin-sites.ts'

/** Our own Vite plugin. */
export const AUTHKIT_PLUGIN = { module: PLUGIN_PACKAGE, name: 'authkit' } as const

/** Options of `authkit()` that the CLI writes, in this order; none for `authkit()`. */
export type PluginOptions = Readonly<Record<string, string | boolean>>

/** What a file is edited for. */
export interface AddPluginSettings {
  /** Options that the call is given. Default none. */
  options?: PluginOptions
  /** What the file's own text does not show of its layout. */
  layout?: Layout
  /** The export that is the configuration, or a list of plugins. Default the default export. */
  exported?: string
}

/**
 * Adds `authkit()` to the `plugins` of a Vite configuration, directly before the element with `tanstackStart()`, in every
 * list that has one. A preset that brings Start's plugin is given ours.
 *
 * Before: `plugins: [devtools(), tanstackStart(), viteReact()]`
 * After: `plugins: [devtools(), authkit(), tanstackStart(), viteReact()]`
 */
export function addPlugin(path: string, text: string, settings: AddPluginSettings = {}): CodemodResult {
  const result = editSource(path, text, (file) => plan(file, settings))
  if (result.status !== 'unsupported') return result
  return { ...result, snippet: pluginSnippet(parseSource(path, text), settings.options) }
}

function plan(
  file: SourceFile,
  { options = {}, layout: fallback, exported }: AddPluginSettings,
): Edit | null {
  const find = (source: SourceFile): Ways<PluginSite> => sitesOf(source, exported)
  const ways = find(file)
  const sites = leavesOf(ways)
  const open = sites.filter((site) => isWanted(site) && !hasOurs(site))
  const own = sites.filter(hasOurs)
  if (own.length > 0 && (open.length === 0 || own.some((site) => !isWanted(site)))) return null
  // With ours in one of a preset's lists, the others need none.
  if (own.length > 0 && open.every((site) => site.kind === 'preset' || site.isPreset)) return null
  if (own.length === 0) assertNotElsewhere(file)
  const unseen = outOfSight(ways, isWanted)
  // Another module is looked into only where nothing is to be done in this one.
  if (unseen !== null) throw open.length === 0 ? unseen : new UnsupportedShape(unseen.message, unseen.at)
  if (sites.length === 0)
    throw new UnsupportedShape('the configuration has no `plugins`', configPlace(file, exported))
  if (open.length === 0)
    throw new UnsupportedShape(
      `\`plugins\` has no ${START_PLUGIN.name}() of ${START_PLUGIN.module}`,
      placeOf(sites[0]),
    )
  const layout = layoutOf(file, fallback)
  const authkit = ensureImport(file, AUTHKIT_PLUGIN, layout)
  const call = callText(authkit.local, options, layout)
  // One list may stand in several, and several may be one array's: ours is put there once.
  const names = new Set(open.flatMap((site) => (site.kind === 'list' ? (site.counted ?? []) : [])))
  const added = [
    ...onceEach(open.filter((site) => !isCounted(site))).flatMap((site) =>
      splicesFor(file, site, call, layout),
    ),
    ...[...names].flatMap((name) => addBefore(name, call)),
  ]
  const before = sites.map(shapeOf)
  const wanted = sites.map((site) => open.includes(site) && !isCounted(site))
  return {
    addsOnly: true,
    splices: [...authkit.splices, ...added],
    prove: (output) => prove(leavesOf(find(output)), before, wanted, names.size),
  }
}

function sitesOf(file: SourceFile, exported: string | undefined): Ways<PluginSite> {
  if (exported === undefined) return pluginSites(findConfig(file))
  const found = findExport(file, exported)
  if (found === null) throw new UnsupportedShape(`the module has no export \`${exported}\``, 0)
  return exportedSites(found)
}

/** Whether our plugin belongs here: Start's is in this list, or in the preset that is given it. */
function isWanted(site: PluginSite): boolean {
  return site.kind === 'preset' || site.isPreset || indexOfPlugin(site.list.items, START_PLUGIN) !== -1
}

function hasOurs(site: PluginSite): boolean {
  return site.kind === 'list' && indexOfPlugin(site.list.items, AUTHKIT_PLUGIN) !== -1
}

function configPlace(file: SourceFile, exported: string | undefined): number {
  if (exported !== undefined) return 0
  return leavesOf(findConfig(file))[0]?.object?.getStart() ?? 0
}

function placeOf(site: PluginSite | undefined): number {
  return site?.kind === 'list' ? site.list.open.getStart() : 0
}

function splicesFor(file: SourceFile, site: PluginSite, call: ListItem, layout: Layout): Splice[] {
  if (site.kind === 'preset') return addToPreset(file, site, call, layout)
  return insertIntoList(site.list, indexFor(site), [call], layout)
}

function onceEach(sites: readonly PluginSite[]): PluginSite[] {
  const places = new Map(sites.map((site) => [site.kind === 'list' ? site.list.open : site, site]))
  return [...places.values()]
}

function isCounted(site: PluginSite): boolean {
  return site.kind === 'list' && site.counted !== undefined
}

/** `plugins` → `plugins: [authkit(), ...plugins]`: the elements of the array keep their places. */
function addBefore(name: Identifier, call: ListItem): Splice[] {
  const parent = name.getParent()
  const ours = `[${typeof call === 'string' ? call : call.inline}, ...${name.getText()}]`
  if (Node.isShorthandPropertyAssignment(parent)) return [{ at: name.getEnd(), insert: `: ${ours}` }]
  if (!Node.isPropertyAssignment(parent))
    throw new UnsupportedShape(
      `the elements of \`${name.getText()}\` are counted, so none can be added`,
      name,
    )
  return [{ at: name.getStart(), remove: name.getWidth(), insert: ours }]
}

/** A list of ours and of one that is counted. */
function isAroundCounted(site: PluginSite): boolean {
  if (site.kind === 'preset' || !hasOurs(site)) return false
  const [ours, counted, more] = site.list.items
  return ours !== undefined && Node.isSpreadElement(counted) && more === undefined
}

/** Directly before Start's plugin; where a preset brings that one, the first of the app's own. */
function indexFor({ isPreset, list }: Extract<PluginSite, { kind: 'list' }>): number {
  return isPreset ? 0 : indexOfPlugin(list.items, START_PLUGIN)
}

/** What a list holds besides the lists inside it, which may be edited too. */
interface Shape {
  length: number
  index: number
}

function shapeOf(site: PluginSite): Shape {
  return site.kind === 'preset'
    ? { length: 0, index: 0 }
    : { length: site.list.items.length, index: indexFor(site) }
}

/**
 * Every list is there with as many elements as before, and those that needed it have ours where it belongs: in them, or
 * around those whose elements are counted.
 */
function prove(
  output: readonly PluginSite[],
  before: readonly Shape[],
  wanted: readonly boolean[],
  counted: number,
): void {
  const after = counted === 0 ? output : output.filter((site) => !isAroundCounted(site))
  const isProven =
    output.length === before.length + counted &&
    after.length === before.length &&
    after.every((site, at) => {
      const { length = 0, index = 0 } = before[at] ?? {}
      if (wanted[at] !== true) return shapeOf(site).length === length
      if (site.kind === 'preset' || site.list.items.length !== length + 1) return false
      const isOurs = indexOfPlugin(site.list.items, AUTHKIT_PLUGIN) === index
      return isOurs && (site.isPreset || indexOfPlugin(site.list.items, START_PLUGIN) === index + 1)
    })
  if (!isProven)
    throw new UnsupportedShape('the plugin could not be proven to be in place', placeOf(after[0]))
}

function assertNotElsewhere(file: SourceFile): void {
  if (!file.getFullText().includes(AUTHKIT_PLUGIN.module)) return
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const imported = importOf(call.getExpression())
    if (imported?.module === AUTHKIT_PLUGIN.module) {
      throw new UnsupportedShape(`${AUTHKIT_PLUGIN.name}() is already called here, outside \`plugins\``, call)
    }
  }
}

function callText(local: string, options: PluginOptions, layout: Layout): ListItem {
  const entries = Object.entries(options).map(([name, value]) => optionText(name, value, layout))
  if (entries.length === 0) return `${local}()`
  return {
    inline: `${local}({ ${entries.join(', ')} })`,
    lines: [`${local}({`, ...entries.map((entry) => `${layout.indent}${entry},`), '})'],
  }
}

/** An option as it is written: `signInPath: '/login'`. */
export function optionText(name: string, value: string | boolean, layout: Layout): string {
  return `${name}: ${typeof value === 'string' ? quote(value, layout) : String(value)}`
}
