// @vitest-environment happy-dom
import { act, useEffect } from 'react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type * as browser from '../../../src/runtime/react/browser.ts'
import type { RecentAuthState } from '../../../src/runtime/react/use-recent-auth.ts'
import type { UseAccessTokenReturn } from '../../../src/runtime/react/use-access-token.ts'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { later } from './later.ts'
import { render, unmountAll } from './render.tsx'
import type { Rendered } from './render.tsx'
import { encodeToken, makeToken } from './token.ts'
import { ALICE, BOB, NOBODY } from './users.ts'

// The calls that leave the page.
const rpc = vi.hoisted(() => ({
  getAuthAction: vi.fn<() => Promise<ClientUserInfo | NoUserInfo>>(),
  getAccessTokenAction: vi.fn<() => Promise<string | undefined>>(),
  refreshAccessTokenAction: vi.fn<() => Promise<string | undefined>>(),
}))
vi.mock('../../../src/runtime/start/functions/get-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/get-access-token-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/refresh-access-token-action.ts', () => rpc)

const HOUR = 3600

let client: typeof browser
let token: string
let seen: {
  token: UseAccessTokenReturn
  claims: browser.TokenClaims<{ team?: string }>
  recent: RecentAuthState
}
/** Every token a render has shown. */
let shown: (string | undefined)[]

beforeEach(async () => {
  for (const call of Object.values(rpc)) call.mockReset()
  token = makeToken({ expiresIn: HOUR })
  shown = []
  rpc.getAccessTokenAction.mockImplementation(async () => token)
  // The store is one for a page.
  vi.resetModules()
  client = await import('../../../src/runtime/react/browser.ts')
})

afterEach(async () => {
  await unmountAll()
  vi.useRealTimers()
})

function Show({ maxAge = 60 }: { maxAge?: number }): ReactNode {
  const answer = {
    token: client.useAccessToken(),
    claims: client.useTokenClaims<{ team?: string }>(),
    recent: client.useRecentAuth({ maxAge }),
  }
  shown.push(answer.token.accessToken)
  useEffect(() => {
    seen = answer
  })
  return null
}

const page = (auth: ClientUserInfo | NoUserInfo, maxAge?: number): ReactNode => (
  <client.AuthKitProvider initialAuth={auth} onSessionExpired={false}>
    <Show {...(maxAge !== undefined && { maxAge })} />
  </client.AuthKitProvider>
)

const renderAs = (auth: ClientUserInfo | NoUserInfo, maxAge?: number): Promise<Rendered> =>
  render(page(auth, maxAge))

describe('useAccessToken', () => {
  test('has no token for nobody, and asks nothing', async () => {
    await renderAs(NOBODY)
    expect(seen.token).toMatchObject({ accessToken: undefined, loading: false, error: null })
    await expect(seen.token.refresh()).resolves.toBeUndefined()
    await expect(seen.token.getAccessToken()).resolves.toBeUndefined()
    expect(rpc.getAccessTokenAction).not.toHaveBeenCalled()
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
  })

  test('is loading from the first render on, then has the token', async () => {
    const answer = later<string>()
    rpc.getAccessTokenAction.mockReturnValue(answer.promise)
    await renderAs(ALICE)
    expect(seen.token).toMatchObject({ accessToken: undefined, loading: true })
    await act(async () => answer.resolve(token))
    expect(seen.token).toMatchObject({ accessToken: token, loading: false, error: null })
  })

  test('is not loading for ever when the server knows nobody', async () => {
    rpc.getAccessTokenAction.mockResolvedValue(undefined)
    await renderAs(ALICE)
    expect(seen.token).toMatchObject({ accessToken: undefined, loading: false, error: null })
  })

  test('tells a failure, and rejects for whoever asked', async () => {
    rpc.getAccessTokenAction.mockRejectedValue(new Error('down'))
    await renderAs(ALICE)
    expect(seen.token).toMatchObject({ loading: false, error: new Error('down') })
    await act(() => expect(seen.token.getAccessToken()).rejects.toThrow('down'))
  })

  test('refresh gets a new one, getAccessToken the one in hand', async () => {
    await renderAs(ALICE)
    await expect(seen.token.getAccessToken()).resolves.toBe(token)
    const next = makeToken({ expiresIn: HOUR })
    rpc.refreshAccessTokenAction.mockResolvedValue(next)
    await act(() => expect(seen.token.refresh()).resolves.toBe(next))
    expect(seen.token.accessToken).toBe(next)
  })

  test('keeps its functions from render to render', async () => {
    const view = await renderAs(ALICE)
    const { refresh, getAccessToken } = seen.token
    await view.rerender(page(BOB))
    expect(seen.token).toMatchObject({ refresh, getAccessToken })
  })

  test.each([
    ['another user', BOB],
    ['another session of the user', { ...ALICE, sessionId: 'session_9' }],
    ['another organization', { ...ALICE, organizationId: 'org_9' }],
  ])('never shows the token of before to %s', async (_, auth) => {
    const view = await renderAs(ALICE)
    const before = token
    token = makeToken({ expiresIn: HOUR })
    shown.length = 0
    await view.rerender(page(auth))
    expect(shown).not.toContain(before)
    expect(seen.token.accessToken).toBe(token)
  })

  test('forgets the token with the user', async () => {
    const view = await renderAs(ALICE)
    const { getAccessToken } = seen.token
    await view.rerender(page(NOBODY))
    expect(seen.token.accessToken).toBeUndefined()
    await expect(getAccessToken()).resolves.toBeUndefined()
  })

  test('several components share one request', async () => {
    await render(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
        <Show />
      </client.AuthKitProvider>,
    )
    expect(rpc.getAccessTokenAction).toHaveBeenCalledOnce()
  })

  test.each([
    ['visibilitychange', (): EventTarget => document],
    ['focus', (): EventTarget => window],
    ['online', (): EventTarget => window],
    ['pageshow', (): EventTarget => window],
  ])('renews a token that expired in the background: %s', async (event, target) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await renderAs(ALICE)
    vi.setSystemTime(Date.now() + HOUR * 1000)
    rpc.refreshAccessTokenAction.mockImplementation(async () => makeToken({ expiresIn: HOUR }))
    await act(async () => void target().dispatchEvent(new Event(event)))
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledOnce()
    expect(seen.token.accessToken).not.toBe(token)
  })

  test('is an empty state on the server', () => {
    const html = renderToString(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(html).toBe('')
    expect(shown).toEqual([undefined])
  })
})

