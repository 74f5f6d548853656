import { addPlugin } from '../codemods/vite-config/add-plugin.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { DEFAULT_PATHS, findAuthPaths, pluginOptionsFor } from './auth-paths.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'

const WHY = 'adds the plugin that provides virtual:authkit'
const DEFAULT_NAME = 'vite.config.ts'

/** The Vite configuration: the plugin, directly before Start's. */
export const viteConfig: Step = {
  name: 'vite-config',
  plan(project, choices) {
    const options = pluginOptionsFor(findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS)
    const snippet = snippetOf(project, options)
    if (project.viteConfig === null) {
      return [{ kind: 'manual', path: DEFAULT_NAME, why: 'there is no Vite configuration', snippet }]
    }
    return [project.viteConfig, ...project.otherViteConfigs].map((path): Change => {
      const before = project.read(path) ?? ''
      return fromCodemod(addPlugin(path, before, options, project.style), { path, before, why: WHY, snippet })
    })
  },
}

function snippetOf(project: Project, options: Record<string, string>): string {
  const entries = Object.entries(options).map(([name, value]) => `${name}: '${value}'`)
  const call = entries.length === 0 ? 'authkit()' : `authkit({ ${entries.join(', ')} })`
  const lines = [
    "import { authkit } from 'vite-plugin-authkit-start'",
    '',
    `// in \`plugins\`, directly before tanstackStart(): ${call}`,
    '',
  ]
  return restyle(project.viteConfig ?? DEFAULT_NAME, lines.join('\n'), project.style)
}
