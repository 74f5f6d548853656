import { addPlugin } from '../codemods/vite-config/add-plugin.ts'
import { pluginSnippet } from '../codemods/vite-config/plugin-snippet.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import { AppModules } from './app-modules.ts'
import { DEFAULT_PATHS, findAuthPaths, pluginOptionsFor } from './auth-paths.ts'
import { editWhereItIs } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'

const WHY = 'adds the plugin that provides virtual:authkit'
const DEFAULT_NAME = 'vite.config.ts'

/** The Vite configuration: the plugin, directly before Start's. */
export const viteConfig: Step = {
  name: 'vite-config',
  async plan(project, choices) {
    const { style } = project
    const options = pluginOptionsFor(findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS)
    const snippet = restyle(DEFAULT_NAME, pluginSnippet(null, options), style)
    if (project.viteConfig === null) {
      return [{ kind: 'manual', path: DEFAULT_NAME, why: 'there is no Vite configuration', snippet }]
    }
    const modules = new AppModules(project)
    const changes: Change[] = []
    for (const config of [project.viteConfig, ...project.otherViteConfigs]) {
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
