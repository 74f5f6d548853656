import { request as httpRequest } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import {
  createLogger,
  createServer as createServer8,
  type InlineConfig,
  type Plugin,
  type ViteDevServer,
} from 'vite'
import { createServer as createServer7 } from 'vite-7'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { PluginContext } from '../../src/context.ts'
import { resolveOptions, type AuthKitOptions } from '../../src/options.ts'
import { LOCAL_AUTHKIT_PATH, localAuthKit } from '../../src/plugins/local-authkit/local-authkit.ts'
import { authorizeUrl, createPkce, location, submit } from '../emulator/sign-in-flow.ts'

type CreateServer = (config: InlineConfig) => Promise<ViteDevServer>

let root: string
const servers: ViteDevServer[] = []

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'local-authkit-'))
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', undefined)
  vi.stubEnv('WORKOS_REDIRECT_URI', undefined)
})

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  await rm(root, { recursive: true })
  vi.unstubAllEnvs()
})

/** What a started dev server said and shares. */
interface Started {
  server: ViteDevServer
  ctx: PluginContext
  lines: string[]
}

interface StartOptions {
  createServer?: CreateServer
  options?: AuthKitOptions
  env?: Record<string, string>
  config?: InlineConfig
  beforeListening?: (server: ViteDevServer) => Promise<void>
}

async function start({
  createServer = createServer8,
  options,
  env = {},
  config,
  beforeListening,
}: StartOptions = {}): Promise<Started> {
  const lines: string[] = []
  const logger = createLogger()
  logger.info = (message) => void lines.push(stripVTControlCharacters(message))
  const ctx = new PluginContext(resolveOptions(options))
  /** The part of `plugins/wiring.ts` that this plugin needs, with an environment that the test gives. */
  const wiring: Plugin = { name: 'wiring', configResolved: (resolved) => ctx.resolve(resolved, env) }
  const address: Plugin = {
    name: 'address',
    resolveId: (id) => (id === 'virtual:address' ? `\0${id}` : null),
    load: (id) => (id === '\0virtual:address' ? `export default '${ctx.localAuthKit}'` : null),
  }
  const server = await createServer({
    configFile: false,
    root,
    customLogger: logger,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    ...config,
    server: { port: 0, ws: false, ...config?.server },
    plugins: [wiring, localAuthKit(ctx), address],
  })
  servers.push(server)
  await beforeListening?.(server)
  if (!server.config.server.middlewareMode) await server.listen()
  return { server, ctx, lines }
}

function portOf(server: ViteDevServer): number {
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen.')
  return address.port
}

/** A certificate as a dev server has one: nobody trusts it. */
async function selfSigned(): Promise<{ key: string; cert: string }> {
  const read = (name: string): Promise<string> =>
    readFile(new URL(`fixtures/tls/${name}`, import.meta.url), 'utf8')
  return { key: await read('localhost.key'), cert: await read('localhost.crt') }
}

/** The status of a request whose Host header is not that of the URL, which `fetch` does not allow. */
function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    request.end()
  })
}

