import { WorkOS } from '@workos-inc/node'
import * as vendor from '@workos/authkit-session'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { readCookie } from '../../../../src/runtime/session/cookies/parse-cookies.ts'
import * as ours from '../../../../src/runtime/session/index.ts'
import { getPKCECookieOptions } from '../../../../src/runtime/session/pkce/verifier-cookies.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { WorkOSServer } from '../support/workos-server.ts'

/** The vendor's storage, as the vendor's adapters write it. */
class VendorStorage extends vendor.CookieSessionStorage<Request, Response> {
  async getCookie(request: Request, name: string): Promise<string | null> {
    return readCookie(request.headers.get('cookie'), name)
  }
}

type Service = Pick<
  ours.AuthService<Request, Response>,
  'withAuth' | 'createSignIn' | 'handleCallback' | 'getSession' | 'clearSession' | 'clearPendingVerifier'
>

const password = 'a password of more than thirty-two characters'
const impersonator = { email: 'admin@example.com', reason: 'support' }

let key: SigningKey
let server: WorkOSServer
let listening: Awaited<ReturnType<WorkOSServer['listen']>>
let config: ours.AuthKitConfig & vendor.AuthKitConfig
let services: { ours: Service; theirs: Service }

beforeAll(async () => {
  key = await makeSigningKey()
  server = new WorkOSServer(key)
  listening = await server.listen()
  config = {
    clientId: 'client_123',
    apiKey: 'sk_example',
    redirectUri: 'https://app.example.com/api/auth/callback',
    cookiePassword: password,
    cookieName: 'wos-session',
    cookieMaxAge: 34_560_000,
    apiHostname: '127.0.0.1',
    apiHttps: false,
    apiPort: listening.port,
  }
})

afterAll(() => listening.close())

beforeEach(() => {
  services = makeServices(config)
})

function makeServices(settings: ours.AuthKitConfig & vendor.AuthKitConfig): typeof services {
  const sdk = new WorkOS(settings.apiKey, { apiHostname: '127.0.0.1', https: false, port: listening.port })
  return {
    ours: new ours.AuthService(
      settings,
      new RequestStorage(settings),
      ours.createWorkOSClient(settings),
      ours.sessionEncryption,
    ),
    theirs: new vendor.AuthService(settings, new VendorStorage(settings), sdk, vendor.sessionEncryption),
  }
}

/** From the headers a storage asks for to a browser that took them. */
function cookieOf(headers: ours.HeadersBag | undefined, name: string): string {
  const line = Object.values(headers ?? {})
    .flat()
    .find((value) => value.startsWith(`${name}=`) && !value.startsWith(`${name}=;`))
  return decodeURIComponent(line?.slice(name.length + 1).split(';', 1)[0] ?? '')
}

/** A whole sign-in, begun by one and finished by the other. */
async function signIn(
  starter: Service,
  finisher: Service,
  options: ours.GetAuthorizationUrlOptions = {},
): Promise<ours.CallbackResult<Response>> {
  const { url, cookieName, headers } = await starter.createSignIn(undefined, options)
  const state = new URL(url).searchParams.get('state') ?? ''
  const request = requestWith({ [cookieName]: cookieOf(headers, cookieName) })
  return finisher.handleCallback(request, new Response(), { code: 'code_1', state })
}

describe('every runtime export of theirs is one of ours', () => {
  test.each(Object.keys(vendor))('%s', (name) => {
    expect(typeof Reflect.get(ours, name)).toBe(typeof Reflect.get(vendor, name))
  })
})

describe('seals', () => {
  const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)))

  test('of theirs are read by ours', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (data) => {
        const sealed = await vendor.sessionEncryption.sealData(data, { password })
        await expect(ours.sessionEncryption.unsealData(sealed, { password })).resolves.toEqual(data)
      }),
      { numRuns: 50 },
    )
  })

  test('of ours are read by theirs', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (data) => {
        const sealed = await ours.sessionEncryption.sealData(data, { password, ttl: 60 })
        await expect(vendor.sessionEncryption.unsealData(sealed, { password })).resolves.toEqual(data)
      }),
      { numRuns: 50 },
    )
  })

  test('have the same length', async () => {
    const data = { accessToken: 'x'.repeat(900), refreshToken: 'y'.repeat(25), user }

    const [mine, its] = await Promise.all([
      ours.sessionEncryption.sealData(data, { password }),
      vendor.sessionEncryption.sealData(data, { password }),
    ])

    expect(mine).toHaveLength(its.length)
  })
})

