import { addDependency, type WantedDependency } from '../codemods/package-json.ts'
import { isVite7 } from '../project/check-app.ts'
import { isRecord } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'
import { fromCodemod } from './from-codemod.ts'
import { PARSER_DEPENDENCY, PLUGIN_DEPENDENCY } from './manifest.ts'
import type { Step } from './step.ts'

/** package.json: the plugin beside Vite, and on Vite 7 the parser that Vite 8 brings itself. */
export const packageJson: Step = {
  name: 'package-json',
  plan(project) {
    const { path, text: before } = project.packageJson
    const wanted = wantedDependencies(project)
    let text = before
    for (const dependency of wanted) {
      const result = addDependency(text, dependency)
      if (result.status === 'unsupported')
        return [fromCodemod(result, { path, before, why: '', snippet: snippetOf(wanted) })]
      if (result.status === 'changed') text = result.text
    }
    if (text === before) return [{ kind: 'skip', path, why: 'is already as it should be' }]
    const names = wanted.map(({ name }) => name).join(' and ')
    return [{ kind: 'modify', path, before, after: text, why: `adds ${names}` }]
  },
}

function wantedDependencies(project: Project): WantedDependency[] {
  const production = project.packageJson.data['dependencies']
  const besideVite =
    isRecord(production) && production['vite'] !== undefined ? 'dependencies' : 'devDependencies'
  const plugin: WantedDependency = { ...PLUGIN_DEPENDENCY, list: besideVite }
  const onVite7 = isVite7({ declared: project.declared('vite'), installed: project.versions.vite })
  return onVite7 ? [plugin, { ...PARSER_DEPENDENCY, list: 'devDependencies' }] : [plugin]
}

function snippetOf(wanted: readonly WantedDependency[]): string {
  return wanted.map(({ name, range }) => `"${name}": "${range}"`).join('\n')
}
