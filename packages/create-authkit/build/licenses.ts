import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Rolldown } from 'tsdown'

/**
 * Writes the licenses of all that was bundled into a text file beside it.
 * @throws {Error} for a package that has none
 */
export function licenses(fileName: string): Rolldown.Plugin {
  return {
    name: 'licenses',
    generateBundle() {
      const folders = [...this.getModuleIds()].flatMap((id) => packageFolder(id) ?? [])
      const texts = [...new Set(folders)].map(licenseOf).toSorted()
      this.emitFile({ type: 'asset', fileName, source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
    },
  }
}

/** The folder of the package that a module is from; `null` when it is none from a registry. */
function packageFolder(id: string): string | null {
  if (!id.includes('/node_modules/')) return null
  for (let folder = dirname(id); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && 'version' in readJson(manifest)) return folder
  }
  return null
}

function licenseOf(folder: string): string {
  const { name, version } = readJson(join(folder, 'package.json'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${String(name)} has no file of its license`)
  return `${String(name)} ${String(version)}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
}
