import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'

import { sessionEncryption } from '../../../src/runtime/session/index.ts'
import { readClientScripts } from '../../app/built-app.ts'
import { cookiesSetBy, createWorld, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const ORGANIZATION = 'org_local_example'

let world: World
let alice: TestBrowser
let nobody: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(async () => {
  nobody = world.newBrowser()
  alice = world.newBrowser()
  await world.signIn(alice)
  await alice.visit(`${ORIGIN}/`)
  return () => vi.restoreAllMocks()
})

const ALICE = {
  user: expect.objectContaining({ email: 'alice@example.com', firstName: 'Alice' }),
  sessionId: expect.stringMatching(/^session_/),
  organizationId: ORGANIZATION,
  role: 'admin',
  roles: ['admin'],
}

describe('who is signed in', () => {
  test('getAuth has the access token and never the refresh token', async () => {
    const { result } = await world.call(alice, 'getAuth', 'GET')
    expect(result).toMatchObject({ ...ALICE, accessToken: expect.stringMatching(/^eyJ/) })
    expect(result).not.toHaveProperty('refreshToken')
    expect(result).not.toHaveProperty('claims')
  })

  test('getAuthAction has no token at all', async () => {
    const { result } = await world.call(alice, 'getAuthAction', 'GET')
    expect(result).toMatchObject(ALICE)
    expect(JSON.stringify(result)).not.toMatch(/token/i)
  })

  test.each([
    ['getAuth', 'GET', { user: null }],
    ['getAuthAction', 'GET', { user: null }],
    ['checkSessionAction', 'GET', false],
    ['getAccessTokenAction', 'GET', undefined],
    ['refreshAccessTokenAction', 'POST', undefined],
    ['refreshAuthAction', 'POST', { user: null }],
  ] as const)('%s without a session', async (name, method, expected) => {
    const { result, response } = await world.call(nobody, name, method)
    expect(result).toEqual(expected)
    expect(cookiesSetBy(response)).toEqual([])
  })

  test('checkSessionAction with a session', async () => {
    expect((await world.call(alice, 'checkSessionAction', 'GET')).result).toBe(true)
  })

  test('a cookie of another password is nobody', async () => {
    const password = 'another password, longer than 32 characters'
    nobody
      .cookies(ORIGIN)
      .set(SESSION, await sessionEncryption.sealData({ user: { id: 'user_1' } }, { password }))
    expect((await world.call(nobody, 'checkSessionAction', 'GET')).result).toBe(false)
  })
})

describe('refresh and organizations', () => {
  test('refreshAuthAction saves a new session', async () => {
    const before = alice.cookies(ORIGIN).get(SESSION)
    const { result, response } = await world.call(alice, 'refreshAuthAction', 'POST')
    expect(result).toMatchObject(ALICE)
    expect(cookiesSetBy(response)).toEqual([SESSION])
    expect(alice.cookies(ORIGIN).get(SESSION)).not.toBe(before)
  })

  test.each(['switchToOrganizationAction', 'switchToOrganization'])(
    '%s saves the new session',
    async (name) => {
      const { result, response } = await world.call(alice, name, 'POST', { organizationId: ORGANIZATION })
      expect(result).toMatchObject(ALICE)
      expect(cookiesSetBy(response)).toEqual([SESSION])
    },
  )

  test('an organization of somebody else is refused, and the session stays', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { error, response } = await world.call(alice, 'switchToOrganizationAction', 'POST', {
      organizationId: 'org_of_others',
    })
    expect(error).toBeInstanceOf(Error)
    expect(cookiesSetBy(response)).toEqual([])
    expect((await world.call(alice, 'checkSessionAction', 'GET')).result).toBe(true)
  })

  test('switchToOrganization without a session goes to returnTo', async () => {
    const { error } = await world.call(nobody, 'switchToOrganization', 'POST', {
      organizationId: ORGANIZATION,
      returnTo: '/me?x=1',
    })
    expect(error).toMatchObject({ options: { href: '/me?x=1' } })
  })

  test.each([
    ['their own', ORGANIZATION, { id: ORGANIZATION, name: 'Example Org' }],
    ['any other', 'org_of_others', null],
  ])('getOrganizationAction answers for %s', async (_, id, expected) => {
    expect((await world.call(alice, 'getOrganizationAction', 'GET', id)).result).toEqual(expected)
  })

  test('checkRecentAuth', async () => {
    const recent = await world.call(alice, 'checkRecentAuth', 'GET', { maxAge: 60 })
    expect(recent.result).toEqual({ authenticatedAt: expect.any(Date), isStale: false })
    const unknown = await world.call(nobody, 'checkRecentAuth', 'GET', { maxAge: 60 })
    expect(unknown.result).toEqual({ authenticatedAt: null, isStale: true })
  })
})

