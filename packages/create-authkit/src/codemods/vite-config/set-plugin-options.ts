import {
  type CallExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { insertIntoList } from '../syntax/list.ts'
import { removeFromList } from '../syntax/remove-from-list.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { propertyNameOf, propertyOf } from '../syntax/value.ts'
import { AUTHKIT_PLUGIN, optionText, type PluginOptions } from './add-plugin.ts'

/** Options of `authkit()` to add, where there is none of that name yet, and to take out. */
export interface OptionChanges {
  add: PluginOptions
  remove: readonly string[]
}

/**
 * Adds options to the `authkit()` of a Vite configuration, and takes others out.
 *
 * Before: `authkit({ compat: true })`
 * After: `authkit()`
 */
export function setPluginOptions(
  path: string,
  text: string,
  changes: OptionChanges,
  layout?: Layout,
): CodemodResult {
  return editSource(path, text, (file) => plan(file, changes, layout))
}

function plan(file: SourceFile, changes: OptionChanges, fallback: Layout | undefined): Edit | null {
  const call = callOf(file)
  const options = optionsOf(call)
  const removed = changes.remove.flatMap((name) =>
    options === null ? [] : (propertyOf(options, name) ?? []),
  )
  const added = Object.entries(changes.add).filter(
    ([name]) => options === null || propertyOf(options, name) === undefined,
  )
  if (removed.length === 0 && added.length === 0) return null
  const layout = layoutOf(file, fallback)
  const kept = propertiesOf(options).filter((property) => !removed.includes(property))
  const expected = [
    ...kept.map((property) => property.getText()),
    ...added.map(([name, value]) => optionText(name, value, layout)),
  ]
  return {
    splices: splicesFor({ file, call, options, removed, added }, layout),
    prove(output) {
      const after = propertiesOf(optionsOf(callOf(output))).map((property) => property.getText())
      if (after.join('\n') !== expected.join('\n')) {
        throw new UnsupportedShape('the options could not be proven to be set', call)
      }
    },
  }
}

interface Place {
  file: SourceFile
  call: CallExpression
  options: ObjectLiteralExpression | null
  removed: readonly Node[]
  added: ReadonlyArray<readonly [string, string | boolean]>
}

function splicesFor({ file, call, options, removed, added }: Place, layout: Layout): Splice[] {
  const entries = added.map(([name, value]) => optionText(name, value, layout))
  const kept = propertiesOf(options).filter((property) => !removed.includes(property))
  if (options === null || kept.length === 0) {
    if (options?.getText().includes('/*') === true || options?.getText().includes('//') === true) {
      throw new UnsupportedShape('a comment is among the options', options)
    }
    const open = call.getFirstChildByKindOrThrow(SyntaxKind.OpenParenToken)
    const close = call.getLastChildByKindOrThrow(SyntaxKind.CloseParenToken)
    const insert = entries.length === 0 ? '' : `{ ${entries.join(', ')} }`
    return [{ at: open.getEnd(), remove: close.getStart() - open.getEnd(), insert }]
  }
  if (removed.length > 0 && entries.length > 0) {
    throw new UnsupportedShape('options would be added and taken out at once', options)
  }
  if (entries.length === 0) return removeFromList(file, options.getProperties(), new Set(removed))
  const open = options.getFirstChildByKindOrThrow(SyntaxKind.OpenBraceToken)
  const close = options.getLastChildByKindOrThrow(SyntaxKind.CloseBraceToken)
  return insertIntoList({ file, open, close, items: kept }, kept.length, entries, layout)
}

function callOf(file: SourceFile): CallExpression {
  const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const imported = importOf(call.getExpression())
    return imported?.module === AUTHKIT_PLUGIN.module && imported.name === AUTHKIT_PLUGIN.name
  })
  const [call, second] = calls
  if (call === undefined || second !== undefined) {
    throw new UnsupportedShape(`${AUTHKIT_PLUGIN.name}() is not called once`, second ?? 0)
  }
  return call
}

function optionsOf(call: CallExpression): ObjectLiteralExpression | null {
  const [options] = call.getArguments()
  if (options === undefined) return null
  const isReadable =
    Node.isObjectLiteralExpression(options) &&
    options.getProperties().every((property) => propertyNameOf(property) !== null)
  if (!isReadable) throw new UnsupportedShape(`the options of ${AUTHKIT_PLUGIN.name}() can't be read`, call)
  return options
}

function propertiesOf(options: ObjectLiteralExpression | null): Node[] {
  return options?.getProperties() ?? []
}
