import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { ResolvedConfig } from 'vite'

import type { PluginContext } from '../../context.ts'
import type { AppOptions } from '../../lint/app/app-options.ts'
import { definedByStart } from '../defined-by-start.ts'
import { isAppModule } from './app-modules.ts'

/** What Start calls the file that makes the start instance; it sets an alias of that name. */
const START_ENTRY = '#tanstack-start-entry'

/** What the configuration says about the app, for the rules about the app as a whole. */
export function readAppOptions({ config, env, options }: PluginContext): Omit<AppOptions, 'complete'> {
  return {
    callbackPath: options.callbackPath,
    signInPath: options.signInPath,
    redirectUri: env['WORKOS_REDIRECT_URI'] ?? options.settings.redirectUri,
    startEntry: startEntryOf(config),
    startVersion: versionOfStart(config.root),
    basePath: definedByStart(config, 'basePath'),
    csrfWarningDisabled: definedByStart(config, 'csrfWarningDisabled') === 'true',
  }
}

/** `null` when the app has none: then the alias leads into Start itself. `undefined` without Start. */
function startEntryOf({ resolve }: ResolvedConfig): string | null | undefined {
  const alias = resolve.alias.find(({ find }) => find === START_ENTRY)
  if (alias === undefined) return undefined
  return isAppModule(alias.replacement) ? alias.replacement : null
}

function versionOfStart(root: string): string | undefined {
  try {
    const file = createRequire(join(root, 'package.json')).resolve('@tanstack/react-start/package.json')
    const { version }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
