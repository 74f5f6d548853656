import { createStorage } from 'unstorage'
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'

import page from '../../../../../docs/resilience.md?raw'
import { AuthService, createWorkOSClient, sessionEncryption } from '../../../src/runtime/session/index.ts'
import type { AuthKitConfig, RefreshStore, WithAuthResult } from '../../../src/runtime/session/index.ts'
import { DEFAULT_REFRESH_TIMEOUT } from '../../../src/runtime/session/service/auth-kit-core.ts'
import { canShareWork } from '../../../src/runtime/session/share-work.ts'
import { KEY_SET_TIMEOUT } from '../../../src/runtime/session/tokens/key-source.ts'
import { RequestStorage, requestWith } from './support/request-storage.ts'
import { makeSigningKey, signToken } from './support/signing-key.ts'
import type { SigningKey, TokenOptions } from './support/signing-key.ts'
import { user } from './support/user.ts'
import { validConfig } from './support/valid-config.ts'
import { apiUser, WorkOSServer } from './support/workos-server.ts'
import type { Answer } from './support/workos-server.ts'

const FIVE_MINUTES = 300
/** Milliseconds; what a test can wait for, in the place of seconds. Only while nothing is going to answer. */
const SHORT = 300

let key: SigningKey
let newKey: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
  newKey = await makeSigningKey('key_2')
})

/** A process of an app with one session, and a WorkOS on a port of this machine. */
class Scene {
  readonly workos: WorkOSServer = new WorkOSServer(key)
  readonly #config: AuthKitConfig
  service: AuthService<Request, Response>
  cookie = ''

  constructor(port: number, config: Partial<AuthKitConfig>) {
    this.#config = {
      ...validConfig,
      apiHostname: '127.0.0.1',
      apiPort: port,
      apiHttps: false,
      ...config,
    }
    this.service = this.#start()
  }

  #start(): AuthService<Request, Response> {
    const client = createWorkOSClient(this.#config)
    return new AuthService(this.#config, new RequestStorage(this.#config), client, sessionEncryption, {
      // One of its own, so that no keys are known from another test.
      fetch: (url, init) => fetch(url, init),
      sleep: async () => {},
    })
  }

  /** How long a request waits for new tokens from here on, in milliseconds. */
  set refreshTimeout(milliseconds: number) {
    this.#config.refreshTimeout = milliseconds
  }

  /** Another process takes over: it remembers nothing. */
  restart(): void {
    this.service = this.#start()
  }

  async signIn(token: TokenOptions): Promise<void> {
    const session = { accessToken: await signToken(key, token), refreshToken: 'refresh_0', user }
    this.cookie = await sessionEncryption.sealData(session, { password: this.#config.cookiePassword })
  }

  /** One request, after which the browser has the cookie that it was given. */
  async ask(): Promise<WithAuthResult> {
    const result = await this.service.withAuth(requestWith({ 'wos-session': this.cookie }))
    this.cookie = result.refreshedSessionData ?? this.cookie
    return result
  }

  get exchanges(): number {
    return this.workos.tokenRequests.length
  }
}

async function createScene(token: TokenOptions, config: Partial<AuthKitConfig> = {}): Promise<Scene> {
  let scene: Scene | undefined
  const front = new WorkOSServer(key)
  front.handle = (request) => scene?.workos.handle(request) ?? Promise.resolve(new Response())
  const { port, close } = await front.listen()
  onTestFinished(() => close())
  scene = new Scene(port, config)
  await scene.signIn(token)
  return scene
}

/** What a request finds: who there is, and what becomes of the cookie. */
function outcomeOf({ auth, error }: WithAuthResult): string {
  if (auth.user) return 'signed in'
  return error?.code === 'ERR_TOKEN_REFRESH_FAILED' ? 'nobody, session kept' : 'signed out'
}

const always = (answer: Answer): Answer[] => Array.from({ length: 20 }, () => answer)
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify({ message: 'No.' }), { status: code, headers })
const body =
  (text: string): Answer =>
  () =>
    new Response(text, { headers: { 'content-type': 'application/json' } })
