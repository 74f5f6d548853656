import { addDependency, type WantedDependency } from '../codemods/package-json.ts'
import { type NewRange, setDependencyRange } from '../codemods/dependency-range.ts'
import { isVite7 } from '../project/check-app.ts'
import { isRecord } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'
import { fromCodemod } from './from-codemod.ts'
import { PARSER_DEPENDENCY, PLUGIN_DEPENDENCY } from './manifest.ts'
import type { Step } from './step.ts'

/** package.json: the plugin beside Vite, on Vite 7 the parser that Vite 8 brings itself, and what is upgraded. */
export const packageJson: Step = {
  name: 'package-json',
  plan(project, { upgrade = [] }) {
    const { path, text: before } = project.packageJson
    const wanted = wantedDependencies(project, upgrade)
    const edits = [
      ...upgrade.map((range) => (text: string) => setDependencyRange(text, range)),
      ...wanted.map((dependency) => (text: string) => addDependency(text, dependency)),
    ]
    let text = before
    for (const edit of edits) {
      const result = edit(text)
      if (result.status === 'unsupported')
        return [fromCodemod(result, { path, before, why: '', snippet: snippetOf(wanted, upgrade) })]
      if (result.status === 'changed') text = result.text
    }
    if (text === before) return [{ kind: 'skip', path, why: 'is already as it should be' }]
    return [{ kind: 'modify', path, before, after: text, why: reasonOf(project, wanted, upgrade) }]
  },
}

function wantedDependencies(project: Project, upgrade: readonly NewRange[]): WantedDependency[] {
  const production = project.packageJson.data['dependencies']
  const besideVite =
    isRecord(production) && production['vite'] !== undefined ? 'dependencies' : 'devDependencies'
  const plugin: WantedDependency = { ...PLUGIN_DEPENDENCY, list: besideVite }
  const vite = upgrade.find(({ name }) => name === 'vite')
  const onVite7 = isVite7(
    vite === undefined ? project.versionOf('vite') : { declared: vite.to, installed: null },
  )
  return onVite7 ? [plugin, { ...PARSER_DEPENDENCY, list: 'devDependencies' }] : [plugin]
}

function reasonOf(
  { declared }: Project,
  wanted: readonly WantedDependency[],
  upgrade: readonly NewRange[],
): string {
  const added = wanted.filter(({ name }) => declared(name) === null).map(({ name }) => name)
  return [
    ...(added.length === 0 ? [] : [`adds ${added.join(' and ')}`]),
    ...(upgrade.length === 0 ? [] : [`upgrades ${upgrade.map(({ name }) => name).join(', ')}`]),
  ].join('; ')
}

function snippetOf(wanted: readonly WantedDependency[], upgrade: readonly NewRange[]): string {
  return [...upgrade.map(({ name, to }) => ({ name, range: to })), ...wanted]
    .map(({ name, range }) => `"${name}": "${range}"`)
    .join('\n')
}
