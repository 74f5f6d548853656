// @vitest-environment happy-dom
import { act, useEffect } from 'react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Mock } from 'vitest'

import type * as browser from '../../../src/runtime/react/browser.ts'
import type { AuthContextType } from '../../../src/runtime/react/auth-context-type.ts'
import { createAuthKitProvider } from '../../../src/runtime/react/create-auth-kit-provider.tsx'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { later } from './later.ts'
import { hydrate, render, unmountAll } from './render.tsx'
import { ALICE, BOB, NOBODY } from './users.ts'

type Answer = () => Promise<ClientUserInfo | NoUserInfo>

// The calls that leave the page. What they do on the server is tested with a real app, in test/runtime/start.
const rpc = vi.hoisted(() => ({
  getAuthAction: vi.fn<Answer>(),
  refreshAuthAction: vi.fn<(call: unknown) => ReturnType<Answer>>(),
  getSignOutUrl: vi.fn<(call: unknown) => Promise<{ url: string | null }>>(),
}))
vi.mock('../../../src/runtime/start/functions/get-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/refresh-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/get-sign-out-url.ts', () => rpc)

/** What `rendered-auth.ts` writes. */
const documentText = (auth: unknown): string => JSON.stringify(auth).replaceAll('<', String.raw`\u003c`)

let client: typeof browser
let seen: AuthContextType
let leave: { href: string; assign: Mock<(url: string) => void>; reload: Mock<() => void> }
let log: Mock<typeof console.error>

beforeEach(async () => {
  for (const call of Object.values(rpc)) call.mockReset()
  log = vi.spyOn(console, 'error')
  const page = { pathname: '/projects', search: '?open=1', hash: '#top' }
  leave = Object.assign(page, {
    href: 'http://localhost:3000/',
    assign: vi.fn<(url: string) => void>(),
    reload: vi.fn<() => void>(),
  })
  vi.stubGlobal('location', leave)
  // A page that has just been loaded: what has been read from its document is known to no module yet.
  vi.resetModules()
  client = await import('../../../src/runtime/react/browser.ts')
})

afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function Show(): ReactNode {
  const auth = client.useAuth()
  useEffect(() => {
    seen = auth
  })
  return <p>{auth.loading ? 'loading' : (auth.user?.email ?? 'nobody')}</p>
}

function renderOnServer(text: string | null): string {
  const ServerProvider = createAuthKitProvider({
    read: () => (text === null ? null : { text, auth: JSON.parse(text) }),
    expire: () => {},
  })
  const Body = (): ReactNode => (
    <p>{text === null ? 'loading' : (JSON.parse(text).user?.email ?? 'nobody')}</p>
  )
  return renderToString(
    <ServerProvider>
      <Body />
    </ServerProvider>,
  )
}

