import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { parseSource, syntaxErrorAt } from '../codemods/syntax/source-file.ts'
import type { Plan } from '../plan/plan.ts'
import { findInstalled } from '../project/installed-package.ts'
import { readPackageJson, scriptsOf } from '../project/package-json.ts'
import { isRecord } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'
import { shellWords } from '../project/shell-words.ts'
import { filterThrough } from './filter-through.ts'

/** What became of the new files' layout. */
export type FormatResult =
  | { status: 'formatted' | 'unchanged'; formatter: FormatterName }
  | { status: 'failed'; formatter: FormatterName; reason: string }

type FormatterName = keyof typeof FORMATTERS

interface Formatter {
  packageName: string
  /** Name of its command in its package.json. */
  command: string
  /** Files that configure it, in the app or in its workspace root. */
  configs: readonly string[]
  /** Has it read a file from stdin and print it formatted. */
  args: (path: string) => readonly string[]
}

/** Formatters that read a text from stdin and know by its path how it is to be. */
const FORMATTERS = {
  Biome: {
    packageName: '@biomejs/biome',
    command: 'biome',
    configs: ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'],
    args: (path) => ['format', `--stdin-file-path=${path}`],
  },
  oxfmt: {
    packageName: 'oxfmt',
    command: 'oxfmt',
    configs: ['.oxfmtrc.json', '.oxfmtrc.jsonc', 'oxfmt.config.ts'],
    args: (path) => [`--stdin-filepath=${path}`],
  },
  Prettier: {
    packageName: 'prettier',
    command: 'prettier',
    configs: [
      '.prettierrc',
      ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map(
        (extension) => `.prettierrc.${extension}`,
      ),
      ...['js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map((extension) => `prettier.config.${extension}`),
    ],
    args: (path) => ['--stdin-filepath', path],
  },
} as const satisfies Record<string, Formatter>

/** Scripts that say which one is used, where an app has several. */
const SCRIPTS = ['format', 'fmt', 'format:write', 'format:fix', 'lint:fix', 'lint', 'check']

const SOURCE = /\.[cm]?[jt]sx?$/

/**
 * The app's own formatter: one that is installed and configured, or named in a script; `null` when there is none, or
 * when there are several and no script says which.
 */
export function findFormatter(project: Project): FormatterName | null {
  const names = Object.keys(FORMATTERS) as FormatterName[]
  const installed = names.filter((name) => scriptOf(project, FORMATTERS[name]) !== null)
  const named = SCRIPTS.flatMap((script) => {
    const words = shellWords(scriptsOf(project.packageJson.data).get(script) ?? '')
    return installed.filter((name) => words.includes(FORMATTERS[name].command))
  })
  if (named[0] !== undefined) return named[0]
  const configured = installed.filter((name) => isConfigured(project, FORMATTERS[name]))
  return configured.length === 1 ? (configured[0] ?? null) : null
}

/**
 * Has the app's own formatter lay out the source files that a plan creates. It gets their texts and no file: nothing is
 * written. A failure is no error, the files have the app's style as it was read from its other files.
 * @returns the texts that differ from the plan's, by path; `null` when the app has no formatter
 * @throws the signal's reason when it is aborted
 */
export async function formatNewFiles(
  plan: Plan,
  project: Project,
  { env, signal }: { env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<{ result: FormatResult; texts: ReadonlyMap<string, string> } | null> {
  const name = findFormatter(project)
  if (name === null) return null
  const formatter: Formatter = FORMATTERS[name]
  const script = scriptOf(project, formatter)
  if (script === null) return null
  const files = plan.files.filter(({ kind, path }) => kind === 'create' && SOURCE.test(path))
  const texts = new Map<string, string>()
  try {
    const format = async (path: string, text: string): Promise<void> => {
      const args = [script, ...formatter.args(path)]
      const formatted = await filterThrough(process.execPath, args, text, { cwd: project.root, env, signal })
      if (!isSource(path, formatted)) throw new Error(`it printed no source for ${path}`)
      if (formatted !== text) texts.set(path, formatted)
    }
    // To the end of all of them: none may run on when this returns.
    const outcomes = await Promise.allSettled(files.map(({ path, after }) => format(path, after ?? '')))
    const failed = outcomes.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  } catch (error) {
    signal.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    return { result: { status: 'failed', formatter: name, reason }, texts: new Map() }
  }
  return { result: { status: texts.size === 0 ? 'unchanged' : 'formatted', formatter: name }, texts }
}

function isSource(path: string, text: string): boolean {
  return text.trim() !== '' && syntaxErrorAt(parseSource(path, text)) === null
}

/** The script behind its command, as installed. */
function scriptOf({ root }: Project, { packageName, command }: Formatter): string | null {
  const found = findInstalled(root, packageName)
  const bin = found?.data['bin']
  const script = isRecord(bin) ? bin[command] : bin
  return found === null || typeof script !== 'string' ? null : join(found.folder, script)
}

function isConfigured({ root, workspaceRoot }: Project, { configs, command }: Formatter): boolean {
  const folders = workspaceRoot === null ? [root] : [root, workspaceRoot]
  return folders.some(
    (folder) =>
      configs.some((config) => existsSync(join(folder, config))) ||
      readPackageJson(folder)?.data[command] !== undefined,
  )
}
