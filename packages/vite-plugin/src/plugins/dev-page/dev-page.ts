import { styleText } from 'node:util'

import type { Connect, ViteDevServer } from 'vite'

import type { PluginContext } from '../../context.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { devOrigins } from '../dev-origin.ts'
import { LOCAL_AUTHKIT_PATH } from '../local-authkit/local-authkit.ts'
import type { DevPage } from './create-dev-page.ts'
import { isPagePath, PAGE_PATH } from './page-path.ts'
import type { Recorder } from './watch/recorder.ts'

/** What answers and observes, once it is loaded. */
interface Loaded {
  readonly page: DevPage
  readonly recorder: Recorder
}

type AsyncHandler = (...visit: Parameters<Connect.NextHandleFunction>) => Promise<void>

/**
 * Serves the page `/__authkit` in `vite dev`, with real credentials too: what is going on with sessions, cookies,
 * sign-ins, the configuration and the checks.
 *
 * It is before the local AuthKit, and sees what goes through the dev server without changing it. Nothing of it is loaded
 * before the first request.
 */
export const devPage: PluginFactory = createPlugin('dev-page', (ctx) => {
  const stops = new Set<() => void>()
  return {
    apply: (_, { command, isPreview }) => command === 'serve' && isPreview !== true,

    configureServer(server) {
      if (ctx.config.isProduction) return
      ctx.findingsUrl = () => {
        const [origin] = devOrigins(server)
        return origin && origin + PAGE_PATH
      }
      let loading: Promise<Loaded> | undefined
      const loaded = (): Promise<Loaded> => (loading ??= load(ctx, stops))
      const serve: AsyncHandler = async (request, response, next) => {
        const { page, recorder } = await loaded()
        const [path = ''] = (request.url ?? '').split('?', 1)
        const isPages = isPagePath(path)
        // Looking at the page leaves no trace on it; what its buttons do, does.
        if (!isPages || request.method === 'POST') recorder.observe(request, response)
        if (isPages) page(request, response)
        else next()
      }
      server.middlewares.use((...visit) => void serve(...visit))
      printAfterUrls(server)
    },

    closeBundle() {
      for (const stop of stops) stop()
      stops.clear()
    },
  }
})

async function load(ctx: PluginContext, stops: Set<() => void>): Promise<Loaded> {
  const { createDevPage } = await import('./create-dev-page.ts')
  const { observeApp } = await import('./watch/observe-app.ts')
  const { recorder, stop } = observeApp(ctx, LOCAL_AUTHKIT_PATH)
  stops.add(stop)
  return { page: createDevPage(ctx, recorder), recorder }
}

/** One line under Vite's own addresses, in their style. */
function printAfterUrls(server: ViteDevServer): void {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    const [origin] = devOrigins(server)
    if (origin === undefined) return
    const label = `${styleText('green', '➜')}  ${styleText('bold', 'AuthKit')}`
    server.config.logger.info(`  ${label}: what is going on, at ${styleText('cyan', origin + PAGE_PATH)}`)
  }
}
