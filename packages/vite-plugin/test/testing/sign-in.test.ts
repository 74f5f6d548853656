import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  createLocalAuthKit,
  serveLocalAuthKit,
  type LocalAuthKit,
  type LocalAuthKitServer,
} from '../../src/emulator/index.ts'
import {
  createSignedInFetch,
  signIn,
  type BrowserCookie,
  type SignInOptions,
} from '../../src/testing/index.ts'
import { serveTestApp, type Me, type TestApp } from './test-app.ts'

let authKit: LocalAuthKit
let server: LocalAuthKitServer
let app: TestApp

beforeAll(async () => {
  authKit = createLocalAuthKit()
  server = await serveLocalAuthKit({ port: 0, authKit })
  app = await serveTestApp(server.url)
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await server.close()
})

async function meAs(options: Omit<SignInOptions, 'baseURL'>): Promise<Me> {
  const fetchAs = await createSignedInFetch({ baseURL: app.origin, ...options })
  return (await (await fetchAs('/me')).json()) as Me
}

describe('a test signs in as', () => {
  test('a user of the seed, in the first organization', async () => {
    const { user, claims } = await meAs({ user: 'alice@example.com' })
    expect(user.email).toBe('alice@example.com')
    expect(claims).toMatchObject({
      org_id: 'org_local_example',
      role: 'admin',
      permissions: ['posts:read', 'posts:write'],
    })
  })

  test('someone new', async () => {
    const { user, claims } = await meAs({
      user: { email: 'New@example.com', firstName: 'Nora', lastName: 'New' },
    })
    expect(user).toMatchObject({ email: 'new@example.com', first_name: 'Nora', last_name: 'New' })
    expect(claims).not.toHaveProperty('org_id')
  })

  test('someone with a role and permissions in an organization, by its id', async () => {
    const { claims } = await meAs({
      user: 'editor@example.com',
      organization: 'org_local_example',
      role: 'editor',
      permissions: ['posts:write'],
    })
    expect(claims).toMatchObject({
      org_id: 'org_local_example',
      role: 'editor',
      roles: ['editor'],
      permissions: ['posts:write'],
    })
  })

  test('a member of an organization that was not there, the same one each time', async () => {
    const [first, second] = [
      await meAs({ user: 'one@acme.test', organization: 'Acme' }),
      await meAs({ user: 'two@acme.test', organization: 'Acme' }),
    ]
    expect(first.claims).toMatchObject({ role: 'member', permissions: [] })
    expect(second.claims['org_id']).toBe(first.claims['org_id'])
    expect(authKit.control.organizations().map(({ name }) => name)).toStrictEqual(['Example Org', 'Acme'])
  })

  test('someone whose role changes between two sign-ins', async () => {
    const organization = 'Example Org'
    await meAs({ user: 'dan@example.com', organization })
    const { claims } = await meAs({ user: 'dan@example.com', organization, role: 'owner' })
    expect(claims).toMatchObject({ role: 'owner' })
  })

  test('someone whose tokens live as long as the test says', async () => {
    const { claims } = await meAs({ user: 'bob@example.com', accessTokenLifetime: 7 })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(7)
    const { claims: others } = await meAs({ user: 'bob@example.com' })
    expect(Number(others['exp']) - Number(others['iat'])).toBe(300)
  })

  test('someone whom support looks at', async () => {
    const impersonator = { email: 'support@example.com', reason: 'Ticket 7' }
    const me = await meAs({ user: 'bob@example.com', impersonator })
    expect(me.impersonator).toStrictEqual(impersonator)
    expect(me.claims).toMatchObject({ act: { sub: 'support@example.com' } })
  })

  test('several at once', async () => {
    const emails = ['alice@example.com', 'bob@example.com', 'alice@example.com', 'eve@example.com']
    const all = await Promise.all(emails.map((user) => meAs({ user })))
    expect(all.map(({ user }) => user.email)).toStrictEqual(emails)
    expect(new Set(all.map(({ claims }) => claims['sid'])).size).toBe(4)
  })

  test('anyone, from a route that redirects to the sign-in', async () => {
    expect(await meAs({ user: 'bob@example.com', signInPath: '/login' })).toMatchObject({
      user: { email: 'bob@example.com' },
    })
  })
})

describe('a browser', () => {
  test.each(['context', 'page'] as const)('gets the cookies of the app, as a %s', async (kind) => {
    const kept: BrowserCookie[] = []
    const context = {
      async addCookies(cookies: readonly BrowserCookie[]): Promise<void> {
        kept.push(...cookies)
      },
    }
    const target = kind === 'context' ? context : { context: () => context }
    const { cookies } = await signIn(target, { baseURL: app.origin, user: 'alice@example.com' })
    expect(kept).toStrictEqual(cookies)
    expect(kept.map((cookie) => ({ ...cookie, value: 'secret' }))).toStrictEqual(
      ['session.0', 'session.1'].map((name) => ({
        name,
        value: 'secret',
        domain: 'localhost',
        path: '/',
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: 'Lax',
      })),
    )
    const header = kept.map(({ name, value }) => `${name}=${value}`).join('; ')
    const response = await fetch(`${app.origin}/me`, { headers: { cookie: header } })
    expect(((await response.json()) as Me).user.email).toBe('alice@example.com')
  })
})

