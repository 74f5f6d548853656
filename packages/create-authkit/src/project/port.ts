import { PRESET } from '../codemods/vite-config/find-config.ts'
import type { Project } from './project.ts'
import { portInScripts } from './scripts.ts'
import type { ViteFacts } from './vite-config.ts'

/** Vite's default, what Nitro's Vite plugin makes of it, and what a preset does (`PRESET` of the codemod). */
const DEFAULT_PORTS = { vite: 5173, nitro: 3000, preset: 8080 } as const

/** The dev server's port: the script's flag wins over the configuration, as it does in Vite. */
export function findPort(
  scripts: ReadonlyMap<string, string>,
  viteConfig: string | null,
  facts: ViteFacts,
): Project['port'] {
  const flag = portInScripts(scripts)
  if (flag !== null) return { value: flag.value, source: `the script \`${flag.script}\``, assumed: false }
  if (typeof facts.port === 'number') return { value: facts.port, source: viteConfig ?? '', assumed: false }
  if (facts.preset)
    return { value: DEFAULT_PORTS.preset, source: `the default of ${PRESET.module}`, assumed: false }
  return facts.nitro
    ? { value: DEFAULT_PORTS.nitro, source: "Nitro's default", assumed: true }
    : { value: DEFAULT_PORTS.vite, source: "Vite's default", assumed: true }
}
