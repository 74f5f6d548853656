import type { ResolvedConfig } from 'vite'

import type { BuildConfig } from '../runtime/build-config.ts'
import { createPlugin } from './create-plugin.ts'
import type { PluginFactory } from './create-plugin.ts'
import { runtimeFile } from './runtime-file.ts'
import {
  DEVTOOLS_ID,
  VIRTUAL_BINDINGS_ID,
  VIRTUAL_CLIENT_ID,
  VIRTUAL_CONFIG_ID,
  VIRTUAL_ID,
} from './virtual-ids.ts'

/** The built-in module of workerd with the bindings. */
const CLOUDFLARE_MODULE = 'cloudflare:workers'

/** Ids of modules that have no file. The NUL keeps other plugins off them. */
const RESOLVED_CONFIG_ID = `\0${VIRTUAL_CONFIG_ID}`

/**
 * Resolves `virtual:authkit` and `virtual:authkit/client` to real files of this package, another one for the browser
 * than for the server, so that server code can't reach a browser; and renders `virtual:authkit/config`.
 *
 * Real files, because TanStack's compiler makes RPCs of server functions by file and name.
 */
export const virtualModules: PluginFactory = createPlugin('virtual-modules', (ctx) => ({
  enforce: 'pre',
  resolveId: {
    filter: {
      id: [/^virtual:authkit(?:\/client|\/config|\/bindings)?$/, new RegExp(`^${DEVTOOLS_ID}$`)],
    },
    handler(id) {
      if (id === VIRTUAL_CONFIG_ID) return RESOLVED_CONFIG_ID
      if (id === DEVTOOLS_ID) {
        const isDev = ctx.config.command === 'serve' && !ctx.config.isProduction
        return { id: runtimeFile(`devtools/${isDev ? 'panel' : 'absent'}`), moduleSideEffects: false }
      }
      const { config } = this.environment
      const side = config.consumer === 'client' ? 'browser' : 'server'
      if (id === VIRTUAL_ID) return { id: runtimeFile(`start/${side}`), moduleSideEffects: false }
      if (id === VIRTUAL_CLIENT_ID) return { id: runtimeFile(`react/${side}`), moduleSideEffects: false }
      if (id === VIRTUAL_BINDINGS_ID) {
        const file = hasCloudflareModules(config) ? 'bindings-cloudflare' : 'no-bindings'
        return { id: runtimeFile(`start/${file}`), moduleSideEffects: false }
      }
      return null
    },
  },
  load: {
    filter: { id: new RegExp(`^${RESOLVED_CONFIG_ID}$`) },
    handler() {
      const { buildConfig } = ctx
      const { config } = this.environment
      // A browser has no use for them.
      if (config.consumer === 'client') return renderConfig({ ...buildConfig, settings: {} })
      const isElsewhere = buildConfig.localAuthKit !== null && hasCloudflareModules(config)
      return renderConfig({ ...buildConfig, localEnvironment: isElsewhere ? readLocalEnvironment() : {} })
    },
  },
}))

/** What the plugin made up for the server in dev, through the process' environment, which a Worker doesn't have. */
function readLocalEnvironment(): BuildConfig['localEnvironment'] {
  const names = ['WORKOS_COOKIE_PASSWORD', 'WORKOS_REDIRECT_URI']
  const entries = names.map((name) => [name, process.env[name] ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/** Whether this environment's code runs in workerd: its plugin, @cloudflare/vite-plugin, declares what is built in. */
function hasCloudflareModules({ resolve: { builtins } }: Pick<ResolvedConfig, 'resolve'>): boolean {
  return builtins.some((builtin) =>
    typeof builtin === 'string' ? builtin === CLOUDFLARE_MODULE : builtin.test(CLOUDFLARE_MODULE),
  )
}

/** The path alone too: a browser that needs nothing else is sent nothing else. */
function renderConfig({ signInPath, ...others }: BuildConfig): string {
  return (
    `export const signInPath = ${JSON.stringify(signInPath)}\n` +
    `export const buildConfig = { signInPath, ...${JSON.stringify(others)} }\n`
  )
}
