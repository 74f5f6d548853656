import { styleText } from 'node:util'

import type { NodeHttp1Handler } from 'srvx'
import type { Environment, ViteDevServer } from 'vite'

import type { PluginContext } from '../../context.ts'
import { refuseForeignHost } from '../../emulator/loopback.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { devOrigins, plainLoopbackOrigin } from '../dev-origin.ts'
import { forbidReading } from '../forbid-reading.ts'
import { openState } from './open-state.ts'
import { useOwnServer, type OwnServer } from './own-server.ts'
import { processState, type LocalAuthKitState } from './process-state.ts'
import { SeedSource } from './seed-source.ts'

/** Path of the dev server under which the local AuthKit answers. */
export const LOCAL_AUTHKIT_PATH = '/__authkit'

/** What a dev server has open until it closes. */
interface Held {
  readonly seeds: SeedSource
  readonly ownServer: OwnServer | undefined
}

/**
 * Serves the local AuthKit inside `vite dev` when the app has no WorkOS credentials, and tells the runtime where.
 *
 * It is for dev alone: the plugin applies to `serve` and not to previews, and only `configureServer`, which builds do
 * not call, loads the emulator.
 */
export const localAuthKit: PluginFactory = createPlugin('local-authkit', (ctx) => {
  const held = new WeakMap<Environment, Held>()
  const states = new Set<LocalAuthKitState>()
  return {
    apply: (_, { command, isPreview }) => command === 'serve' && isPreview !== true,

    config() {
      processState().envDefaults.takeBack()
    },

    async configureServer(server) {
      if (!isWanted(ctx)) return
      const seeds = new SeedSource(ctx)
      const state = await openState(ctx, await seeds.read())
      states.add(state)
      ctx.localControl = state.authKit.control
      ctx.ownPortVisits = state.ownPortVisits
      const { DEFAULT_SEED } = await import('../../emulator/index.ts')
      await seeds.watch(server, (seed) => state.authKit.control.applySeed(seed ?? DEFAULT_SEED))
      await mount(server, state)
      giveCookiePassword(ctx, state)

      const ownServer = plainLoopbackOrigin(server) === undefined ? await useOwnServer(state) : undefined
      for (const environment of Object.values(server.environments))
        held.set(environment, { seeds, ownServer })
      const publish = (): void => {
        const origin = plainLoopbackOrigin(server)
        ctx.localAuthKit = origin === undefined ? (ownServer?.url ?? null) : origin + LOCAL_AUTHKIT_PATH
      }
      publish()
      server.httpServer?.once('listening', () => {
        const announced = ctx.localAuthKit
        publish()
        // The port that was asked for was taken: what was transformed before (`server.warmup`) has the wrong address.
        if (ctx.localAuthKit !== announced) invalidateAll(server)
        allowDevOrigins(server, ctx, state)
      })
      printAfterUrls(server, ctx)
    },

    async closeBundle() {
      const { seeds, ownServer } = held.get(this.environment) ?? {}
      seeds?.close()
      await ownServer?.release()
      await Promise.all([...states].map(({ file }) => file.flush()))
    },
  }
})

function isWanted({ config, env, options }: PluginContext): boolean {
  if (config.isProduction) return false
  if (options.emulator !== 'auto') return options.emulator
  return env.WORKOS_API_KEY === undefined && env.WORKOS_CLIENT_ID === undefined
}

async function mount(server: ViteDevServer, { authKit }: LocalAuthKitState): Promise<void> {
  const { toNodeHandler } = await import('srvx/node')
  const answer = (request: Request): Response | Promise<Response> =>
    refuseForeignHost(request) ?? authKit.fetch(request)
  // Its type leaves open which version of HTTP it is for; it takes both.
  const handle = toNodeHandler(answer) as NodeHttp1Handler
  // Not `use(path, …)`: that takes the path off the URL, and the local AuthKit would not know its own address.
  server.middlewares.use((request, response, next) => {
    const [pathname = ''] = (request.url ?? '').split('?', 1)
    if (pathname !== LOCAL_AUTHKIT_PATH && !pathname.startsWith(`${LOCAL_AUTHKIT_PATH}/`)) return next()
    forbidReading(response)
    void handle(request, response)
  })
}

/** What the CLI writes into `.env.local`, for an app where nobody did. */
function giveCookiePassword({ env }: PluginContext, { cookiePassword }: LocalAuthKitState): void {
  const { envDefaults } = processState()
  if (env.WORKOS_COOKIE_PASSWORD === undefined) envDefaults.give('WORKOS_COOKIE_PASSWORD', cookiePassword)
}

/** Lets the sign-in return to the dev server under all of its names. */
function allowDevOrigins(server: ViteDevServer, ctx: PluginContext, state: LocalAuthKitState): void {
  const origins = devOrigins(server)
  for (const origin of origins) state.allowedOrigins.add(origin)
  const configured = ctx.env.WORKOS_REDIRECT_URI
  if (configured !== undefined && URL.canParse(configured))
    state.allowedOrigins.add(new URL(configured).origin)
  // The runtime takes the origin of the local AuthKit for the app's; with a port of its own it is not.
  if (plainLoopbackOrigin(server) === undefined && configured === undefined && origins[0] !== undefined) {
    const redirectUri = new URL(ctx.paths.callbackPath, origins[0]).href
    processState().envDefaults.give('WORKOS_REDIRECT_URI', redirectUri)
  }
}

function invalidateAll(server: ViteDevServer): void {
  for (const environment of Object.values(server.environments)) environment.moduleGraph.invalidateAll()
}

/** One line under Vite's own addresses, in their style. */
function printAfterUrls(server: ViteDevServer, { paths }: PluginContext): void {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    const signIn = new URL(paths.signInPath, devOrigins(server)[0]).href
    const label = `${styleText('green', '➜')}  ${styleText('bold', 'AuthKit')}`
    server.config.logger.info(
      `  ${label}: local, no account needed — sign in at ${styleText('cyan', signIn)}`,
    )
  }
}
