import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { AuthService, createWorkOSClient, sessionEncryption } from '../../../../src/runtime/session/index.ts'
import type {
  AuthKitConfig,
  CallbackResult,
  CookieOptions,
  GetAuthorizationUrlOptions,
} from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { validConfig } from '../support/valid-config.ts'
import { WorkOSServer } from '../support/workos-server.ts'

/** Notes what is deleted, and can be made to fail. */
class WatchedStorage extends RequestStorage {
  readonly cleared: { name: string; options: CookieOptions }[] = []
  failure: { save?: Error; clear?: Error } = {}

  override clearCookie(response: Response | undefined, name: string, options: CookieOptions) {
    this.cleared.push({ name, options })
    if (this.failure.clear) return Promise.reject(this.failure.clear)
    return super.clearCookie(response, name, options)
  }

  override saveSession(response: Response | undefined, sealed: string) {
    if (this.failure.save) return Promise.reject(this.failure.save)
    return super.saveSession(response, sealed)
  }
}

/** A browser between the start of a sign-in and its callback. */
interface Pending {
  state: string
  cookieName: string
  request: Request
}

let key: SigningKey
let server: WorkOSServer
let storage: WatchedStorage
let service: AuthService<Request, Response>

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(() => {
  server = new WorkOSServer(key)
  setUp()
})

function setUp(config: Partial<AuthKitConfig> = {}): void {
  const whole = { ...validConfig, ...config }
  storage = new WatchedStorage(whole)
  const client = createWorkOSClient(whole, { fetch: server.fetch })
  service = new AuthService(whole, storage, client, sessionEncryption, { fetch: server.fetch })
}

async function begin(
  options?: GetAuthorizationUrlOptions,
  cookies: Record<string, string> = {},
): Promise<Pending> {
  const { url, cookieName } = await service.createAuthorization(undefined, options)
  const state = new URL(url).searchParams.get('state') ?? ''
  return { state, cookieName, request: requestWith({ ...cookies, [cookieName]: state }) }
}

function finish({ state, request }: Pick<Pending, 'state' | 'request'>): Promise<CallbackResult<Response>> {
  return service.handleCallback(request, new Response(), { code: 'code_1', state })
}

describe('a sign-in', () => {
  test('ends with tokens, user, path and state', async () => {
    const result = await finish(await begin({ returnPathname: '/a?b=1#c', state: 'mine.with.dots' }))

    expect(result).toMatchObject({
      returnPathname: '/a?b=1#c',
      state: 'mine.with.dots',
      authResponse: { user, refreshToken: 'refresh_1', accessToken: expect.any(String) },
    })
  })

  test('ends at / when it named no path, and with no state when it named none', async () => {
    await expect(finish(await begin())).resolves.toMatchObject({ returnPathname: '/', state: undefined })
  })

  test('ends on this site, whatever path it named', async () => {
    await expect(finish(await begin({ returnPathname: '//evil.example/x' }))).resolves.toMatchObject({
      returnPathname: '/x',
    })
  })

  test('proves to WorkOS that it is the one that began', async () => {
    const pending = await begin()
    const { codeVerifier } = await sessionEncryption.unsealData<{ codeVerifier: string }>(pending.state, {
      password: validConfig.cookiePassword,
    })

    await finish(pending)

    expect(server.tokenRequests[0]?.body).toMatchObject({ code: 'code_1', code_verifier: codeVerifier })
  })

  test('sets the session, then deletes its verifier', async () => {
    const pending = await begin()

    const { headers } = await finish(pending)

    expect(headers).toEqual({
      'Set-Cookie': [
        expect.stringMatching(
          /^wos-session=Fe26\.2\S+~2; Path=\/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax$/,
        ),
        `${pending.cookieName}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`,
      ],
    })
  })

  test('sets the session only, when asked to', async () => {
    const pending = await begin()

    const { headers } = await service.handleCallback(pending.request, new Response(), {
      code: 'code_1',
      state: pending.state,
      clearVerifier: false,
    })

    expect(headers).toEqual({ 'Set-Cookie': expect.stringMatching(/^wos-session=/) })
    expect(storage.cleared).toEqual([])
  })

  test('gives a session that counts from then on', async () => {
    const { headers } = await finish(await begin())
    const [set = ''] = [headers?.['Set-Cookie'] ?? ''].flat()
    const sealed = set.slice('wos-session='.length, set.indexOf(';'))

    await expect(service.withAuth(requestWith({ 'wos-session': sealed }))).resolves.toMatchObject({
      auth: { user },
    })
  })

  test('carries an impersonator into the session', async () => {
    server.extra = { impersonator: { email: 'admin@example.com', reason: 'support' } }

    const { headers } = await finish(await begin())
    const [set = ''] = [headers?.['Set-Cookie'] ?? ''].flat()
    const request = requestWith({ 'wos-session': set.slice('wos-session='.length, set.indexOf(';')) })

    await expect(service.getSession(request)).resolves.toMatchObject({
      impersonator: { email: 'admin@example.com' },
    })
  })

  test('leaves another one alone that is under way in the same browser', async () => {
    const other = await begin()
    const pending = await begin(undefined, { [other.cookieName]: other.state })

    const { headers } = await finish(pending)

    expect(JSON.stringify(headers)).not.toContain(other.cookieName)
    expect(storage.cleared.map(({ name }) => name)).toEqual([pending.cookieName])
  })

  test('with its own callback URL deletes the cookie as it was set', async () => {
    const redirectUri = 'http://localhost:3000/cb'

    await finish(await begin({ redirectUri }))

    expect(storage.cleared).toMatchObject([{ options: { secure: false, path: '/' } }])
  })
})