describe.each([
  ['8', createServer8],
  ['7', createServer7 as unknown as CreateServer],
])('in the dev server of Vite %s', (_, createServer) => {
  test('an app without credentials signs in', async () => {
    const { server, ctx } = await start({ createServer })
    const baseUrl = `http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}`
    expect(ctx.localAuthKit).toBe(baseUrl)
    expect(ctx.buildConfig.localAuthKit).toBe(baseUrl)

    const pkce = createPkce()
    const url = authorizeUrl({ code_challenge: pkce.challenge }, baseUrl)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('alice@example.com')

    const callback = await submit({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, url, {
      user_id: 'user_local_bob',
    })
    expect(callback.status).toBe(303)

    const tokens = await fetch(`${baseUrl}/user_management/authenticate`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: 'client_local',
        client_secret: 'sk_test_local',
        code: location(callback).searchParams.get('code'),
        code_verifier: pkce.verifier,
      }),
    })
    expect(await tokens.json()).toMatchObject({ user: { email: 'bob@example.com' } })
  })

  test('says so in one line under the addresses', async () => {
    const { server, lines } = await start({ createServer, options: { signInPath: '/sign-in' } })
    server.printUrls()
    const ours = lines.filter((line) => line.includes('AuthKit'))
    expect(ours).toStrictEqual([
      `  ➜  AuthKit: local, no account needed — sign in at http://localhost:${portOf(server)}/sign-in`,
    ])
    expect(lines.at(-1)).toBe(ours[0])
  })

  test('a restart keeps the users, the sessions and the key', async () => {
    const { server } = await start({ createServer })
    const keys = `http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}/sso/jwks/client_local`
    const before = await (await fetch(keys)).json()
    await server.restart()
    const after = await (await fetch(keys)).json()
    expect(after).toStrictEqual(before)
  })

  test('a dev server with a port of its own for the local AuthKit frees it when it closes', async () => {
    const { server, ctx } = await start({ createServer, config: { server: { middlewareMode: true } } })
    const baseUrl = ctx.localAuthKit ?? ''
    expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${baseUrl}/sso/jwks/client_local`)).status).toBe(200)
    await server.close()
    await expect(fetch(`${baseUrl}/sso/jwks/client_local`)).rejects.toThrow('fetch failed')
  })
})

describe('when it is there', () => {
  test.each<[string, Record<string, string>, boolean | undefined, boolean]>([
    ['no credentials', {}, undefined, true],
    ['a client id', { WORKOS_CLIENT_ID: 'client_1' }, undefined, false],
    ['an API key', { WORKOS_API_KEY: 'sk_1' }, undefined, false],
    ['credentials and emulator: true', { WORKOS_CLIENT_ID: 'client_1', WORKOS_API_KEY: 'sk_1' }, true, true],
    ['no credentials and emulator: false', {}, false, false],
  ])('%s', async (_, env, emulator, expected) => {
    const { server, ctx, lines } = await start({ env, options: emulator === undefined ? {} : { emulator } })
    const origin = `http://localhost:${portOf(server)}`
    expect(ctx.localAuthKit).toBe(expected ? origin + LOCAL_AUTHKIT_PATH : null)
    const response = await fetch(
      `${origin}${LOCAL_AUTHKIT_PATH}/sso/jwks/${env.WORKOS_CLIENT_ID ?? 'client_local'}`,
    )
    expect(response.status).toBe(expected ? 200 : 404)
    server.printUrls()
    expect(lines.filter((line) => line.includes('AuthKit'))).toHaveLength(expected ? 1 : 0)
    expect(process.env.WORKOS_COOKIE_PASSWORD === undefined).toBe(!expected)
  })

  test('not in a dev server that says it is production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    const { server, ctx } = await start({ options: { emulator: true } })
    expect(ctx.localAuthKit).toBeNull()
    expect(
      (await fetch(`http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}/sso/jwks/client_local`)).status,
    ).toBe(404)
  })

  test.each([
    ['a build', { command: 'build', mode: 'production' }, false],
    ['a preview', { command: 'serve', mode: 'production', isPreview: true }, false],
    ['dev', { command: 'serve', mode: 'development' }, true],
  ] as const)('applies to %s: %s', (_, env, expected) => {
    const { apply } = localAuthKit(new PluginContext(resolveOptions({ emulator: true })))
    if (typeof apply !== 'function') throw new Error('"apply" is not a function.')
    expect(apply({}, env)).toBe(expected)
  })
})

