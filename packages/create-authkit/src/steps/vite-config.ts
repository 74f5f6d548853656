import { addPlugin } from '../codemods/vite-config/add-plugin.ts'
import { pluginSnippet } from '../codemods/vite-config/plugin-snippet.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import { AppModules } from './app-modules.ts'
import { type AuthPaths, findAuthPaths, pluginOptionsFor } from './auth-paths.ts'
import { editWhereItIs } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'

const WHY = 'adds the plugin that provides virtual:authkit'
const TAKEN = 'other routes are in the way under every path that AuthKit would take: choose free ones'
/** What the snippet shows where the user has to choose. */
const CHOOSE_PATHS: AuthPaths = {
  callback: '/choose/callback',
  signIn: '/choose/sign-in',
  signOut: '/choose/sign-out',
}
const DEFAULT_NAME = 'vite.config.ts'

/** The Vite configuration: the plugin, directly before Start's. */
export const viteConfig: Step = {
  name: 'vite-config',
  async plan(project, choices) {
    const { style } = project
    const paths = findAuthPaths(project, choices.paths)
    const options = pluginOptionsFor(paths ?? CHOOSE_PATHS)
    const snippet = restyle(DEFAULT_NAME, pluginSnippet(null, options), style)
    if (project.viteConfig === null) {
      return [{ kind: 'manual', path: DEFAULT_NAME, why: 'there is no Vite configuration', snippet }]
    }
    const configs = [project.viteConfig, ...project.otherViteConfigs]
    if (paths === null) return configs.map((path) => ({ kind: 'manual', path, why: TAKEN, snippet }))
    const modules = new AppModules(project)
    const changes: Change[] = []
    for (const config of configs) {
      const { path, before, result } = await editWhereItIs(project, modules, config, (file, text, exported) =>
        addPlugin(file, text, { options, layout: style, ...(exported !== undefined && { exported }) }),
      )
      // Two configurations may take their plugins from one module.
      if (changes.some((change) => change.path === path)) continue
      changes.push(fromCodemod(result, { path, before, why: WHY, snippet, style }))
    }
    return changes
  },
}
