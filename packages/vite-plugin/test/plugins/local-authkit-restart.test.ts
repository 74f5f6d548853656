import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { createLogger, createServer, type InlineConfig, type Plugin, type ViteDevServer } from 'vite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { PluginContext } from '../../src/context.ts'
import { resolveOptions, type AuthKitOptions } from '../../src/options.ts'
import { localAuthKit } from '../../src/plugins/local-authkit/local-authkit.ts'
import { processState } from '../../src/plugins/local-authkit/process-state.ts'

let root: string
let server: ViteDevServer | undefined

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'local-authkit-'))
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', undefined)
  vi.stubEnv('WORKOS_REDIRECT_URI', undefined)
})

afterEach(async () => {
  await stop()
  await rm(root, { recursive: true })
  vi.unstubAllEnvs()
})

interface Started {
  base: string
  cookiePassword: string | undefined
  errors: string[]
  server: ViteDevServer
}

async function start(options?: AuthKitOptions, config: InlineConfig['server'] = {}): Promise<Started> {
  const errors: string[] = []
  const logger = createLogger('silent')
  logger.error = (message) => void errors.push(message)
  const ctx = new PluginContext(resolveOptions(options))
  const wiring: Plugin = { name: 'wiring', configResolved: (resolved) => ctx.resolve(resolved, {}) }
  server = await createServer({
    configFile: false,
    root,
    customLogger: logger,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { port: 0, ws: false, ...config },
    plugins: [wiring, localAuthKit(ctx)],
  })
  await server.listen()
  const base = ctx.localAuthKit ?? ''
  return { base, cookiePassword: process.env['WORKOS_COOKIE_PASSWORD'], errors, server }
}

async function stop(): Promise<void> {
  await server?.close()
  server = undefined
}

/** Forgets what only the process knew, as its end does. */
async function endProcess(): Promise<void> {
  await stop()
  processState().envDefaults.takeBack()
  processState().localAuthKits.clear()
}

async function control(base: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const init =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
  const response = await fetch(`${base}/control/${path}`, init)
  return (await response.json()) as Record<string, unknown>
}

function refresh(base: string, refreshToken: unknown): Promise<Response> {
  return fetch(`${base}/user_management/authenticate`, {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'refresh_token',
      client_id: 'client_local',
      client_secret: 'sk_test_local',
      refresh_token: refreshToken,
    }),
  })
}

const kid = async (base: string): Promise<unknown> => (await control(base, 'state')).keyIds

describe('after the process has ended', () => {
  test('the session, the key and the cookie password are the same', async () => {
    const first = await start()
    const tokens = await control(first.base, 'sign-in', { user: 'alice@example.com' })
    const keyBefore = await kid(first.base)
    expect(keyBefore).toHaveLength(1)
    await endProcess()

    const second = await start()
    expect(second.cookiePassword).toHaveLength(43)
    expect(second.cookiePassword).toBe(first.cookiePassword)
    expect(await kid(second.base)).toStrictEqual(keyBefore)
    expect((await refresh(second.base, tokens.refresh_token)).status).toBe(200)
    await endProcess()

    const third = await start()
    const { sessions } = (await control(third.base, 'sessions')) as { sessions: { status: string }[] }
    expect(sessions.map(({ status }) => status)).toStrictEqual(['active'])
  })

  test('only this user can read the file, and git does not see it', async () => {
    await start()
    await endProcess()
    const folder = join(root, '.vite', 'authkit')
    const files = await readdir(folder)
    expect(files.toSorted()).toStrictEqual(['.gitignore', expect.stringMatching(/^[0-9a-f]{16}\.json$/)])
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
    expect((await stat(join(folder, files.find((name) => name.endsWith('.json')) ?? ''))).mode & 0o777).toBe(
      0o600,
    )
  })

  test.each(['', '{', 'null', '[]', '{"cookiePassword":"short"}', 'VERSION'])(
    'a file with %j is as good as none',
    async (content) => {
      const first = await start()
      await endProcess()
      const folder = join(root, '.vite', 'authkit')
      const name = (await readdir(folder)).find((entry) => entry.endsWith('.json')) ?? ''
      const saved = await readFile(join(folder, name), 'utf8')
      await writeFile(
        join(folder, name),
        content === 'VERSION' ? saved.replace('"version":1', '"version":0') : content,
      )
      const second = await start()
      expect(second.errors).toStrictEqual([])
      expect(second.cookiePassword).toHaveLength(43)
      expect(second.cookiePassword).not.toBe(first.cookiePassword)
    },
  )
})

