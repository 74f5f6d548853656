import { flagValue, shellWords } from './shell-words.ts'

/** Scripts that run or build the app, in the order they are asked. */
const APP_SCRIPTS = ['dev', 'start', 'build', 'preview']

const DEV_SCRIPTS = ['dev', 'develop', 'start']

/** Every file that a script of the app names with Vite's `--config`, each once. */
export function configsInScripts(scripts: ReadonlyMap<string, string>): string[] {
  const named = APP_SCRIPTS.flatMap((name) => {
    const value = flagValue(viteWords(scripts.get(name) ?? ''), ['--config', '-c'])
    return value === null ? [] : [value.startsWith('./') ? value.slice(2) : value]
  })
  return [...new Set(named)]
}

/** The port a dev script gives to Vite, with the script's name. */
export function portInScripts(
  scripts: ReadonlyMap<string, string>,
): { value: number; script: string } | null {
  for (const script of DEV_SCRIPTS) {
    const value = Number.parseInt(flagValue(viteWords(scripts.get(script) ?? ''), ['--port']) ?? '', 10)
    if (value > 0) return { value, script }
  }
  return null
}

/** The words from `vite` on. A script may wrap it: `dotenv -e .env -- sh -c "vite dev --port 3000"`. */
function viteWords(command: string): string[] {
  const words = shellWords(command).flatMap((word) => (word.includes(' ') ? shellWords(word) : [word]))
  const at = words.indexOf('vite')
  return at === -1 ? [] : words.slice(at + 1)
}