describe('sign-out', () => {
  test('signOut is answered with the envelope that the client follows', async () => {
    const { error, response } = await world.call(alice, 'signOut', 'POST', { returnTo: '/me' })
    expect(response.status).toBe(200)
    expect(response.headers.get('location')).toBeNull()
    expect(cookiesSetBy(response)).toEqual([`${SESSION} deleted`])
    const href = new URL(Reflect.get(Object(error), 'options').href)
    expect(href.pathname).toBe('/user_management/sessions/logout')
    expect(href.searchParams.get('return_to')).toBe(`${ORIGIN}/me`)
  })

  test('signOut without a session goes to returnTo', async () => {
    const { error } = await world.call(nobody, 'signOut', 'POST', { returnTo: '/me' })
    expect(error).toMatchObject({ options: { href: '/me', reloadDocument: true } })
  })

  test.each(['https://evil.example/', '//evil.example', 'javascript:alert(1)'])(
    'returnTo %j is refused, and nobody is signed out',
    async (returnTo) => {
      vi.spyOn(console, 'error').mockReturnValue()
      const { error, response } = await world.call(alice, 'signOut', 'POST', { returnTo })
      expect(error).toMatchObject({ message: expect.stringContaining('must stay in this app') })
      expect(cookiesSetBy(response)).toEqual([])
    },
  )

  test('another site cannot call it', async () => {
    const { response } = await world.call(alice, 'signOut', 'POST', undefined, {
      'sec-fetch-site': 'cross-site',
    })
    expect(response.status).toBe(403)
    expect(alice.cookies(ORIGIN).has(SESSION)).toBe(true)
  })
})

describe('authorization URLs', () => {
  test.each([
    ['getSignInUrl', '/me', { screen_hint: 'sign-in' }],
    [
      'getSignInUrl',
      { loginHint: 'a@b.c', prompt: 'login', maxAge: 0 },
      { login_hint: 'a@b.c', prompt: 'login', max_age: '0' },
    ],
    ['getSignUpUrl', undefined, { screen_hint: 'sign-up' }],
    [
      'getAuthorizationUrl',
      { screenHint: 'sign-up', organizationId: 'org_1' },
      { screen_hint: 'sign-up', organization_id: 'org_1' },
    ],
  ])('%s(%j)', async (name, data, expected) => {
    const { result, response } = await world.call(nobody, name, 'GET', data)
    const query = Object.fromEntries(new URL(String(result)).searchParams)
    expect(query).toMatchObject({ redirect_uri: `${ORIGIN}/api/auth/callback`, ...expected })
    expect(cookiesSetBy(response)).toEqual([expect.stringMatching(/^wos-auth-verifier-/)])
  })
})

describe('input that the types forbid', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue())

  test.each([
    ['getSignInUrl', 'GET', { redirectUri: 'javascript:alert(1)' }, '`redirectUri`'],
    ['getSignInUrl', 'GET', { prompt: 'please' }, '`prompt`'],
    ['getAuthorizationUrl', 'GET', { maxAge: -1 }, '`maxAge`'],
    ['getAuthorizationUrl', 'GET', ['x'], '`data`'],
    ['checkRecentAuth', 'GET', undefined, '`maxAge`'],
    ['switchToOrganizationAction', 'POST', {}, '`organizationId`'],
    ['refreshAuthAction', 'POST', { organizationId: 7 }, '`organizationId`'],
    ['refreshAuthAction', 'POST', { organizationId: '' }, '`organizationId`'],
    ['getOrganizationAction', 'GET', undefined, '`data`'],
    ['signOut', 'POST', { returnTo: {} }, '`returnTo`'],
  ] as const)('%s refuses %j %j', async (name, method, data, words) => {
    const { error } = await world.call(alice, name, method, data)
    expect(error).toMatchObject({ message: expect.stringContaining(words) })
  })
})

test('the context is one object, whichever way it is reached', async () => {
  const response = await alice.send(`${ORIGIN}/api/probe/context`)
  expect(await response.json()).toEqual({
    email: 'alice@example.com',
    isSameFunction: true,
    redirectUri: `${ORIGIN}/api/auth/callback`,
    path: '/api/probe/context',
  })
})

describe("the browser's bundle", () => {
  test('holds the modules that run in a browser, and no other one of this package', () => {
    const marker = 'packages/vite-plugin/src/'
    const { clientModules } = inject('fixture')
    const ours = clientModules.flatMap((id) => id.split(marker)[1] ?? [])
    expect(ours.sort()).toMatchInlineSnapshot(`
      [
        "runtime/react/auth-actions.ts",
        "runtime/react/auth-state.ts",
        "runtime/react/browser-rendered-auth.ts",
        "runtime/react/browser.ts",
        "runtime/react/create-auth-kit-provider.tsx",
        "runtime/react/use-auth.ts",
        "runtime/react/watch-session.ts",
        "runtime/start/browser.ts",
        "runtime/start/functions/get-auth-action.ts",
        "runtime/start/functions/get-auth.ts",
        "runtime/start/functions/get-sign-in-url.ts",
        "runtime/start/functions/get-sign-out-url.ts",
        "runtime/start/functions/get-sign-up-url.ts",
        "runtime/start/functions/refresh-auth-action.ts",
        "runtime/start/functions/sign-out.ts",
        "runtime/start/functions/switch-to-organization-action.ts",
      ]
    `)
    expect(clientModules.filter((id) => /\/(jose|iron-webcrypto)@/.test(id))).toEqual([])
  })

  test.each([
    'Fe26',
    'sealData',
    'createRemoteJWKSet',
    'code_verifier',
    'WORKOS_',
    'sk_test',
    'wos-session',
    'refresh_token',
  ])('does not contain %j', async (marker) => {
    const scripts = [...(await readClientScripts(inject('fixture')))].filter(([, text]) =>
      text.includes(marker),
    )
    expect(scripts.map(([file]) => file)).toEqual([])
  })
})
