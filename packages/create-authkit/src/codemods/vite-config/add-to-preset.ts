import type { SourceFile } from 'ts-morph'
import { indentationAt, isFirstOnLine, type Layout } from '../syntax/layout.ts'
import { argumentList, insertIntoList, type ListItem, LONGEST_LINE, propertyList } from '../syntax/list.ts'
import type { Splice } from '../syntax/splice.ts'
import type { PluginSite } from './plugin-sites.ts'

/** What else stands on the line of a call that is all the plugins: its indentation, and `plugins: []`. */
const ROOM = 20

/**
 * Gives a preset the app's plugins, where it has none so far.
 *
 * Before: `defineConfig({ tanstackStart: {} })`
 * After: `defineConfig({ tanstackStart: {}, vite: { plugins: [authkit()] } })`
 */
export function addToPreset(
  file: SourceFile,
  { object, call, path }: Extract<PluginSite, { kind: 'preset' }>,
  plugin: ListItem,
  layout: Layout,
): Splice[] {
  const property = propertyOf(path, plugin, layout)
  if (object === null) {
    if (call === null) return []
    return insertIntoList(argumentList(call), 0, [`{ ${property.inline} }`], layout)
  }
  const list = propertyList(object)
  if (list.items.length > 0) return insertIntoList(list, list.items.length, [property], layout)
  const text = file.getFullText()
  const inside = text.slice(list.open.getEnd(), list.close.getStart())
  const outer = `${layout.eol}${indentationAt(text, list.open.getStart())}`
  const lines = property.lines.map((line) => `${outer}${layout.indent}${line}`).join('')
  // Comments that are alone in there stay where they are.
  if (inside.trim() !== '' && isFirstOnLine(text, list.close.getStart()))
    return [{ at: list.open.getEnd(), insert: `${lines},` }]
  if (inside.trim() !== '') return insertIntoList(list, 0, [property], layout)
  return [{ at: list.open.getEnd(), remove: inside.length, insert: `${lines},${outer}` }]
}

/** `plugins: [authkit()]`, or that inside `vite: { … }`. */
function propertyOf(
  path: readonly string[],
  plugin: ListItem,
  layout: Layout,
): { inline: string; lines: readonly string[] } {
  const inline = typeof plugin === 'string' ? plugin : plugin.inline
  const [outer = 'plugins', inner] = path
  const { indent } = layout
  const isLong = typeof plugin !== 'string' && inline.length > LONGEST_LINE - ROOM
  const plugins = isLong
    ? [
        'plugins: [',
        ...plugin.lines.map((line, at) => `${indent}${line}${at === plugin.lines.length - 1 ? ',' : ''}`),
        ']',
      ]
    : [`plugins: [${inline}]`]
  if (inner === undefined) return { inline: `${outer}: [${inline}]`, lines: plugins }
  return {
    inline: `${outer}: { plugins: [${inline}] }`,
    lines: [
      `${outer}: {`,
      ...plugins.map((line, at) => `${indent}${line}${at === plugins.length - 1 ? ',' : ''}`),
      '}',
    ],
  }
}
