import { type ArrayLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { insertIntoList, type ListItem } from '../syntax/list.ts'
import { quote } from '../syntax/quote.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findConfigObject, findPlugins } from './find-config.ts'
import { findPlugin, START_PLUGIN } from './find-start-plugin.ts'

/** Our own Vite plugin. */
export const AUTHKIT_PLUGIN = { module: 'vite-plugin-authkit-start', name: 'authkit' } as const

/** Options of `authkit()` that the CLI writes, in this order; none for `authkit()`. */
export type PluginOptions = Readonly<Record<string, string | boolean>>

/**
 * Adds `authkit()` to the `plugins` of a Vite configuration, directly before the element with `tanstackStart()`.
 *
 * Before: `plugins: [devtools(), tanstackStart(), viteReact()]`
 * After: `plugins: [devtools(), authkit(), tanstackStart(), viteReact()]`
 *
 * @param layout what the file's own text does not show of its layout
 */
export function addPlugin(
  path: string,
  text: string,
  options: PluginOptions = {},
  layout?: Layout,
): CodemodResult {
  return editSource(path, text, (file) => plan(file, options, layout))
}

function plan(file: SourceFile, options: PluginOptions, fallback: Layout | undefined): Edit | null {
  const plugins = pluginsOf(file)
  if (findPlugin(plugins, AUTHKIT_PLUGIN) !== null) return null
  assertNotElsewhere(file)
  const start = findPlugin(plugins, START_PLUGIN)
  if (start === null)
    throw new UnsupportedShape(`\`plugins\` has no ${START_PLUGIN.name}() of ${START_PLUGIN.module}`, plugins)
  const layout = layoutOf(file, fallback)
  const authkit = ensureImport(file, AUTHKIT_PLUGIN, layout)
  const before = plugins.getElements().map((element) => element.getText())
  const open = plugins.getFirstChildByKindOrThrow(SyntaxKind.OpenBracketToken)
  const close = plugins.getLastChildByKindOrThrow(SyntaxKind.CloseBracketToken)
  const list = { file, open, close, items: plugins.getElements() }
  return {
    splices: [
      ...authkit.splices,
      ...insertIntoList(list, start.index, [callText(authkit.local, options, layout)], layout),
    ],
    prove: (output) => prove(output, before, start.index),
  }
}

/** The elements are what they were, with ours where Start's begins. */
function prove(output: SourceFile, before: readonly string[], index: number): void {
  const plugins = pluginsOf(output)
  const elements = plugins.getElements()
  const others = elements.toSpliced(index, 1).map((element) => element.getText())
  const unchanged = others.length === before.length && others.every((text, at) => text === before[at])
  const inPlace =
    findPlugin(plugins, AUTHKIT_PLUGIN)?.index === index &&
    findPlugin(plugins, START_PLUGIN)?.index === index + 1
  if (!unchanged || !inPlace)
    throw new UnsupportedShape('the plugin could not be proven to be in place', plugins)
}

function pluginsOf(file: SourceFile): ArrayLiteralExpression {
  const config = findConfigObject(file)
  const plugins = findPlugins(config)
  if (plugins === null) throw new UnsupportedShape('the configuration has no `plugins`', config)
  return plugins
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