describe('its address', () => {
  test('follows Vite to another port when the first is taken', async () => {
    const blocker = createTcpServer()
    await new Promise<void>((resolve) => blocker.listen(0, 'localhost', resolve))
    const address = blocker.address()
    const taken = typeof address === 'object' && address !== null ? address.port : 0
    try {
      const { server, ctx } = await start({ config: { server: { port: taken } } })
      expect(portOf(server)).not.toBe(taken)
      expect(ctx.localAuthKit).toBe(`http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}`)
      expect((await fetch(`${ctx.localAuthKit}/sso/jwks/client_local`)).status).toBe(200)
    } finally {
      blocker.close()
    }
  })

  test('is corrected in what was transformed before the server found its port', async () => {
    const seen: (string | undefined)[] = []
    const shown = async (server: ViteDevServer): Promise<void> => {
      const module = await server.environments.ssr?.transformRequest('virtual:address')
      seen.push(module?.code)
    }
    const { server, ctx } = await start({ beforeListening: shown })
    await shown(server)
    expect(seen[0]).toContain(`http://localhost:0${LOCAL_AUTHKIT_PATH}`)
    expect(seen[1]).toContain(ctx.localAuthKit)
    expect(ctx.localAuthKit).toBe(`http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}`)
  })

  test('is not below the base path of the app', async () => {
    const { server, ctx } = await start({ config: { base: '/app/' } })
    expect(ctx.localAuthKit).toBe(`http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}`)
    expect((await fetch(`${ctx.localAuthKit}/sso/jwks/client_local`)).status).toBe(200)
  })

  test('is known before the server listens', async () => {
    const { ctx } = await start({
      config: { server: { middlewareMode: true, origin: 'http://localhost:8080' } },
    })
    expect(ctx.localAuthKit).toBe(`http://localhost:8080${LOCAL_AUTHKIT_PATH}`)
  })

  test('is a port of its own beside HTTPS, and the app is still called back at its own origin', async () => {
    const { server, ctx } = await start({ config: { server: { https: await selfSigned() } } })
    expect(ctx.localAuthKit).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${ctx.localAuthKit}/sso/jwks/client_local`)).status).toBe(200)
    expect(process.env.WORKOS_REDIRECT_URI).toBe(`https://localhost:${portOf(server)}/api/auth/callback`)
  })

  test('has its requests told of when it is a port of its own', async () => {
    const { ctx } = await start({ config: { server: { https: await selfSigned() } } })
    const told: unknown[] = []
    const stop = ctx.ownPortVisits?.subscribe(
      ({ url }) =>
        (answer) =>
          told.push([url, answer?.status]),
    )
    const url = `${ctx.localAuthKit}/sso/jwks/client_local`
    await fetch(url)
    stop?.()
    await fetch(url)
    expect(told).toStrictEqual([[url, 200]])
  })

  test('stays over a restart when it is a port of its own', async () => {
    const { server, ctx } = await start({ config: { server: { https: await selfSigned() } } })
    const { localAuthKit: before } = ctx
    await server.restart()
    expect(ctx.localAuthKit).toBe(before)
    expect((await fetch(`${before}/sso/jwks/client_local`)).status).toBe(200)
    await server.close()
    await expect(fetch(`${before}/sso/jwks/client_local`)).rejects.toThrow('fetch failed')
  })

  test('a redirect URI that the app sets stays', async () => {
    const env = { WORKOS_REDIRECT_URI: 'https://app.test/cb' }
    const { ctx } = await start({ env, config: { server: { https: await selfSigned() } } })
    expect(process.env.WORKOS_REDIRECT_URI).toBeUndefined()
    const url = authorizeUrl({ redirect_uri: 'https://app.test/cb' }, ctx.localAuthKit ?? '')
    expect((await fetch(url)).status).toBe(200)
  })
})

describe('who may reach it', () => {
  test('no page of another origin reads an answer, whatever `server.cors` says', async () => {
    const { ctx } = await start({ config: { server: { cors: true } } })
    const headers = { origin: 'https://evil.example' }
    const response = await fetch(`${ctx.localAuthKit}/sso/jwks/client_local`, { headers })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each(['evil.example', 'localhost.evil.example', '192.168.1.7:3000', 'evil.example:3000'])(
    'not a page of %s whose name resolves to this machine',
    async (host) => {
      const { ctx } = await start({ config: { server: { allowedHosts: true } } })
      expect(await statusWithHost(`${ctx.localAuthKit}/sso/jwks/client_local`, host)).toBe(403)
    },
  )

  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'app.localhost'])(
    '%s is this machine',
    async (host) => {
      const { ctx } = await start()
      expect(await statusWithHost(`${ctx.localAuthKit}/sso/jwks/client_local`, host)).toBe(200)
    },
  )

  test('paths that only begin alike belong to the app', async () => {
    const { server } = await start()
    const response = await fetch(
      `http://localhost:${portOf(server)}${LOCAL_AUTHKIT_PATH}x/sso/jwks/client_local`,
    )
    expect(await response.text()).not.toContain('keys')
  })
})

describe('the cookie password', () => {
  test('is random, long enough, and the same after a restart', async () => {
    const { server } = await start()
    const password = process.env.WORKOS_COOKIE_PASSWORD
    expect(password).toMatch(/^[\w-]{43}$/)
    await server.restart()
    expect(process.env.WORKOS_COOKIE_PASSWORD).toBe(password)
  })

  test.each([
    ['the process sets it', 'a password of the process, long enough', {}],
    ['a file sets it', undefined, { WORKOS_COOKIE_PASSWORD: 'a password of the file, long enough' }],
  ])('is left alone when %s', async (_, inProcess, env) => {
    vi.stubEnv('WORKOS_COOKIE_PASSWORD', inProcess)
    await start({ env })
    expect(process.env.WORKOS_COOKIE_PASSWORD).toBe(inProcess)
  })

  test('gives way to one that was added to a file', async () => {
    const { server } = await start()
    await server.close()
    await start({ env: { WORKOS_COOKIE_PASSWORD: 'a password of the file, long enough' } })
    expect(process.env.WORKOS_COOKIE_PASSWORD).toBeUndefined()
  })
})
