import { describe, expect, test, vi } from 'vitest'

import { LARGE_ORGANIZATION } from '../../app/local-workos.ts'
import { ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import { CALLBACK, callbackUrl, events, inHeardWorld, listen, types } from './heard-world.ts'
import type { HeardWorld } from './heard-world.ts'

let world: HeardWorld['world']
let browser: HeardWorld['browser']

inHeardWorld((heard) => {
  ;({ world, browser } = heard)
})

test('a session that comes back without one of its cookies is told about, once', async () => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined)
  await browser.send(await callbackUrl(world, browser, LARGE_ORGANIZATION))
  browser.cookies(ORIGIN).delete(`${SESSION}.1`)
  listen()
  await browser.visit(`${ORIGIN}/me`)
  await browser.visit(`${ORIGIN}/me`)
  expect(events).toEqual([
    expect.objectContaining({ type: 'cookie-lost', cookieName: SESSION, setBy: 'callback or refresh' }),
  ])
})

describe('a cookie that a server or a proxy loses is noticed with the next request', () => {
  test("the verifier's, when two sign-ins in a row came back without", async () => {
    const lose = async (): Promise<Response> => {
      const callback = await callbackUrl(world, browser)
      browser.cookies(ORIGIN).clear()
      return browser.send(callback)
    }
    await lose()
    expect(types()).toEqual(['callback-failed'])
    await lose()
    expect(events.at(-1)).toMatchObject({
      type: 'cookie-lost',
      setBy: 'sign-in route',
      cookieName: expect.stringMatching(/^wos-auth-verifier-/),
      message: expect.stringContaining('WORKOS_REDIRECT_URI'),
    })
  })

  test.each<[string, boolean]>([
    ['made up by somebody', false],
    ['of this app, after one that arrived', true],
  ])('a state without its cookie that is %s is no sign of that', async (_, isOurs) => {
    await world.signIn(world.newBrowser())
    for (let time = 0; time < 3; time++) {
      const callback = isOurs ? await callbackUrl(world, browser) : new URL(`${CALLBACK}?code=x&state=y`)
      browser.cookies(ORIGIN).clear()
      await browser.send(callback)
      if (isOurs) await world.signIn(world.newBrowser())
    }
    expect(types()).not.toContain('cookie-lost')
  })

  test("the callback's, when the page after it is asked for without a session", async () => {
    await world.signIn(browser)
    browser.cookies(ORIGIN).delete(SESSION)
    await browser.visit(`${ORIGIN}/me`)
    await browser.visit(`${ORIGIN}/me`)
    expect(events.filter(({ type }) => type === 'cookie-lost')).toEqual([
      expect.objectContaining({ setBy: 'callback', cookieName: SESSION }),
    ])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['signed out', () => browser.send(`${ORIGIN}/api/auth/sign-out`, { method: 'POST' })],
    ['been here with it', () => browser.send(`${ORIGIN}/api/probe/context`)],
  ])('none is missed of a browser that has %s', async (_, act) => {
    await world.signIn(browser)
    await act()
    browser.cookies(ORIGIN).delete(SESSION)
    await browser.visit(`${ORIGIN}/me`)
    expect(types()).not.toContain('cookie-lost')
  })

  /** Opens a page so many seconds later with the cookie of before, as when no other had arrived. */
  async function openPageWith(cookie: string, seconds: number): Promise<void> {
    vi.setSystemTime(Date.now() + seconds * 1000)
    browser.cookies(ORIGIN).set(SESSION, cookie)
    await browser.visit(`${ORIGIN}/me`)
  }

  test("a refresh's, when pages are still asked for with the cookie before it", async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await world.signIn(browser, { expired: true })
    const old = browser.cookies(ORIGIN).get(SESSION) ?? ''
    await openPageWith(old, 0)
    await openPageWith(old, 1)
    await openPageWith(old, 6)
    expect(types()).toEqual(['sign-in', 'refresh'])
    await openPageWith(old, 6)
    await openPageWith(old, 6)
    expect(events.filter(({ type }) => type === 'cookie-lost')).toEqual([
      expect.objectContaining({ setBy: 'refresh', cookieName: SESSION }),
    ])
  })

  test("a refresh's, when WorkOS refuses the token that was spent", async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await world.signIn(browser, { expired: true })
    const old = browser.cookies(ORIGIN).get(SESSION) ?? ''
    await openPageWith(old, 0)
    await openPageWith(old, 40)
    expect(types()).toEqual(['sign-in', 'refresh', 'refresh-failed', 'cookie-lost'])
  })

  test('none, when the session is ended at WorkOS after a refresh', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await world.signIn(browser, { expired: true })
    await browser.visit(`${ORIGIN}/me`)
    vi.setSystemTime(Date.now() + 3_600_000)
    world.workos.fail(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    await browser.visit(`${ORIGIN}/me`)
    expect(types()).toEqual(['sign-in', 'refresh', 'refresh-failed'])
  })
})
