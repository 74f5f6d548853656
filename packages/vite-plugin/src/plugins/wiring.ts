import { loadEnv } from 'vite'
import type { ResolvedConfig } from 'vite'

import { checkEnvironment } from '../environment-problems.ts'
import { createPlugin } from './create-plugin.ts'
import type { PluginFactory } from './create-plugin.ts'
import { localEnvironmentFile, readDevVars } from './dev-vars.ts'
import { processState } from './local-authkit/process-state.ts'
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
  configEnvironment: () => ({
    // Neither may be pre-bundled: the compiler of Start must see the package's own files, one by one.
    optimizeDeps: { exclude: [PACKAGE_NAME, ...VIRTUAL_IDS] },
    resolve: { noExternal: [PACKAGE_NAME, ...RUNTIME_DEPENDENCIES] },
  }),
  configResolved(config) {
    const env = readEnvironment(config)
    ctx.resolve(config, env)
    if (config.command === 'serve') giveToServer(env)
    if (process.env['VITEST']) return
    const problems = checkPlugins(config)
    if (config.command === 'serve' && !config.isProduction) {
      problems.push(
        ...checkEnvironment(ctx.env, { ...ctx.options, ...ctx.paths }, localEnvironmentFile(config)),
      )
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

/**
 * What the app's server will see in dev: Start puts the `.env` files of the root into the process' environment, and
 * we those of `envDir`, where that is another directory; a Worker on Cloudflare sees its `.dev.vars`. Empty variables
 * are left out.
 */
function readEnvironment(config: ResolvedConfig): Record<string, string> {
  const { mode, root, envDir } = config
  const variables = {
    ...loadEnv(mode, root, ''),
    ...(envDir !== false && loadEnv(mode, envDir, '')),
    ...readDevVars(config),
  }
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
}

function giveToServer(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('WORKOS_') || name.startsWith('AUTHKIT_'))
      processState().envDefaults.give(name, value)
  }
}

function checkPlugins({ plugins }: ResolvedConfig): string[] {
  const indexOfStart = plugins.findIndex(({ name }) => name.startsWith('tanstack-react-start'))
  if (indexOfStart !== -1) return []
  return [
    'The plugin of TanStack Start is missing: add `tanstackStart()` of "@tanstack/react-start/plugin/vite" to ' +
      '`plugins`, directly after `authkit()`.',
  ]
}
