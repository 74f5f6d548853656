import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import type { Export } from '../codemods/syntax/exports.ts'
import { objectWays, propertyWays } from '../codemods/syntax/property-ways.ts'
import { UnsupportedShape } from '../codemods/syntax/unsupported-shape.ts'
import { all, leavesOf, mapWays, NOTHING, outOfSight, leaf, type Ways } from '../codemods/syntax/ways.ts'
import { type ConfigObject, configOfExport, findConfig } from '../codemods/vite-config/find-config.ts'
import { staticValue, UNREADABLE } from './static-value.ts'

/** The objects that a Vite configuration is made of. */
export interface ConfigValues {
  /** Vite's own. */
  vite: Ways<ObjectLiteralExpression>
  /** Options of Start's plugin that a preset is given, `null` where no preset makes the configuration. */
  presetStart: Ways<Node> | null
}

/** Follows what a configuration exports; `null` where nothing of it can be seen. */
export function followConfig(file: SourceFile): ConfigValues | null {
  return follow(() => findConfig(file))
}

/** Follows a configuration that a module exports under some name; `null` where nothing of it can be seen. */
export function followExport(found: Export): ConfigValues | null {
  return follow(() => configOfExport(found))
}

function follow(find: () => Ways<ConfigObject>): ConfigValues | null {
  try {
    const config = find()
    const objects = leavesOf(config)
    if (objects.length === 0) return null
    const isPreset = objects.some(({ role }) => role !== 'vite')
    return {
      vite: mapWays(config, viteObject),
      presetStart: isPreset ? mapWays(config, startOptions) : null,
    }
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}

/** The values that a property is given, in all the objects together. */
export function givenValues(objects: Ways<ObjectLiteralExpression>, name: string): Ways<Node> {
  return mapWays(objects, (object) => valueWays(object, name))
}

/**
 * What the values say: `undefined` where there is none, {@link UNREADABLE} for one that can't be read, and for several that
 * are not the same.
 *
 * @param read how one value is read
 */
export function staticOf(values: Ways<Node>, read: (value: Node) => unknown = staticValue): unknown {
  const [first, ...others] = leavesOf(values).map((value) => read(value))
  return others.every((other) => isSame(first, other)) ? first : UNREADABLE
}

/** Whether a value may be given out of sight. */
export function mayBeHidden(values: Ways<Node>): boolean {
  return leavesOf(values).length === 0 && outOfSight(values, () => false) !== null
}

function viteObject({ role, object }: ConfigObject): Ways<ObjectLiteralExpression> {
  if (object === null) return NOTHING
  return role === 'preset' ? mapWays(valueWays(object, 'vite'), (node) => objectWays(node)) : leaf(object)
}

function startOptions({ role, object }: ConfigObject): Ways<Node> {
  return role === 'preset' && object !== null ? valueWays(object, 'tanstackStart') : all([])
}

function valueWays(object: ObjectLiteralExpression, name: string): Ways<Node> {
  return mapWays(propertyWays(object, name), (found) =>
    found.kind === 'given' ? leaf(found.value) : NOTHING,
  )
}

/** Whether two values are the same. What can't be read is not the same as anything. */
export function isSame(a: unknown, b: unknown): boolean {
  return isReadable(a) && isReadable(b) && JSON.stringify(a) === JSON.stringify(b)
}

function isReadable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== UNREADABLE
  return Object.values(value).every(isReadable)
}