const hangsUp: Answer = () => {
  throw new Error('The connection breaks.')
}
const refused: Answer = () =>
  Response.json({ error: 'invalid_grant', error_description: 'Ended.' }, { status: 400 })

/** Lets the answers through that are held back. */
let release = (): void => {}

function holdBack(): Answer {
  const released = new Promise<void>((resolve) => (release = resolve))
  onTestFinished(() => release())
  return async () => {
    await released
    return new Response('late', { status: 504 })
  }
}

interface Fault {
  name: string
  token?: TokenOptions
  config?: () => Partial<AuthKitConfig>
  /** Makes it happen. */
  begin: (scene: Scene) => void | Promise<void>
  /** Makes it end. */
  end?: (scene: Scene) => void | Promise<void>
}

const EXPIRED: TokenOptions = { expiresIn: -30 }

function exchangeFails(name: string, answer: () => Answer): Fault {
  return {
    name,
    begin: ({ workos }) => void workos.answers.push(...always(answer())),
    end: ({ workos }) => void (workos.answers.length = 0),
  }
}

/** The exchange happened, and nobody got its answer. */
async function loseAnswer(scene: Scene): Promise<void> {
  const { cookie } = scene
  await scene.ask()
  scene.cookie = cookie
  scene.restart()
}

let store: RefreshStore

const FAULTS: Fault[] = [
  exchangeFails('The API is down', () => hangsUp),
  {
    name: '429 with Retry-After, once',
    begin: ({ workos }) => void workos.answers.push(status(429, { 'retry-after': '1' })),
  },
  { name: '429 without Retry-After, once', begin: ({ workos }) => void workos.answers.push(status(429)) },
  exchangeFails('429 for long', () => status(429, { 'retry-after': '3600' })),
  exchangeFails('500 and 503', () => status(503)),
  exchangeFails('401: the API key is wrong', () => status(401)),
  {
    name: 'No answer for 30 seconds',
    begin(scene) {
      scene.refreshTimeout = SHORT
      scene.workos.answers.push(holdBack())
    },
    async end(scene) {
      scene.refreshTimeout = DEFAULT_REFRESH_TIMEOUT
      release()
      // It may come in time to share the exchange that fails now.
      await scene.ask()
    },
  },
  exchangeFails('An answer that is a page of a proxy', () => body('<html>Sign in to the Wi-Fi</html>')),
  exchangeFails('An answer that breaks off', () => body('{"access_token":"ey')),
  exchangeFails('An answer without tokens', () => body('{}')),
  exchangeFails('An answer whose token is no token', () =>
    body(JSON.stringify({ user: apiUser, access_token: 'garbage', refresh_token: 'garbage' })),
  ),
  {
    name: 'JWKS down, token good',
    token: {},
    begin: ({ workos }) => void workos.keySetAnswers.push(...always(status(503))),
  },
  {
    name: 'JWKS down, token expired',
    begin: ({ workos }) => void workos.keySetAnswers.push(...always(status(503))),
  },
  { name: 'JWKS: no answer for 30 seconds, token good', token: {}, begin: stallKeySet },
  { name: 'JWKS: no answer for 30 seconds, token expired', begin: stallKeySet },
  {
    name: 'JWKS garbage, token good',
    token: {},
    begin: ({ workos }) => void workos.keySetAnswers.push(...always(body('nonsense'))),
  },
  { name: 'JWKS rotated, the old key gone', token: {}, begin: ({ workos }) => void (workos.keys = [newKey]) },
  {
    name: 'JWKS rotated while a session is refreshed',
    begin: async (scene) => {
      // The old keys were fetched a moment ago.
      await scene.service.withAuth(requestWith({ 'wos-session': scene.cookie }))
      scene.workos.keys = [newKey]
      scene.cookie = await sealedAnew(scene)
    },
  },
  { name: 'Clock 5 minutes ahead', token: {}, begin: (scene) => setClock(scene, FIVE_MINUTES) },
  { name: 'Clock 5 minutes behind', token: {}, begin: (scene) => setClock(scene, -FIVE_MINUTES) },
  {
    name: 'Clock 5 minutes behind, tokens with `nbf`',
    token: { expiresIn: -2 * FIVE_MINUTES },
    begin: (scene) => setClock(scene, -FIVE_MINUTES, { nbf: Math.floor(Date.now() / 1000) }),
  },
  { name: 'Killed after the exchange, next request within 30 seconds', begin: loseAnswer },
  {
    name: 'Killed after the exchange, next request later',
    begin: async (scene) => {
      await loseAnswer(scene)
      scene.workos.answers.push(...always(refused))
    },
  },
  {
    name: 'Killed after the exchange, with a shared store',
    config: () => ({ refreshStore: store }),
    begin: async (scene) => {
      await loseAnswer(scene)
      scene.workos.answers.push(...always(refused))
    },
  },
  { name: 'WorkOS ended the session', begin: ({ workos }) => void workos.answers.push(...always(refused)) },
]

