import { inspect } from 'node:util'

import { afterEach, describe, expect, inject, test, vi } from 'vitest'

import { LARGE_ORGANIZATION, SECOND_ORGANIZATION } from '../../app/local-workos.ts'
import { ORIGIN } from '../../app/signed-in-world.ts'
import { CALLBACK, callbackUrl, events, inHeardWorld, listen, types } from './heard-world.ts'
import type { HeardWorld } from './heard-world.ts'

const HTML = { accept: 'text/html,*/*;q=0.8' }
const PENDING_TOKEN = 'pending_7Xq2vT9wLk4ZbN8c'

let world: HeardWorld['world']
let browser: HeardWorld['browser']
let log: HeardWorld['log']

inHeardWorld((heard) => {
  ;({ world, browser, log } = heard)
})

const anError = (facts: object): unknown => expect.objectContaining({ stack: expect.any(String), ...facts })

describe('what happens every day is told to the handler, and not to the log', () => {
  test('a sign-in', async () => {
    await world.signIn(browser)
    expect(events).toEqual([
      {
        type: 'sign-in',
        level: 'info',
        message: 'A user signed in.',
        userId: 'user_local_alice',
        sessionId: expect.stringMatching(/^session_/),
        organizationId: 'org_local_example',
        authenticationMethod: expect.any(String),
        isImpersonated: false,
      },
    ])
  })

  test('a refresh, once for all requests that share it', async () => {
    await world.signIn(browser, { expired: true })
    listen()
    await Promise.all([1, 2, 3].map(() => browser.send(`${ORIGIN}/api/probe/context`)))
    expect(events).toEqual([
      expect.objectContaining({ type: 'refresh', userId: 'user_local_alice', reason: 'expired' }),
    ])
  })

  test('a switch of organization', async () => {
    await world.signIn(browser)
    listen()
    await world.call(browser, 'switchToOrganizationAction', 'POST', { organizationId: SECOND_ORGANIZATION })
    expect(events).toEqual([
      expect.objectContaining({ type: 'refresh', reason: 'asked', organizationId: SECOND_ORGANIZATION }),
    ])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['its route', () => browser.send(`${ORIGIN}/api/auth/sign-out`, { method: 'POST' })],
    ['a server function', () => world.call(browser, 'signOut', 'POST')],
  ])('a sign-out by %s', async (_, signOut) => {
    await world.signIn(browser)
    const sessionId = events.find((event) => event.type === 'sign-in')?.sessionId
    listen()
    await signOut()
    expect(events).toEqual([
      expect.objectContaining({ type: 'sign-out', userId: 'user_local_alice', sessionId }),
    ])
  })

  test('the end of a session at WorkOS, once', async () => {
    await world.signIn(browser, { expired: true })
    world.workos.fail(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    listen()
    await browser.visit(`${ORIGIN}/me`)
    await browser.visit(`${ORIGIN}/me`)
    expect(events).toEqual([
      expect.objectContaining({
        type: 'refresh-failed',
        category: 'refused',
        level: 'info',
        userId: 'user_local_alice',
        error: anError({ code: 'ERR_TOKEN_REFRESH_REJECTED' }),
      }),
    ])
  })

  test('a sign-in that came back without its cookie and is started again', async () => {
    const callback = await callbackUrl(world, browser)
    browser.cookies(ORIGIN).clear()
    await browser.send(callback, { headers: HTML })
    expect(events).toEqual([
      expect.objectContaining({
        type: 'callback-failed',
        category: 'expired',
        isRestarted: true,
        level: 'info',
      }),
    ])
    await world.signIn(world.newBrowser())
  })

  afterEach(assertNothingLogged)
})

function assertNothingLogged(): void {
  expect(log).not.toHaveBeenCalled()
}

describe('what somebody has to act on is told to the handler and to the log, in the same words', () => {
  test('WorkOS can not be reached for a refresh', async () => {
    await world.signIn(browser, { expired: true })
    world.workos.fail(() => new Response('down', { status: 503 }))
    listen()
    await Promise.all([1, 2, 3].map(() => browser.send(`${ORIGIN}/api/probe/context`)))
    expect(events).toEqual([
      expect.objectContaining({
        type: 'refresh-failed',
        category: 'unavailable',
        error: anError({ code: 'ERR_TOKEN_REFRESH_FAILED', cause: anError({ status: 503 }) }),
      }),
    ])
  })

  test.each([
    ['denied', '?error=access_denied'],
    ['provider', '?error=server_error'],
    ['invalid', '?code=x'],
    ['expired', '?code=x&state=y'],
  ])('a failed callback: %s', async (category, search) => {
    await browser.send(CALLBACK + search)
    expect(events).toEqual([
      expect.objectContaining({ type: 'callback-failed', category, isRestarted: false }),
    ])
  })

  test('an onSuccess of the app that fails', async () => {
    const url = await callbackUrl(world, browser)
    url.pathname = '/api/auth/strict-callback'
    url.searchParams.set('code', 'unknown')
    await browser.send(url)
    expect(types()).toEqual(['callback-failed'])
  })

  afterEach(assertLoggedAlike)
})

function assertLoggedAlike(): void {
  const told = events.filter(({ level }) => level === 'error')
  expect(told).not.toEqual([])
  expect(log.mock.calls).toEqual(
    told.map((event) => [event.message, ...('error' in event ? [event.error] : [])]),
  )
}

test('a session that takes several cookies is told about with a warning, once', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  await browser.send(await callbackUrl(world, browser, LARGE_ORGANIZATION))
  await browser.send(await callbackUrl(world, browser, LARGE_ORGANIZATION))
  const told = events.filter((event) => event.type === 'session-too-large')
  expect(told).toEqual([
    expect.objectContaining({
      cookies: 4,
      bytes: expect.any(Number),
      largestParts: expect.arrayContaining([{ name: 'claim "permissions"', bytes: expect.any(Number) }]),
    }),
  ])
  expect(warn.mock.calls).toEqual(told.map(({ message }) => [message]))
})

