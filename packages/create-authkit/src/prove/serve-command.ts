import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ToolCommand } from '../app-tools/package-manager.ts'
import { runCommand, scriptCommand } from '../app-tools/package-manager.ts'
import { findInstalled } from '../project/installed-package.ts'
import { scriptsOf } from '../project/package-json.ts'
import { isRecord, parseJsonObject } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'
import { shellWords } from '../project/shell-words.ts'

/** How a built app is started. */
export interface ServeCommand extends ToolCommand {
  /** As it is typed. */
  shown: string
}

/** Where Nitro puts a server, for Node or for a Worker. */
const NITRO_SERVER = '.output/server/index.mjs'
/** Where Nitro says what it has built. */
const NITRO_BUILD = '.output/nitro.json'

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
 * wrangler where that is a Worker, or Vite's preview.
 * @param variables what a Worker has to be given: it sees none of its process'
 */
export function serveCommand(
  project: Project,
  port: number,
  variables: Readonly<Record<string, string>> = {},
): ServeCommand | null {
  const start = scriptsOf(project.packageJson.data).get('start')
  if (start !== undefined && isForProduction(start)) {
    return { ...runCommand(project, 'start'), shown: scriptCommand(project.packageManager.name, 'start') }
  }
  if (isNitroWorker(project.root)) {
    const wrangler = findBin(project.root, 'wrangler')
    if (wrangler === null) return null
    const args = ['dev', '--port', String(port)]
    const given = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
    return {
      command: process.execPath,
      args: [wrangler, ...args, ...given],
      shown: `wrangler ${args.join(' ')}`,
    }
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

/** Whether Nitro has built a Worker, which only Cloudflare and wrangler run. */
export function isNitroWorker(root: string): boolean {
  const path = join(root, NITRO_BUILD)
  if (!existsSync(path)) return false
  const { preset } = parseJsonObject(NITRO_BUILD, readFileSync(path, 'utf8'))
  return typeof preset === 'string' && preset.startsWith('cloudflare')
}

/** The script behind the app's `vite`. */
export function findVite(root: string): string | null {
  return findBin(root, 'vite')
}

/** The script behind a package's command of the same name. */
function findBin(root: string, name: string): string | null {
  const found = findInstalled(root, name)
  const bin = found?.data['bin']
  const script = isRecord(bin) ? bin[name] : null
  return found === null || typeof script !== 'string' ? null : join(found.folder, script)
}