describe('the first render', () => {
  test.each([
    ['a user', ALICE, 'alice@example.com'],
    ['nobody', NOBODY, 'nobody'],
  ])('takes %s from the document: same markup, no request', async (_, auth, expected) => {
    const html = renderOnServer(documentText(auth))
    expect(html).toContain(`<p>${expected}</p>`)

    const page = await hydrate(
      html,
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(page.container.querySelector('p')?.textContent).toBe(expected)
    expect(page.errors).toEqual([])
    expect(log).not.toHaveBeenCalled()
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('whatever a user is called cannot break out of the element', async () => {
    const html = renderOnServer(documentText(ALICE))
    const page = await hydrate(
      html,
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(seen.user).toEqual(ALICE.user)
    expect(page.container.querySelectorAll('script')).toHaveLength(1)
  })

  test('asks the server when the document says nothing', async () => {
    rpc.getAuthAction.mockResolvedValue(ALICE)
    const page = await hydrate(
      renderOnServer(null),
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(page.errors).toEqual([])
    expect(page.text()).toBe('alice@example.com')
    expect(rpc.getAuthAction).toHaveBeenCalledOnce()
  })

  test('asks the server when mounted later: the document may be out of date', async () => {
    const app = (
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>
    )
    const first = await hydrate(renderOnServer(documentText(ALICE)), app)
    rpc.getAuthAction.mockResolvedValue(BOB)
    const second = await render(app)
    expect(second.text()).toBe('bob@example.com')
    expect(second.container.querySelector('script')).toBeNull()
    // The first one hears of it.
    await vi.waitFor(() => expect(first.text()).toContain('bob@example.com'), 10_000)
  })

  test('takes initialAuth before anything else', async () => {
    document.body.innerHTML = renderOnServer(documentText(ALICE))
    const page = await render(
      <client.AuthKitProvider initialAuth={BOB}>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(page.text()).toBe('bob@example.com')
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('the server being out of reach means nobody', async () => {
    rpc.getAuthAction.mockRejectedValue(new TypeError('Failed to fetch'))
    const page = await render(
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(page.text()).toBe('nobody')
  })
})

describe('useAuth', () => {
  async function renderAs(initialAuth: ClientUserInfo | NoUserInfo): Promise<void> {
    await render(
      <client.AuthKitProvider initialAuth={initialAuth}>
        <Show />
      </client.AuthKitProvider>,
    )
  }

  test('tells everything about the session', async () => {
    await renderAs(ALICE)
    expect(seen).toMatchObject({ ...ALICE, loading: false })
  })

  test('tells nothing about nobody', async () => {
    await renderAs(NOBODY)
    const {
      user,
      sessionId,
      organizationId,
      role,
      roles,
      permissions,
      entitlements,
      featureFlags,
      impersonator,
    } = seen
    expect(user).toBeNull()
    expect([
      sessionId,
      organizationId,
      role,
      roles,
      permissions,
      entitlements,
      featureFlags,
      impersonator,
    ]).toEqual(Array(8).fill(undefined))
  })

  test('throws outside of the provider, and says what to do', async () => {
    log.mockReturnValue()
    await expect(render(<Show />)).rejects.toThrow(
      'useAuth must be used within an AuthKitProvider: render <AuthKitProvider>',
    )
  })

  test('keeps its functions from render to render', async () => {
    await renderAs(ALICE)
    const { getAuth, refreshAuth, signOut, switchToOrganization } = seen
    rpc.getAuthAction.mockResolvedValue(BOB)
    await act(() => seen.getAuth())
    expect(seen).toMatchObject({ user: BOB.user, getAuth, refreshAuth, signOut, switchToOrganization })
  })

  test('refreshAuth passes the organization on and takes the answer', async () => {
    await renderAs(ALICE)
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    expect(await act(() => seen.refreshAuth({ organizationId: 'org_2' }))).toBeUndefined()
    expect(rpc.refreshAuthAction).toHaveBeenCalledExactlyOnceWith({ data: { organizationId: 'org_2' } })
    expect(seen.user?.email).toBe('bob@example.com')
    expect(seen.organizationId).toBeUndefined()
  })

  test('switchToOrganization takes the answer, also that nobody is signed in', async () => {
    await renderAs(ALICE)
    rpc.refreshAuthAction.mockResolvedValue(NOBODY)
    await act(() => seen.switchToOrganization('org_2'))
    expect(rpc.refreshAuthAction).toHaveBeenCalledExactlyOnceWith({
      data: { organizationId: 'org_2' },
    })
    expect(seen.user).toBeNull()
  })

  test.each(['refreshAuth', 'switchToOrganization'] as const)(
    'a failing %s is answered and changes nothing',
    async (name) => {
      await renderAs(ALICE)
      rpc.refreshAuthAction.mockRejectedValue(new Error('no'))
      const answer = await act(() =>
        name === 'refreshAuth' ? seen.refreshAuth() : seen.switchToOrganization('org_2'),
      )
      expect(answer).toEqual({ error: 'no' })
      expect(seen).toMatchObject({ ...ALICE, loading: false })
    },
  )

  test('an older answer that comes late changes nothing', async () => {
    await renderAs(ALICE)
    const slow = later<NoUserInfo>()
    rpc.getAuthAction.mockReturnValue(slow.promise)
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    await act(async () => {
      const asked = seen.getAuth()
      await seen.switchToOrganization('org_2')
      slow.resolve(NOBODY)
      await asked
    })
    expect(seen).toMatchObject({ user: BOB.user, loading: false })
  })

  test.each([
    ['at WorkOS', { returnTo: '/bye' }, 'https://api.workos.com/logout', 'https://api.workos.com/logout'],
    ['here, when nobody was signed in', { returnTo: '/bye' }, null, '/bye'],
    ['here, without a wish', undefined, null, '/'],
  ])('signOut ends %s', async (_, options, url, expected) => {
    await renderAs(ALICE)
    rpc.getSignOutUrl.mockResolvedValue({ url })
    await act(() => seen.signOut(options))
    expect(rpc.getSignOutUrl).toHaveBeenCalledExactlyOnceWith({
      data: { returnTo: options?.returnTo ?? '/' },
    })
    expect(leave.href).toBe(expected)
  })

  test('a failing signOut is told and goes nowhere', async () => {
    await renderAs(ALICE)
    rpc.getSignOutUrl.mockRejectedValue(new Error('must stay in this app'))
    await expect(act(() => seen.signOut({ returnTo: 'javascript:alert(1)' }))).rejects.toThrow('must stay')
    expect(leave.href).toBe('http://localhost:3000/')
  })
})

describe('ensureSignedIn', () => {
  function Guarded(): ReactNode {
    client.useAuth({ ensureSignedIn: true })
    return null
  }

  const page = (initialAuth?: ClientUserInfo | NoUserInfo): ReactNode => (
    <client.AuthKitProvider {...(initialAuth && { initialAuth })}>
      <Guarded />
      <Guarded />
    </client.AuthKitProvider>
  )

  test('sends a visitor to the sign-in route once, with the way back', async () => {
    const { rerender } = await render(page(NOBODY))
    await rerender(page(NOBODY))
    expect(leave.assign).toHaveBeenCalledExactlyOnceWith(
      '/api/auth/sign-in?returnPathname=%2Fprojects%3Fopen%3D1%23top',
    )
  })

  test('leaves a user where they are', async () => {
    await render(page(ALICE))
    expect(leave.assign).not.toHaveBeenCalled()
  })

  test('waits for the answer of the server', async () => {
    const answer = later<NoUserInfo>()
    rpc.getAuthAction.mockReturnValue(answer.promise)
    await render(page())
    expect(leave.assign).not.toHaveBeenCalled()
    await act(async () => answer.resolve(NOBODY))
    expect(leave.assign).toHaveBeenCalledOnce()
    expect(rpc.getAuthAction).toHaveBeenCalledOnce()
  })
})

describe('a session that ends while the page is open', () => {
  const comeBack = (): Promise<void> => act(async () => void window.dispatchEvent(new Event('focus')))

  test.each(['focus', 'visibilitychange'])('is noticed on %s', async (event) => {
    const onSessionExpired = vi.fn<() => void>()
    rpc.getAuthAction.mockResolvedValue(NOBODY)
    await render(<client.AuthKitProvider initialAuth={ALICE} onSessionExpired={onSessionExpired} />)
    const target = event === 'focus' ? window : document
    await act(async () => void target.dispatchEvent(new Event(event)))
    expect(onSessionExpired).toHaveBeenCalledOnce()
    expect(leave.reload).not.toHaveBeenCalled()
  })

  test('reloads the page when the app has nothing to say', async () => {
    rpc.getAuthAction.mockResolvedValue(NOBODY)
    await render(<client.AuthKitProvider initialAuth={ALICE} />)
    await comeBack()
    expect(leave.reload).toHaveBeenCalledOnce()
  })

  test.each([
    ['a session that is there', async () => ALICE],
    ['a network failure', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an outage of WorkOS', async () => ({ user: null, unavailable: true as const })],
  ])('%s is no end', async (_, answer) => {
    const onSessionExpired = vi.fn<() => void>()
    rpc.getAuthAction.mockImplementation(answer)
    await render(<client.AuthKitProvider initialAuth={ALICE} onSessionExpired={onSessionExpired} />)
    await comeBack()
    expect(rpc.getAuthAction).toHaveBeenCalledOnce()
    expect(onSessionExpired).not.toHaveBeenCalled()
  })

  test('another tab may have signed in as somebody else', async () => {
    rpc.getAuthAction.mockResolvedValue(BOB)
    const page = await render(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
      </client.AuthKitProvider>,
    )
    await comeBack()
    expect(page.text()).toBe('bob@example.com')
  })

  test('the same answer renders nothing again', async () => {
    rpc.getAuthAction.mockResolvedValue({ ...ALICE })
    await render(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
      </client.AuthKitProvider>,
    )
    const before = seen
    await comeBack()
    expect(seen).toBe(before)
  })

  test('an answer older than a switch that has ended since says nothing', async () => {
    const slow = later<ClientUserInfo>()
    rpc.getAuthAction.mockReturnValue(slow.promise)
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    await render(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
      </client.AuthKitProvider>,
    )
    await comeBack()
    await act(() => seen.switchToOrganization('org_2'))
    await act(async () => slow.resolve(ALICE))
    expect(seen.user?.email).toBe('bob@example.com')
  })

  test('one check at a time', async () => {
    rpc.getAuthAction.mockReturnValue(new Promise(() => {}))
    await render(<client.AuthKitProvider initialAuth={ALICE} />)
    await comeBack()
    await comeBack()
    expect(rpc.getAuthAction).toHaveBeenCalledOnce()
  })

  test('is not looked for when nobody is signed in', async () => {
    await render(<client.AuthKitProvider initialAuth={NOBODY} />)
    await comeBack()
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('is not looked for when the app does not want to know, or the provider is gone', async () => {
    await render(<client.AuthKitProvider initialAuth={ALICE} onSessionExpired={false} />)
    const gone = await render(<client.AuthKitProvider initialAuth={ALICE} />)
    await gone.unmount()
    await comeBack()
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })
})

describe('initialAuth that changes', () => {
  const page = (initialAuth?: ClientUserInfo | NoUserInfo): ReactNode => (
    <client.AuthKitProvider initialAuth={initialAuth}>
      <Show />
    </client.AuthKitProvider>
  )

  test('is followed: a loader ran again', async () => {
    const view = await render(page(ALICE))
    await view.rerender(page(BOB))
    expect(view.text()).toBe('bob@example.com')
    await view.rerender(page(NOBODY))
    expect(view.text()).toBe('nobody')
  })

  test('saying the same in a new object undoes nothing that happened since', async () => {
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    const view = await render(page(ALICE))
    await act(() => seen.switchToOrganization('org_2'))
    await view.rerender(page(structuredClone(ALICE)))
    expect(view.text()).toBe('bob@example.com')
  })

  test('that is taken away changes nothing', async () => {
    const view = await render(page(ALICE))
    await view.rerender(page())
    expect(view.text()).toBe('alice@example.com')
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })
})
