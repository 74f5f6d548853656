import type { Plugin } from 'vite'

import type { PluginContext } from '../context.ts'

/** Prefix of the names of all our sub-plugins, as Vite shows them in errors and in `--debug`. */
export const PLUGIN_NAME_PREFIX = 'vite-plugin-authkit-start:'

/** Makes one sub-plugin for one call of `authkit()`. */
export type PluginFactory = (ctx: PluginContext) => Plugin

/**
 * Defines a sub-plugin: fixes its name to the prefix plus the name of its file, so none can forget it.
 *
 * @example
 * ```ts
 * export const lint: PluginFactory = createPlugin('lint', (ctx) => ({ enforce: 'pre', transform: … }))
 * ```
 */
export function createPlugin(
  name: string,
  define: (ctx: PluginContext) => Omit<Plugin, 'name'>,
): PluginFactory {
  return (ctx) => ({ ...define(ctx), name: `${PLUGIN_NAME_PREFIX}${name}` })
}
