import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { ToolCommand } from '../app-tools/package-manager.ts'
import { runCommand, scriptCommand } from '../app-tools/package-manager.ts'
import { findInstalled } from '../project/installed-package.ts'
import { scriptsOf } from '../project/package-json.ts'
import { isRecord } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'
import { shellWords } from '../project/shell-words.ts'

/** How a built app is started. */
export interface ServeCommand extends ToolCommand {
  /** As it is typed. */
  shown: string
}

/** Where Nitro puts a server for Node. */
const NITRO_SERVER = '.output/server/index.mjs'

/** Programs that a script for production has no use of, with the first word that makes them one for development. */
const DEV_SERVERS: Readonly<Record<string, readonly string[]>> = {
  vite: ['dev', 'serve'],
  vinxi: ['dev'],
  nitro: ['dev'],
  netlify: ['dev'],
  wrangler: ['dev'],
}

/**
 * The command that serves the build: the app's own `start` script where that is one for production, Nitro's server,
 * or Vite's preview.
 */
export function serveCommand(project: Project, port: number): ServeCommand | null {
  const start = scriptsOf(project.packageJson.data).get('start')
  if (start !== undefined && isForProduction(start)) {
    return { ...runCommand(project, 'start'), shown: scriptCommand(project.packageManager.name, 'start') }
  }
  if (existsSync(join(project.root, NITRO_SERVER))) {
    return { command: process.execPath, args: [NITRO_SERVER], shown: `node ${NITRO_SERVER}` }
  }
  const vite = findVite(project.root)
  if (vite === null) return null
  const args = ['preview', '--port', String(port), '--strictPort']
  return { command: process.execPath, args: [vite, ...args], shown: `vite ${args.join(' ')}` }
}

/** Vite alone, or with a flag first, is its dev server. */
function isForProduction(script: string): boolean {
  const words = shellWords(script)
  return words.every((word, index) => {
    const next = words[index + 1]
    const dev = DEV_SERVERS[word]
    if (dev === undefined) return true
    if (word === 'vite' && (next === undefined || next.startsWith('-'))) return false
    return next === undefined || !dev.includes(next)
  })
}

/** The script behind the app's `vite`. */
export function findVite(root: string): string | null {
  const vite = findInstalled(root, 'vite')
  const bin = vite?.data['bin']
  const script = isRecord(bin) ? bin['vite'] : null
  return vite === null || typeof script !== 'string' ? null : join(vite.folder, script)
}
