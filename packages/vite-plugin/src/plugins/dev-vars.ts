import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

import type { ResolvedConfig } from 'vite'

/** The file from which @cloudflare/vite-plugin takes the variables of a Worker in dev, instead of the `.env` files. */
const DEV_VARS = '.dev.vars'

/** What the functions here need to know of an app. */
type App = Pick<ResolvedConfig, 'plugins' | 'root'>

/** The file that the server of an app in dev takes its variables from, and that is kept out of version control. */
export function localEnvironmentFile(app: App): '.dev.vars' | '.env.local' {
  return hasDevVars(app) ? DEV_VARS : '.env.local'
}

/** The variables of `.dev.vars`, where the app is a Worker and has one. */
export function readDevVars(app: App): Record<string, string> {
  if (!hasDevVars(app)) return {}
  const variables = Object.entries(parseEnv(readFileSync(join(app.root, DEV_VARS), 'utf8')))
  return Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']))
}

function hasDevVars({ plugins, root }: App): boolean {
  const isWorker = plugins.some(({ name }) => name.startsWith('vite-plugin-cloudflare'))
  return isWorker && existsSync(join(root, DEV_VARS))
}
