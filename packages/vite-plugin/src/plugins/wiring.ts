import { loadEnv } from 'vite'
import type { ResolvedConfig } from 'vite'

import { checkEnvironment } from '../environment-problems.ts'
import { createPlugin } from './create-plugin.ts'
import type { PluginFactory } from './create-plugin.ts'
import { VIRTUAL_IDS } from './virtual-ids.ts'

/** The oldest major version of Vite the plugin works with. */
export const MINIMUM_VITE_MAJOR = 7

const PACKAGE_NAME = 'vite-plugin-authkit-start'

/** The runtime's dependencies. Bundled into the server, so that it runs without this package installed beside it. */
const RUNTIME_DEPENDENCIES = ['jose', 'iron-webcrypto']

/**
 * Fits the runtime into the app's build, reads its environment for the other plugins, and says at start-up what is
 * missing in the configuration and what to do about it.
 */
export const wiring: PluginFactory = createPlugin('wiring', (ctx) => ({
  enforce: 'pre',
  config() {
    assertViteVersion(this?.meta?.viteVersion)
  },
  configEnvironment(_name, config) {
    return {
      // Neither may be pre-bundled: the compiler of Start must see the package's own files, one by one.
      optimizeDeps: { exclude: [PACKAGE_NAME, ...VIRTUAL_IDS] },
      ...(config.consumer !== 'client' && {
        resolve: { noExternal: [PACKAGE_NAME, ...RUNTIME_DEPENDENCIES] },
      }),
    }
  },
  configResolved(config) {
    ctx.resolve(config, readEnvironment(config))
    if (process.env['VITEST']) return
    const problems = checkPlugins(config)
    if (config.command === 'serve' && !config.isProduction) {
      problems.push(...checkEnvironment(ctx.env, ctx.options))
    }
    for (const problem of problems) config.logger.error(`[authkit] ${problem}\n`, { timestamp: true })
  },
}))

function assertViteVersion(version: string | undefined): void {
  const major = Number(version?.split('.')[0] ?? Number.NaN)
  if (major >= MINIMUM_VITE_MAJOR) return
  throw new Error(
    `${PACKAGE_NAME} needs Vite ${MINIMUM_VITE_MAJOR} or later, and this is ` +
      `${version === undefined ? 'an older one' : `Vite ${version}`}. Update \`vite\` in package.json.`,
  )
}

/** The app's server sees these, because TanStack Start puts the `.env` files into the process' environment. */
function readEnvironment({ mode, envDir }: ResolvedConfig): Record<string, string> {
  const variables = envDir === false ? process.env : loadEnv(mode, envDir, '')
  const set = Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(set)
}

function checkPlugins({ plugins }: ResolvedConfig): string[] {
  const indexOfStart = plugins.findIndex(({ name }) => name.startsWith('tanstack-react-start'))
  if (indexOfStart !== -1) return []
  return [
    'The plugin of TanStack Start is missing: add `tanstackStart()` of "@tanstack/react-start/plugin/vite" to ' +
      '`plugins`, directly after `authkit()`.',
  ]
}
