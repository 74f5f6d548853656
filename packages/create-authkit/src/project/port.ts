import { PRESET } from '../codemods/vite-config/find-config.ts'
import type { Project } from './project.ts'
import { devCommands, type ViteCommand } from './scripts.ts'
import { flagValue } from './shell-words.ts'
import type { ViteFacts } from './vite-config.ts'

/** Vite's default, what Nitro's Vite plugin makes of it, and what a preset does. */
const DEFAULT_PORTS = {
  vite: { value: 5173, source: "Vite's default", assumed: true },
  nitro: { value: 3000, source: "Nitro's default", assumed: true },
  preset: { value: 8080, source: `the default of ${PRESET.module}`, assumed: false },
} as const

/** Runs a dev server under a name and a port of its own choice. */
const PORTLESS = 'portless'

/** The dev server's port: the script's flag wins over the configuration, as it does in Vite. */
export function findPort(scripts: ReadonlyMap<string, string>, facts: ViteFacts): Project['port'] {
  const commands = devCommands(scripts)
  for (const command of commands) {
    const flag = portFlag(command)
    if (flag !== null) return behindPortless(flag, command)
  }
  const [command] = commands
  return behindPortless(configuredPort(facts, command), command)
}

function configuredPort(
  { port, portConfig, portDefault, nitro, preset }: ViteFacts,
  command: ViteCommand | undefined,
): Project['port'] {
  if (typeof port === 'number') return { value: port, source: portConfig ?? '', assumed: false }
  if (portDefault === null) return DEFAULT_PORTS[preset ? 'preset' : nitro ? 'nitro' : 'vite']
  const given = toPort(command?.before.find((word) => word.startsWith('PORT='))?.slice('PORT='.length))
  return given === null
    ? { value: portDefault, source: `the default in ${portConfig ?? ''}`, assumed: true }
    : { value: given, source: `the script \`${command?.script ?? ''}\``, assumed: false }
}

function portFlag({ script, words }: ViteCommand): Project['port'] | null {
  const text = flagValue(words, ['--port', '-p'])
  const value = toPort(text)
  if (value !== null) return { value, source: `the script \`${script}\``, assumed: false }
  // ${PORT:-3000}: what the shell takes when the variable is not set.
  const fallback = toPort(text?.match(/^\$\{\w+:-(\d+)\}$/)?.[1])
  if (fallback === null) return null
  return { value: fallback, source: `the default in the script \`${script}\``, assumed: true }
}

function behindPortless(port: Project['port'], command: ViteCommand | undefined): Project['port'] {
  if (command?.before.includes(PORTLESS) !== true) return port
  const source = `${port.source}; the script \`${command.script}\` runs ${PORTLESS}, which gives the app another address`
  return { ...port, source, assumed: true }
}

function toPort(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^\d+$/.test(text)) return null
  const value = Number(text)
  return value > 0 && value < 65_536 ? value : null
}
