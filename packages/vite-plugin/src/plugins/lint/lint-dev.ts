import { readFile } from 'node:fs/promises'

import type { ViteDevServer } from 'vite'

import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { isAppLoaded } from './is-app-loaded.ts'
import { ViteLinter } from './vite-linter.ts'
import { APP_MODULES, appFileOf, isAppModule } from './app-modules.ts'

/** How long no module may have come before the lint runs, in milliseconds: a page brings many at once. */
export const QUIET_MS = 20

/**
 * Lints the modules that the dev server has served, and again what is saved. The page goes on working, whatever is
 * found: in dev a mistake is to be seen, not to be in the way.
 */
export const lintDev: PluginFactory = createPlugin('lint-dev', (ctx) => {
  const { lint: options } = ctx.options
  if (options === false) return {}
  const viteLinter = new ViteLinter(ctx, options.rules)
  let timer: NodeJS.Timeout | undefined
  let isRolldown = false
  let isClosed = false
  let isComplete = (): boolean => false
  let running: Promise<void> = Promise.resolve()

  const schedule = (): void => {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => {
      running = running.then(run).catch((error: unknown) => {
        ctx.config.logger.error(`[authkit] The lint failed: ${String(error)}`)
      })
    }, QUIET_MS)
  }
  const run = async (): Promise<void> => {
    const linter = await viteLinter.load(isRolldown)
    if (linter !== undefined && !isClosed) await viteLinter.run(linter, isComplete())
  }

  return {
    apply: (_, { command, isPreview }) => command === 'serve' && isPreview !== true,
    enforce: 'pre',
    configureServer(server) {
      const environment = serverEnvironment(server)
      const { pluginContainer } = environment
      isComplete = () => isAppLoaded(environment)
      viteLinter.resolve = async (specifier, importer) =>
        appFileOf(await pluginContainer.resolveId(specifier, importer))
    },
    transform: {
      order: 'pre',
      filter: { id: APP_MODULES },
      async handler(code, id) {
        if (!isAppModule(id)) return
        isRolldown = this.meta.rolldownVersion !== undefined
        const linter = await viteLinter.load(isRolldown)
        // A plugin before us may have changed the code; findings speak of what the user wrote.
        if (linter?.update(id, await readFile(id, 'utf8').catch(() => code)) === true) schedule()
      },
    },
    async hotUpdate({ type, file, read, modules }) {
      const linter = await viteLinter.load(isRolldown)
      if (linter === undefined || !isAppModule(file)) return
      const isKnown = modules.length > 0 || linter.sourceOf(file) !== undefined
      if (type === 'delete') linter.remove(file)
      else if (isKnown) linter.update(file, await read())
      // A new file may be what an import was looking for.
      schedule()
    },
    closeBundle() {
      isClosed = true
      clearTimeout(timer)
    },
  }
})

/** Where loaders and server functions run: it resolves what they import. */
function serverEnvironment({ environments }: ViteDevServer): ViteDevServer['environments'][string] {
  return Object.values(environments).find(({ config }) => config.consumer === 'server') ?? environments.client
}