describe('the seed', () => {
  const seed = (email: string): string => JSON.stringify({ users: [{ email }] })
  const emails = async (base: string): Promise<string[]> =>
    ((await control(base, 'users')) as { users: { email: string }[] }).users.map(({ email }) => email)

  test('comes from a file, which is read again when it changes', async () => {
    const file = join(root, 'authkit.seed.json')
    await writeFile(file, seed('zoe@example.com'))
    const { base, errors } = await start()
    expect(await emails(base)).toStrictEqual(['zoe@example.com'])

    await writeFile(file, seed('yan@example.com'))
    await expect.poll(() => emails(base), { timeout: 20_000 }).toStrictEqual(['yan@example.com'])

    await writeFile(file, '{\n  "users": [{ "emial": "x@example.com" }]\n}')
    await expect
      .poll(() => errors, { timeout: 20_000 })
      .toStrictEqual([
        '[authkit] The seed of the local AuthKit: authkit.seed.json:2:24: The seed is not valid: `users[0].emial` is not known. Did you mean `email`?',
      ])
    expect(await emails(base)).toStrictEqual(['yan@example.com'])
  })

  test('is read when its file has come to rest: editors empty it before they write it', async () => {
    const file = join(root, 'authkit.seed.json')
    await writeFile(file, seed('zoe@example.com'))
    const { base, errors, server } = await start(undefined, { watch: null })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await writeFile(file, '')
    server.watcher.emit('all', 'change', file)
    // Time enough to read it.
    for (let turn = 0; turn < 50; turn += 1) await readFile(file)
    await writeFile(file, seed('yan@example.com'))
    await vi.advanceTimersByTimeAsync(1_000)
    vi.useRealTimers()
    await expect.poll(() => emails(base)).toStrictEqual(['yan@example.com'])
    expect(errors).toStrictEqual([])
  })

  test('is not that of a dev server which closed before the file came to rest', async () => {
    const file = join(root, 'authkit.seed.json')
    await writeFile(file, seed('zoe@example.com'))
    const { server: first } = await start(undefined, { watch: null })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    first.watcher.emit('all', 'change', file)
    await stop()
    const { base } = await start({
      emulator: { seed: { users: [{ email: 'yan@example.com' }], organizations: [] } },
    })
    await vi.advanceTimersByTimeAsync(1_000)
    vi.useRealTimers()
    // Time enough to read it.
    for (let turn = 0; turn < 50; turn += 1) await readFile(file)
    expect(await emails(base)).toStrictEqual(['yan@example.com'])
  })

  test.each([
    [
      'no default export',
      `export const seed = { users: [] }`,
      'its default export must be the seed, an object.',
    ],
    ['a mistake in it', `export default {`, 'authkit.seed.ts:1:'],
    ['an error', `throw new Error('boom')`, "authkit.seed.ts can't be loaded: boom"],
  ])('in TypeScript with %s says so', async (_, text, message) => {
    await writeFile(join(root, 'authkit.seed.ts'), text)
    const { errors } = await start()
    expect(errors).toHaveLength(1)
    expect(stripVTControlCharacters(errors[0] ?? '')).toContain(message)
  })

  test('may be TypeScript that imports', async () => {
    await writeFile(join(root, 'people.ts'), `export const email: string = 'ts@example.com'\n`)
    await writeFile(
      join(root, 'authkit.seed.ts'),
      `import { email } from './people.ts'\nexport default { users: [{ email }] }\n`,
    )
    const { base, errors } = await start()
    expect(errors).toStrictEqual([])
    expect(await emails(base)).toStrictEqual(['ts@example.com'])
  })

  test('may be an option, and one that is not valid does not stop the dev server', async () => {
    const { base } = await start({ emulator: { seed: { users: [{ email: 'o@e.org' }], organizations: [] } } })
    expect(await emails(base)).toStrictEqual(['o@e.org'])
    await endProcess()
    const { errors } = await start({ emulator: { seed: './missing.json' } })
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain("missing.json can't be read")
  })

  test('that has changed while nothing ran keeps who is still there signed in', async () => {
    const first = await start()
    const alice = await control(first.base, 'sign-in', { user: 'alice@example.com' })
    const bob = await control(first.base, 'sign-in', { user: 'bob@example.com' })
    await endProcess()
    await writeFile(
      join(root, 'authkit.seed.json'),
      JSON.stringify({ users: [{ id: 'user_local_alice', email: 'alice@example.com' }] }),
    )
    const second = await start()
    expect((await refresh(second.base, alice.refresh_token)).status).toBe(200)
    expect((await refresh(second.base, bob.refresh_token)).status).toBe(400)
  })
})