/** The keys don't come, and what is waited for them is shorter here. */
function stallKeySet({ workos }: Scene): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) =>
    timeout(milliseconds === KEY_SET_TIMEOUT ? SHORT : milliseconds),
  )
  workos.keySetAnswers.push(...always(holdBack()))
}

/** Turns the clock of the app, and not that of WorkOS, which is in this process as well. */
function setClock({ workos }: Scene, seconds: number, claims: Record<string, unknown> = {}): void {
  const iat = Math.floor(Date.now() / 1000)
  workos.claims = { iat, exp: iat + FIVE_MINUTES, ...claims }
  vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + seconds * 1000)
}

async function sealedAnew({ cookie }: Scene): Promise<string> {
  const { cookiePassword: password } = validConfig
  const session = await sessionEncryption.unsealData<object>(cookie, { password })
  return sessionEncryption.sealData({ ...session, refreshToken: 'another' }, { password })
}

const rows = new Map(
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', ...cells]) => [name, cells.slice(0, -1)]),
)

afterEach(() => {
  vi.restoreAllMocks()
})

describe('docs/resilience.md says what happens', () => {
  test.each(FAULTS)('$name', async ({ name, token = EXPIRED, config, begin, end }) => {
    store = createStorage()
    const observe = async (
      more: Partial<AuthKitConfig>,
    ): Promise<{ during: string; exchanges: number; after: string }> => {
      vi.restoreAllMocks()
      const scene = await createScene(token, { ...config?.(), ...more })
      await begin(scene)
      const before = scene.exchanges
      const during = outcomeOf(await scene.ask())
      await end?.(scene)
      const after = outcomeOf(await scene.ask())
      await scene.ask()
      return { during, exchanges: scene.exchanges - before, after }
    }
    const { during, exchanges, after } = await observe({})
    store = createStorage()
    const { during: inGrace } = await observe({ sessionGrace: 60 })
    expect([during, inGrace, after, String(exchanges)]).toEqual(rows.get(name))
  })

  test('and of nothing else', () => {
    expect([...rows.keys()].slice(2)).toEqual(FAULTS.map(({ name }) => name))
  })

  test('how long a request waits', () => {
    expect(page).toContain(`${KEY_SET_TIMEOUT / 1000} seconds for WorkOS' keys`)
    expect(page).toContain(`${DEFAULT_REFRESH_TIMEOUT / 1000} seconds for new tokens`)
    expect(page).toContain(`${(2 * KEY_SET_TIMEOUT + DEFAULT_REFRESH_TIMEOUT) / 1000} seconds in all`)
  })
})

test('a request that gave up waiting leaves the new tokens to the next', async () => {
  const scene = await createScene(EXPIRED)
  const late = holdBack()
  scene.workos.answers.push(async () => {
    await late()
    return Response.json({ user: apiUser, access_token: await signToken(key), refresh_token: 'refresh_1' })
  })
  scene.refreshTimeout = SHORT
  expect(outcomeOf(await scene.ask())).toBe('nobody, session kept')
  scene.refreshTimeout = DEFAULT_REFRESH_TIMEOUT
  const next = scene.ask()
  release()
  expect(outcomeOf(await next)).toBe('signed in')
  expect(scene.exchanges).toBe(canShareWork() ? 1 : 2)
})