describe('it is refused', () => {
  const user = 'alice@example.com'
  const refusal = (options: Partial<SignInOptions>): Promise<unknown> =>
    createSignedInFetch({ baseURL: app.origin, user, ...options }).then(
      () => 'signed in',
      (error: unknown) => error,
    )

  test.each([
    [{ organization: 'org_unknown' }, 'There is no organization "org_unknown".'],
    [
      { organization: 'org_local_example', role: 'viewer' },
      'alice@example.com is admin in Example Org by the seed. Take a user of its own for another role',
    ],
    [{ user: 'no address' }, '`user.email` must be an email address.'],
    [{ user: 'loner@example.com', role: 'admin' }, '`role` and `permissions` need an `organization`'],
    [{ accessTokenLifetime: 0 }, '"accessTokenLifetime" must be a whole number of seconds'],
    [{ impersonator: { email: 'nobody' } }, '`impersonator.email` must be an email address.'],
  ])('%j: the local AuthKit can not do that', async (options, message) => {
    expect(await refusal(options)).toMatchObject({
      name: 'TestSignInError',
      code: 'ERR_USER_REFUSED',
      message: expect.stringContaining(message) as string,
    })
  })

  test.each([
    [undefined, '"baseURL" is not set; it must be where the app runs'],
    ['', '"baseURL" is ""; it must be where the app runs'],
    ['/', '"baseURL" is "/"; it must be where the app runs'],
  ])('baseURL is %j', async (baseURL, message) => {
    expect(await refusal({ baseURL })).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining(message) as string,
    })
  })

  test('nobody listens', async () => {
    const baseURL = 'http://localhost:1'
    expect(await refusal({ baseURL })).toMatchObject({
      code: 'ERR_APP_NOT_READY',
      message: 'Nobody answers on http://localhost:1. Is the app running?',
    })
  })

  test('the route does not sign in', async () => {
    expect(await refusal({ signInPath: '/hello' })).toMatchObject({
      code: 'ERR_APP_NOT_READY',
      message: expect.stringContaining('/hello answered 200 in place of a redirect to AuthKit') as string,
    })
  })

  test.each(['https://api.workos.com', 'https://auth.example.com', 'http://127.0.0.1.example.com'])(
    'the app uses %s: nothing is sent there',
    async (authKitOfApp) => {
      await using other = await serveTestApp(authKitOfApp)
      expect(await refusal({ baseURL: other.origin })).toMatchObject({
        code: 'ERR_NOT_LOCAL_AUTHKIT',
        message: expect.stringContaining(
          `The app signs in at ${authKitOfApp}, which is not on this machine.`,
        ) as string,
      })
    },
  )

  test('the app uses another program on this machine', async () => {
    await using program = await serveTestApp(server.url)
    await using other = await serveTestApp(program.origin)
    expect(await refusal({ baseURL: other.origin })).toMatchObject({ code: 'ERR_NOT_LOCAL_AUTHKIT' })
  })

  test('the callback begins no session', async () => {
    authKit.control.failNext({ endpoint: 'authenticate', status: 500 })
    expect(await refusal({})).toMatchObject({
      code: 'ERR_CALLBACK_FAILED',
      message: expect.stringContaining('/api/auth/callback answered 400 and set no session cookie') as string,
    })
  })
})

describe('the fetch of a signed-in user', () => {
  test('keeps cookies, also on the way of redirects', async () => {
    const fetchAs = await createSignedInFetch({ baseURL: app.origin, user: 'bob@example.com' })
    await fetchAs('/visits')
    const response = await fetchAs(new URL('/visits', app.origin))
    expect(await response.json()).toMatchObject({ visits: '2' })
  })

  test.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'hello'],
    [308, 'POST', 'hello'],
  ])('sends a form on after a %i as %s', async (status, method, body) => {
    const fetchAs = await createSignedInFetch({ baseURL: app.origin, user: 'bob@example.com' })
    const response = await fetchAs(`/away?to=/echo&status=${status}`, { method: 'POST', body: 'hello' })
    expect(await response.json()).toMatchObject({ method, body })
  })

  test('leaves redirects alone, or fails, when it is told to', async () => {
    const fetchAs = await createSignedInFetch({ baseURL: app.origin, user: 'bob@example.com' })
    expect((await fetchAs('/visits', { redirect: 'manual' })).status).toBe(302)
    await expect(fetchAs('/visits', { redirect: 'error' })).rejects.toThrow(TypeError)
    await expect(fetchAs('/away?to=/away')).rejects.toThrow('redirects more than 20 times')
  })

  test('gives nothing to other sites', async () => {
    await using other = await serveTestApp(server.url)
    const elsewhere = other.origin.replace('localhost', '127.0.0.1')
    const fetchAs = await createSignedInFetch({ baseURL: app.origin, user: 'bob@example.com' })
    expect((await fetchAs(`${elsewhere}/me`)).status).toBe(401)
    const headers = { authorization: 'Bearer secret', cookie: 'mine=1' }
    const response = await fetchAs(`/away?to=${elsewhere}/headers`, { headers })
    expect(await response.json()).not.toHaveProperty('authorization')
  })
})
