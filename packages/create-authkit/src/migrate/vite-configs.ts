import { forgetModules } from '../codemods/vendor/forget-modules.ts'
import { addPlugin, type PluginOptions } from '../codemods/vite-config/add-plugin.ts'
import { pluginSnippet } from '../codemods/vite-config/plugin-snippet.ts'
import { setPluginOptions } from '../codemods/vite-config/set-plugin-options.ts'
import { VENDOR_PACKAGES } from '../codemods/vendor/vendor-modules.ts'
import { AppModules } from '../steps/app-modules.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { pluginOptionsFor } from '../steps/auth-paths.ts'
import { editWhereItIs } from '../steps/edit-where-it-is.ts'
import { fromCodemod } from '../steps/from-codemod.ts'
import { viteConfig as viteConfigStep } from '../steps/vite-config.ts'
import type { Draft } from './draft.ts'

/**
 * Vite's configurations: the plugin with the paths of the app's routes, `compat` as long as something needs it, and
 * WorkOS' packages out of the lists.
 *
 * @returns whether all of them could be edited
 */
export async function planViteConfigs(
  draft: Draft,
  paths: AuthPaths,
  needsCompat: boolean,
): Promise<boolean> {
  const { project } = draft
  const known = project.authkitOptions
  const wanted: PluginOptions = {
    ...(needsCompat ? { compat: true } : {}),
    ...(known === null ? pluginOptionsFor(paths) : {}),
  }
  const { compat, ...others } = known ?? {}
  const stale = compat !== undefined && !needsCompat ? ['compat'] : []
  const configs = project.viteConfig === null ? [] : [project.viteConfig, ...project.otherViteConfigs]
  let isWhole = configs.length > 0
  for (const path of configs) isWhole = (await planConfig(draft, path, wanted, stale)) && isWhole
  if (configs.length === 0) {
    const snippet = pluginSnippet(null, wanted)
    const why = 'there is no Vite configuration'
    draft.apply({ kind: 'manual', path: 'vite.config.ts', why, snippet }, viteConfigStep.name)
  }
  draft.setAuthkitOptions({ ...others, ...wanted })
  return isWhole
}

/** @returns whether it could be edited */
async function planConfig(
  draft: Draft,
  config: string,
  wanted: PluginOptions,
  stale: readonly string[],
): Promise<boolean> {
  const { project } = draft
  const { style } = project
  const snippet = pluginSnippet(null, wanted)
  const modules = new AppModules(project)
  const added = await editWhereItIs(project, modules, config, (file, text, exported) =>
    addPlugin(file, text, { options: wanted, layout: style, ...(exported !== undefined && { exported }) }),
  )
  const why = 'adds the plugin that provides virtual:authkit'
  draft.apply(fromCodemod(added.result, { ...added, why, snippet, style }), viteConfigStep.name)
  if (added.result.status === 'unsupported') return false
  forget(draft, config)
  const isSet = added.result.status === 'changed' || (stale.length === 0 && Object.keys(wanted).length === 0)
  if (isSet) return true
  const { path } = added
  const before = draft.read(path) ?? ''
  const result = setPluginOptions(path, before, { add: wanted, remove: stale }, style)
  const whySet =
    stale.length === 0
      ? 'has the plugin serve what still imports WorkOS’ package'
      : 'needs no `compat` any more'
  draft.apply(fromCodemod(result, { path, before, why: whySet, snippet, style }), viteConfigStep.name)
  return result.status !== 'unsupported'
}

function forget(draft: Draft, path: string): void {
  const before = draft.read(path) ?? ''
  if (!VENDOR_PACKAGES.some((name) => before.includes(name))) return
  const result = forgetModules(path, before)
  const snippet = 'without the entries that name WorkOS’ package'
  const why = 'takes WorkOS’ package out of its lists'
  draft.apply(fromCodemod(result, { path, before, why, snippet }), viteConfigStep.name)
}