describe('a handler that fails breaks nothing', () => {
  test.each<[string, () => unknown]>([
    ['throws', () => fail()],
    ['rejects', () => Promise.reject(new Error('the logger is down'))],
    ['never ends', () => new Promise(() => {})],
  ])('one that %s', async (_, handler) => {
    globalThis.authKitEvents = handler
    await world.signIn(browser)
    const { html } = await browser.visit(`${ORIGIN}/me`)
    expect(html).toContain('alice@example.com')
  })

  function fail(): never {
    throw new Error('the logger is down')
  }
})

describe('no secret is in any event', () => {
  const secrets = new Set<string>()

  /** Remembers every secret of a request to WorkOS, and gives its body. */
  async function overhear(request: Request): Promise<string> {
    const body = await request.text()
    const {
      grant_type: _,
      client_id: __,
      organization_id: ___,
      ...sent
    }: Record<string, string> = JSON.parse(body)
    for (const value of Object.values(sent)) secrets.add(value)
    return body
  }

  /** An error of WorkOS that repeats what it was sent, and has a secret of its own. */
  const refusal = (status: number) => async (request: Request) =>
    Response.json(
      {
        error: 'invalid_request',
        error_description: `Not with ${await overhear(request)}`,
        pending_authentication_token: PENDING_TOKEN,
      },
      { status },
    )

  test.each<[string, (request: Request) => Promise<Response>]>([
    ['refuses and repeats what it was sent', refusal(400)],
    ['fails and repeats what it was sent', refusal(503)],
    [
      'answers with something that is no JSON',
      async (request) => new Response(`{"t": ${await overhear(request)}`),
    ],
    ['answers with text', async (request) => new Response(await overhear(request), { status: 500 })],
  ])('when WorkOS %s', async (_, answer) => {
    const other = browser
    await world.signIn(other, { expired: true })
    browser = world.newBrowser()
    const callback = await callbackUrl(world, browser)
    for (const jar of [other, browser].map((each) => each.cookies(ORIGIN))) {
      for (const value of jar.values()) secrets.add(value)
    }
    for (const name of ['code', 'state']) secrets.add(callback.searchParams.get(name) ?? name)
    for (const name of ['WORKOS_API_KEY', 'WORKOS_COOKIE_PASSWORD']) secrets.add(process.env[name] ?? name)
    secrets.add(PENDING_TOKEN)
    listen()

    world.workos.fail(answer)
    await other.send(`${ORIGIN}/api/probe/context`)
    await browser.send(callback)

    expect(types()).toEqual(['refresh-failed', 'callback-failed'])
    const texts = events.flatMap((event) => [
      JSON.stringify(event),
      inspect(event, { depth: null, showHidden: true }),
    ])
    const found = [...secrets].filter((secret) => texts.some((text) => text.includes(secret)))
    expect(found).toEqual([])
    // The refresh token, the code, its verifier and the API key among them.
    expect(secrets.size).toBeGreaterThan(8)
  })
})

test('the handler does not reach the browser', () => {
  const { clientModules } = inject('fixture')
  expect(clientModules.filter((id) => id.includes('start-app/src/'))).not.toEqual([])
  expect(clientModules.filter((id) => id.endsWith('src/events.ts'))).toEqual([])
})