test('headers of the storage are merged under its own spelling', async () => {
  class LowerCaseStorage extends RequestStorage {
    override async setCookie(...parameters: Parameters<RequestStorage['setCookie']>) {
      const { headers } = await super.setCookie(...parameters)
      return { headers: { 'set-cookie': String(headers?.['Set-Cookie']) } }
    }
  }
  const client = createWorkOSClient(validConfig, { fetch: server.fetch })
  service = new AuthService(validConfig, new LowerCaseStorage(validConfig), client, sessionEncryption, {
    fetch: server.fetch,
  })

  const { headers } = await finish(await begin())

  expect(headers).toEqual({
    'set-cookie': [expect.stringMatching('wos-session='), expect.stringMatching('Max-Age=0')],
  })
})

test('a response of the storage is written to, and handed on', async () => {
  class ResponseStorage extends RequestStorage {
    protected override async applyHeaders(
      response: Response | undefined,
      headers: Record<string, string | string[]>,
    ) {
      const written = new Response(null, response)
      for (const [name, value] of Object.entries(headers)) written.headers.append(name, String(value))
      return { response: written }
    }
  }
  const client = createWorkOSClient(validConfig, { fetch: server.fetch })
  service = new AuthService(validConfig, new ResponseStorage(validConfig), client, sessionEncryption, {
    fetch: server.fetch,
  })

  const { response, headers } = await finish(await begin())

  expect(headers).toBeUndefined()
  expect(response?.headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0])).toEqual([
    'wos-session',
    expect.stringMatching(/^wos-auth-verifier-/),
  ])
})

describe('a callback that is not ours', () => {
  test('without a state: there is nothing to delete', async () => {
    const { request } = await begin()

    const error = await caught(() =>
      service.handleCallback(request, new Response(), { code: 'c', state: undefined }),
    )

    expect(error).toMatchObject({ name: 'OAuthStateMismatchError', code: 'ERR_STATE_MISMATCH' })
    expect(storage.cleared).toEqual([])
    expect(server.requests).toEqual([])
  })

  test('without the cookie', async () => {
    const pending = await begin()

    const error = await caught(() => finish({ ...pending, request: requestWith() }))

    expect(error).toMatchObject({ name: 'PKCECookieMissingError', code: 'ERR_STATE_COOKIE_MISSING' })
    expect(storage.cleared).toMatchObject([{ name: pending.cookieName }])
    expect(server.requests).toEqual([])
  })

  test('with the cookie of another browser', async () => {
    const pending = await begin()
    const request = requestWith({ [pending.cookieName]: (await begin()).state })

    const error = await caught(() => finish({ ...pending, request }))

    expect(error).toMatchObject({ name: 'OAuthStateMismatchError' })
    expect(storage.cleared).toMatchObject([{ name: pending.cookieName }])
    expect(server.requests).toEqual([])
  })

  test('with a state of another password', async () => {
    const pending = await begin()
    setUp({ cookiePassword: 'another password of thirty-two characters' })

    await expect(finish(pending)).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code: 'ERR_SEAL_INVALID',
    })
  })

  test.each([
    ['lax', false],
    ['none', true],
  ] as const)('with SameSite %s its cookie is deleted with Secure %j', async (cookieSameSite, secure) => {
    setUp({ cookieSameSite })
    const pending = await begin()

    await caught(() => finish({ ...pending, request: requestWith() }))

    expect(storage.cleared).toMatchObject([{ options: { secure, sameSite: cookieSameSite, path: '/' } }])
  })

  test('keeps its error when deleting fails too', async () => {
    const pending = await begin()
    storage.failure.clear = new Error('disk on fire')

    await expect(finish({ ...pending, request: requestWith() })).rejects.toMatchObject({
      name: 'PKCECookieMissingError',
    })
  })
})

describe('a callback that fails later', () => {
  test('keeps the error of the exchange, and deletes the verifier', async () => {
    server.answers.push(() =>
      Response.json(
        { error: 'invalid_grant', error_description: 'The code has been used.' },
        { status: 400 },
      ),
    )
    const pending = await begin({ redirectUri: 'http://localhost:3000/cb' })

    await expect(finish(pending)).rejects.toMatchObject({ name: 'OauthException', error: 'invalid_grant' })
    expect(storage.cleared).toMatchObject([{ name: pending.cookieName, options: { secure: false } }])
  })

  test.each([
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), { code: 'ERR_API_UNREACHABLE' }],
    ['an answer without tokens', () => Response.json({}), { code: 'ERR_API_RESPONSE' }],
    ['a bad API key', () => Response.json({}, { status: 401 }), { name: 'UnauthorizedException' }],
    [
      'a step that is required',
      () => Response.json({ code: 'mfa_challenge' }, { status: 403 }),
      { name: 'AuthenticationException' },
    ],
  ])('%s', async (_name, answer, expected) => {
    server.answers.push(answer)

    await expect(finish(await begin())).rejects.toMatchObject(expected)
    expect(storage.cleared).toHaveLength(1)
  })

  test('keeps the error of the storage', async () => {
    storage.failure.save = new Error('disk on fire')

    await expect(finish(await begin())).rejects.toThrow('disk on fire')
    expect(storage.cleared).toHaveLength(1)
  })

  test('keeps the first error when deleting fails too', async () => {
    storage.failure = { save: new Error('first'), clear: new Error('second') }

    await expect(finish(await begin())).rejects.toThrow('first')
  })
})