describe('useTokenClaims', () => {
  test('is empty without a token, the same object each time', async () => {
    const view = await renderAs(NOBODY)
    const { claims } = seen
    expect(claims).toEqual({})
    await view.rerender(page(NOBODY, 1))
    expect(seen.claims).toBe(claims)
  })

  test('reads the claims, once for a token', async () => {
    token = makeToken({ expiresIn: HOUR, claims: { sub: 'user_1', team: 'Größe' } })
    const view = await renderAs(ALICE)
    const { claims } = seen
    expect(claims).toMatchObject({ sub: 'user_1', team: 'Größe' })
    await view.rerender(page(ALICE, 1))
    expect(seen.claims).toBe(claims)
  })

  test.each(['opaque', 'a.b.c'])('is empty for %j', async (text) => {
    token = text
    await renderAs(ALICE)
    expect(seen.claims).toEqual({})
  })
})

describe('useRecentAuth', () => {
  const now = Math.floor(Date.now() / 1000)

  test('waits for the token', async () => {
    rpc.getAccessTokenAction.mockReturnValue(new Promise(() => {}))
    await renderAs(ALICE)
    expect(seen.recent).toEqual({ loading: true, authenticatedAt: undefined, isStale: undefined })
  })

  test.each([
    ['recent', 30, 60, false],
    ['long ago', 300, 60, true],
    ['never fresh for a limit that is no number', 0, Number.NaN, true],
  ])('a sign-in that was %s', async (_, ago, maxAge, isStale) => {
    token = encodeToken({ auth_time: now - ago })
    await renderAs(ALICE, maxAge)
    expect(seen.recent).toEqual({ loading: false, authenticatedAt: new Date((now - ago) * 1000), isStale })
  })

  test.each([undefined, '1767225600', null])('a token that says %j about it is stale', async (authTime) => {
    token = encodeToken({ auth_time: authTime })
    await renderAs(ALICE)
    expect(seen.recent).toEqual({ loading: false, authenticatedAt: null, isStale: true })
  })

  test('becomes stale while the page is open', async () => {
    vi.useFakeTimers({ now: now * 1000 })
    token = encodeToken({ auth_time: now })
    await renderAs(ALICE, 60)
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(seen.recent.isStale).toBe(false)
    await act(() => vi.advanceTimersByTimeAsync(1000))
    expect(seen.recent.isStale).toBe(true)
  })

  test('nobody is stale', async () => {
    await renderAs(NOBODY)
    expect(seen.recent).toEqual({ loading: false, authenticatedAt: null, isStale: true })
  })
})
