import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { PluginContext } from '../../src/context.ts'
import { resolveOptions } from '../../src/options.ts'
import { virtualModules } from '../../src/plugins/virtual-modules.ts'
import { FIXTURE_ROOT } from '../app/fixture-app.ts'

let server: ViteDevServer

afterEach(() => server.close())

async function start(
  options = {},
  isProduction = false,
  builtins: (string | RegExp)[] = [],
): Promise<PluginContext> {
  const ctx = new PluginContext(resolveOptions(options))
  server = await createServer({
    configFile: false,
    root: FIXTURE_ROOT,
    logLevel: 'silent',
    mode: isProduction ? 'production' : 'development',
    optimizeDeps: { noDiscovery: true },
    environments: { ssr: { resolve: { builtins } } },
    server: { middlewareMode: true, ws: false },
    plugins: [
      {
        name: 'wiring',
        configResolved: (config) => ctx.resolve({ ...config, isProduction }, {}),
      },
      virtualModules(ctx),
    ],
  })
  return ctx
}

test.each([
  ['virtual:authkit', 'client', 'start/browser.ts'],
  ['virtual:authkit', 'ssr', 'start/server.ts'],
  ['virtual:authkit/client', 'client', 'react/browser.ts'],
  ['virtual:authkit/client', 'ssr', 'react/server.ts'],
] as const)('%s in the %s environment is a real file: %s', async (id, environment, file) => {
  await start()
  const resolved = await server.environments[environment].pluginContainer.resolveId(id)
  expect(resolved?.id).toMatch(new RegExp(`/src/runtime/${file}$`))
  expect(resolved?.moduleSideEffects).toBe(false)
})

test.each(['virtual:authkit/other', 'virtual:authkits', 'virtual:authkit/config/x'])(
  '%s is none of ours',
  async (id) => {
    await start()
    expect(await server.environments.client.pluginContainer.resolveId(id)).toBeNull()
  },
)

async function loadConfig(): Promise<unknown> {
  const { buildConfig } = await server.ssrLoadModule('virtual:authkit/config')
  return buildConfig
}

test('the configuration module holds the paths and the local AuthKit', async () => {
  const ctx = await start({ signInPath: '/login' })
  ctx.localAuthKit = 'http://localhost:5173/__authkit'
  expect(await loadConfig()).toEqual({
    basePath: '',
    signInPath: '/login',
    signOutPath: '/api/auth/sign-out',
    callbackPath: '/api/auth/callback',
    localAuthKit: 'http://localhost:5173/__authkit',
    settings: {},
    localEnvironment: {},
  })
})

test('the settings of the options reach the server, and no browser', async () => {
  await start({ cookieName: 'app-session' })
  expect(await loadConfig()).toMatchObject({ settings: { cookieName: 'app-session' } })
  const forBrowser = await server.environments.client.transformRequest('virtual:authkit/config')
  expect(forBrowser?.code).toContain('"settings":{}')
  expect(forBrowser?.code).not.toContain('app-session')
})

describe('a server in dev that does not run in this process', () => {
  const builtins = ['cloudflare:workers']

  beforeEach(() => {
    vi.stubEnv('WORKOS_COOKIE_PASSWORD', 'a password of more than thirty-two characters')
    vi.stubEnv('WORKOS_REDIRECT_URI', '')
    vi.stubEnv('WORKOS_API_KEY', 'sk_live_secret')
    return () => vi.unstubAllEnvs()
  })

  test('is told what the local AuthKit needs, and no browser is', async () => {
    const ctx = await start({}, false, builtins)
    ctx.localAuthKit = 'http://localhost:5173/__authkit'
    expect(await loadConfig()).toMatchObject({
      localEnvironment: { WORKOS_COOKIE_PASSWORD: 'a password of more than thirty-two characters' },
    })
    expect(JSON.stringify(await loadConfig())).not.toContain('sk_live_secret')
    const forBrowser = await server.environments.client.transformRequest('virtual:authkit/config')
    expect(forBrowser?.code).toContain('"localEnvironment":{}')
  })

  test.each<[string, (string | RegExp)[], boolean, string | null]>([
    ['the local AuthKit is off', builtins, false, null],
    ['it is a build', builtins, true, 'http://localhost:5173/__authkit'],
    ['it runs in this process after all', [], false, 'http://localhost:5173/__authkit'],
  ])('is told nothing when %s', async (_, environment, isProduction, localAuthKit) => {
    const ctx = await start({}, isProduction, environment)
    ctx.localAuthKit = localAuthKit
    expect(await loadConfig()).toMatchObject({ localEnvironment: {} })
  })
})

test.each<[string, (string | RegExp)[], string]>([
  ['of Node', [], 'no-bindings'],
  ['that has other modules built in', ['bun:ffi', /^node:/], 'no-bindings'],
  [
    'that has the modules of workerd, by name',
    ['cloudflare:email', 'cloudflare:workers'],
    'bindings-cloudflare',
  ],
  ['that has the modules of workerd, by pattern', [/^cloudflare:/], 'bindings-cloudflare'],
])('on a server %s, variables come from %j: %s', async (_, builtins, file) => {
  await start({}, false, builtins)
  const resolved = await server.environments.ssr.pluginContainer.resolveId('virtual:authkit/bindings')
  expect(resolved?.id).toMatch(new RegExp(`/src/runtime/start/${file}\\.ts$`))
})

test('no local AuthKit in production, even if one were announced', async () => {
  const ctx = await start({}, true)
  ctx.localAuthKit = 'http://localhost:5173/__authkit'
  expect(await loadConfig()).toMatchObject({ localAuthKit: null })
})
