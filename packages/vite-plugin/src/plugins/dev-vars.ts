import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

import type { ResolvedConfig } from 'vite'

/** The file from which @cloudflare/vite-plugin takes the variables of a Worker in dev, instead of the `.env` files. */
const DEV_VARS = '.dev.vars'

/** The variables of `.dev.vars`, where the app is a Worker and has one. */
export function readDevVars({
  plugins,
  root,
}: Pick<ResolvedConfig, 'plugins' | 'root'>): Record<string, string> {
  const file = join(root, DEV_VARS)
  const isWorker = plugins.some(({ name }) => name.startsWith('vite-plugin-cloudflare'))
  if (!isWorker || !existsSync(file)) return {}
  const variables = Object.entries(parseEnv(readFileSync(file, 'utf8')))
  return Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']))
}
