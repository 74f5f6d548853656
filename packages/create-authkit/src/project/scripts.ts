import { flagValue, shellWords } from './shell-words.ts'

/** Scripts that run or build the app, in the order they are asked. */
const APP_SCRIPTS = ['dev', 'develop', 'start', 'build', 'preview']

const DEV_SCRIPTS = ['dev', 'develop', 'start']

/** What ends a command in a script. */
const SEPARATORS = new Set(['&&', '||', '|', '&', ';'])

/** Vite's commands that start the dev server; without one, that is what Vite does. */
const SERVE = new Set(['dev', 'serve'])
const OTHER_COMMANDS = new Set(['build', 'preview', 'optimize'])

/** Programs that run other scripts of package.json. */
const RUNNERS = new Set([
  'npm',
  'pnpm',
  'yarn',
  'bun',
  'run-p',
  'run-s',
  'npm-run-all',
  'npm-run-all2',
  'concurrently',
])
const RUNNER_PREFIX = /^(?:npm|pnpm|yarn|bun):/

/** A call of Vite in a script. */
export interface ViteCommand {
  script: string
  /** Words before `vite`: variables and programs around it. */
  before: readonly string[]
  /** Words behind it. */
  words: readonly string[]
  /** Whether it starts the dev server. */
  serves: boolean
}

type Scripts = ReadonlyMap<string, string>

/** Every call of Vite in the scripts, those of the app's usual scripts first. */
export function viteCommands(scripts: Scripts): ViteCommand[] {
  const others = [...scripts.keys()].filter((name) => !APP_SCRIPTS.includes(name))
  return [...APP_SCRIPTS, ...others].flatMap((name) => commandsIn(name, scripts))
}

/** Whether a script is one of those that run or build an app. */
export function isAppScript(name: string): boolean {
  return APP_SCRIPTS.includes(name)
}

/** The file that a call of Vite names with `--config`, or `null`. */
export function configOf({ words }: ViteCommand): string | null {
  const value = flagValue(words, ['--config', '-c'])
  return value?.startsWith('./') === true ? value.slice(2) : value
}

/** How the dev server is started: by the first of the usual scripts that starts it, or that runs another which does. */
export function devCommands(scripts: Scripts): ViteCommand[] {
  for (const name of DEV_SCRIPTS) {
    const found = reachedFrom(name, scripts, new Set()).filter(({ serves }) => serves)
    if (found.length > 0) return found
  }
  return []
}

function reachedFrom(name: string, scripts: Scripts, seen: Set<string>): ViteCommand[] {
  if (seen.has(name)) return []
  seen.add(name)
  return [
    ...commandsIn(name, scripts),
    ...scriptsRunBy(scripts.get(name) ?? '', scripts).flatMap((next) => reachedFrom(next, scripts, seen)),
  ]
}

/** The scripts that a script runs: `npm run dev:web`, `run-p dev:*`, `concurrently "pnpm:dev:*"`. */
function scriptsRunBy(command: string, scripts: Scripts): string[] {
  const patterns = splitCommands(command, [])
    .filter(({ words }) => words.some((word) => RUNNERS.has(word) || RUNNER_PREFIX.test(word)))
    .flatMap(({ words }) => words.map((word) => word.replace(RUNNER_PREFIX, '')))
  return [...scripts.keys()].filter((name) =>
    patterns.some((pattern) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
    ),
  )
}

function commandsIn(script: string, scripts: Scripts): ViteCommand[] {
  return splitCommands(scripts.get(script) ?? '', []).flatMap(({ before, words }) => {
    const at = words.findIndex(isVite)
    if (at === -1) return []
    const after = words.slice(at + 1)
    const name = after.find((word) => SERVE.has(word) || OTHER_COMMANDS.has(word))
    return [
      {
        script,
        before: [...before, ...words.slice(0, at)],
        words: after,
        serves: name === undefined || SERVE.has(name),
      },
    ]
  })
}

/** `vite`, also as a path or in a version (`./node_modules/.bin/vite`, `vite@latest`), or as `vp` of Vite+. */
function isVite(word: string): boolean {
  const name = word.slice(word.lastIndexOf('/') + 1)
  return ['vite', 'vite.js', 'vp'].includes(name) || word.startsWith('vite@')
}

interface Command {
  /** Words of the command that it is quoted in. */
  before: readonly string[]
  words: string[]
}

/** The commands of a script; one may hold others in quotes: `dotenv -e .env -- sh -c "vite dev --port 3000"`. */
function splitCommands(command: string, before: readonly string[]): Command[] {
  const commands: Command[] = []
  let words: string[] = []
  for (const word of [...shellWords(command), ';']) {
    if (SEPARATORS.has(word)) {
      if (words.length > 0) commands.push({ before, words })
      words = []
    } else if (word.includes(' ')) {
      commands.push(...splitCommands(word, [...before, ...words]))
    } else {
      words.push(word)
    }
  }
  return commands
}
