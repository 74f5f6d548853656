import { forgetModules } from '../codemods/vendor/forget-modules.ts'
import { addPlugin, type PluginOptions } from '../codemods/vite-config/add-plugin.ts'
import { setPluginOptions } from '../codemods/vite-config/set-plugin-options.ts'
import { VENDOR_PACKAGES } from '../codemods/vendor/vendor-modules.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { pluginOptionsFor } from '../steps/auth-paths.ts'
import { fromCodemod } from '../steps/from-codemod.ts'
import { viteConfig as viteConfigStep } from '../steps/vite-config.ts'
import type { Draft } from './draft.ts'

/**
 * Vite's configurations: the plugin with the paths of the app's routes, `compat` as long as something needs it, and
 * WorkOS' packages out of the lists.
 *
 * @returns whether all of them could be edited
 */
export function planViteConfigs(draft: Draft, paths: AuthPaths, needsCompat: boolean): boolean {
  const { project } = draft
  const known = project.authkitOptions
  const wanted: PluginOptions = {
    ...(needsCompat ? { compat: true } : {}),
    ...(known === null ? pluginOptionsFor(paths) : {}),
  }
  const configs = project.viteConfig === null ? [] : [project.viteConfig, ...project.otherViteConfigs]
  if (configs.length === 0) {
    draft.apply(
      { kind: 'manual', path: 'vite.config.ts', why: 'there is no Vite configuration', snippet: '' },
      viteConfigStep.name,
    )
    return false
  }
  const results = configs.map((path) => planConfig(draft, path, { wanted, needsCompat }))
  const { compat: _compat, ...others } = known ?? {}
  draft.setAuthkitOptions({ ...others, ...wanted })
  return results.every(Boolean)
}

function planConfig(
  draft: Draft,
  path: string,
  { wanted, needsCompat }: { wanted: PluginOptions; needsCompat: boolean },
): boolean {
  const { style } = draft.project
  const before = draft.read(path) ?? ''
  const describe = { path, before, snippet: snippetOf(draft.project, wanted), style }
  const added = addPlugin(path, before, { options: wanted, layout: style })
  const why = 'adds the plugin that provides virtual:authkit'
  if (added.status === 'unsupported') {
    draft.apply(fromCodemod(added, { ...describe, why: '' }), viteConfigStep.name)
    return false
  }
  if (added.status === 'changed') draft.apply(fromCodemod(added, { ...describe, why }), viteConfigStep.name)
  const text = draft.read(path) ?? ''
  const set = setPluginOptions(path, text, { add: wanted, remove: needsCompat ? [] : ['compat'] }, style)
  if (set.status !== 'unchanged') {
    const change = fromCodemod(set, {
      ...describe,
      before: text,
      why: needsCompat
        ? 'has the plugin serve what still imports WorkOS’ package'
        : 'needs no `compat` any more',
    })
    draft.apply(change, viteConfigStep.name)
    if (set.status === 'unsupported') return false
  }
  forget(draft, path)
  return true
}

function forget(draft: Draft, path: string): void {
  const before = draft.read(path) ?? ''
  if (!VENDOR_PACKAGES.some((name) => before.includes(name))) return
  const result = forgetModules(path, before)
  const snippet = 'without the entries that name WorkOS’ package'
  const why = 'takes WorkOS’ package out of its lists'
  draft.apply(fromCodemod(result, { path, before, why, snippet }), viteConfigStep.name)
}

function snippetOf({ viteConfig }: Project, wanted: PluginOptions): string {
  const entries = Object.entries(wanted).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : String(value)}`,
  )
  const call = entries.length === 0 ? 'authkit()' : `authkit({ ${entries.join(', ')} })`
  return [
    "import { authkit } from 'vite-plugin-authkit-start'",
    '',
    `// in \`plugins\` of ${viteConfig ?? 'vite.config.ts'}, directly before tanstackStart(): ${call}`,
    '',
  ].join('\n')
}