describe.each([
  ['theirs', 'ours'],
  ['ours', 'theirs'],
  ['ours', 'ours'],
] as const)('a sign-in begun by %s and finished by %s', (starter, finisher) => {
  test('works, with all it remembers', async () => {
    const result = await signIn(services[starter], services[finisher], {
      returnPathname: '/a?b=1#c',
      state: 'mine.ü',
      redirectUri: 'http://localhost:3000/cb',
    })

    expect(result).toMatchObject({ returnPathname: '/a?b=1#c', state: 'mine.ü', authResponse: { user } })
  })

  test('gives a session that both read', async () => {
    server.extra = { impersonator }
    const { headers } = await signIn(services[starter], services[finisher])
    server.extra = {}
    const request = requestWith({ 'wos-session': cookieOf(headers, 'wos-session') })

    const [mine, its] = [await services.ours.getSession(request), await services.theirs.getSession(request)]

    expect(mine).toEqual(its)
    expect(mine).toMatchObject({ user, impersonator })
    await expect(services.ours.withAuth(request)).resolves.toMatchObject({ auth: { user, impersonator } })
    await expect(services.theirs.withAuth(request)).resolves.toMatchObject({ auth: { user, impersonator } })
  })
})

test('a session refreshed by ours goes on with theirs', async () => {
  const expired = await signToken(key, { expiresIn: -10 })
  const sealed = await vendor.sessionEncryption.sealData(
    { accessToken: expired, refreshToken: 'refresh_0', user },
    { password, ttl: 0 },
  )

  const { refreshedSessionData } = await services.ours.withAuth(requestWith({ 'wos-session': sealed }))
  const before = server.tokenRequests.length

  await expect(
    services.theirs.withAuth(requestWith({ 'wos-session': refreshedSessionData ?? '' })),
  ).resolves.toMatchObject({ auth: { user } })
  expect(server.tokenRequests).toHaveLength(before)
})

describe('cookies', () => {
  const configs: Partial<ours.AuthKitConfig>[] = [
    {},
    { cookieSameSite: 'strict' },
    { cookieSameSite: 'none', redirectUri: 'http://localhost:3000/cb' },
    { redirectUri: 'http://localhost:3000/cb' },
    { cookieDomain: 'example.com', cookieMaxAge: 60, cookieName: 'mine' },
  ]

  test.each(configs)('of the session are written alike: %j', async (changes) => {
    const { ours: mine, theirs: its } = makeServices({ ...config, ...changes } as typeof config)

    expect(await mine.clearSession(new Response())).toEqual(await its.clearSession(new Response()))
  })

  test.each(configs)('of the verifier are named and written alike: %j', async (changes) => {
    const { ours: mine, theirs: its } = makeServices({ ...config, ...changes } as typeof config)
    const options = { state: 'Fe26.2*1*state~2', redirectUri: 'http://localhost:9999/cb' }

    expect(await mine.clearPendingVerifier(undefined, options)).toEqual(
      await its.clearPendingVerifier(undefined, options),
    )
  })

  test('of the verifier have one name for any state', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (state) => {
        expect(ours.getPKCECookieNameForState(state)).toBe(vendor.getPKCECookieNameForState(state))
      }),
      { numRuns: 200 },
    )
  })

  test('that are stale are the same ones', () => {
    const names = fc.array(
      fc.constantFrom(
        'wos-auth-verifier',
        'wos-auth-verifier-a',
        'wos-auth-verifier-b',
        'wos-auth-verifier-c',
        'x',
      ),
    )
    fc.assert(
      fc.property(names, fc.nat(5), (all, max) => {
        const options = { keep: 'wos-auth-verifier-a', max }
        expect(ours.selectStalePKCEVerifierCookieNames(all, options)).toEqual(
          vendor.selectStalePKCEVerifierCookieNames(all, options),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('carry the state of the URL', async () => {
    const { url, cookieName, headers } = await services.theirs.createSignIn(undefined)
    const state = new URL(url).searchParams.get('state') ?? ''

    expect(cookieName).toBe(ours.getPKCECookieNameForState(state))
    expect(cookieOf(headers, cookieName)).toBe(state)
    expect(getPKCECookieOptions(config).maxAge).toBe(600)
  })
})

describe('authorize URLs', () => {
  test.each<ours.GetAuthorizationUrlOptions>([
    {},
    { returnPathname: '/a', state: 'b' },
    { organizationId: 'org_1', loginHint: "o'neil+x@example.com", prompt: 'login' },
    { redirectUri: 'http://localhost:3000/cb', maxAge: 0 },
  ])('have the same parameters: %j', async (options) => {
    const parameters = async (service: Service): Promise<[string, string][]> => {
      const { url } = await service.createSignIn(undefined, options)
      return [...new URL(url).searchParams].filter(([name]) => name !== 'state' && name !== 'code_challenge')
    }

    expect(await parameters(services.ours)).toEqual(await parameters(services.theirs))
  })
})
