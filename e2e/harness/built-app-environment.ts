import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { App } from './app.ts'
import type { Environment } from './environment.ts'

/**
 * What a deployment sets for a built app: the cookie password that the command line wrote to `.env.local`, which
 * production does not read, and the address of the callback.
 */
export async function builtAppEnvironment(app: App): Promise<(origin: string) => Environment> {
  const { WORKOS_COOKIE_PASSWORD } = parseEnv(await readFile(join(app.folder, '.env.local'), 'utf8'))
  return (origin) => ({ WORKOS_COOKIE_PASSWORD, WORKOS_REDIRECT_URI: `${origin}/api/auth/callback` })
}
