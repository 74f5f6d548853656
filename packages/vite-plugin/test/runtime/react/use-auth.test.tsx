// @vitest-environment happy-dom
import { act } from 'react'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'

import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { later } from './later.ts'
import { onOpenedPages } from './opened-page.tsx'
import type { OpenedPage } from './opened-page.tsx'
import { render } from './render.tsx'
import { ALICE, BOB, NOBODY } from './users.ts'

let client: OpenedPage['client']
let rpc: OpenedPage['rpc']
let leave: OpenedPage['leave']
let log: OpenedPage['log']
let Show: OpenedPage['Show']
let seen: OpenedPage['seen']

onOpenedPages((page) => {
  ;({ client, rpc, leave, log, Show, seen } = page)
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
    expect(seen()).toMatchObject({ ...ALICE, loading: false })
  })

  test('tells nothing about nobody', async () => {
    await renderAs(NOBODY)
    const action = expect.any(Function)
    expect(seen()).toEqual({
      user: null,
      loading: false,
      getAuth: action,
      refreshAuth: action,
      signOut: action,
      switchToOrganization: action,
    })
  })

  test('throws outside of the provider, and says what to do', async () => {
    log.mockReturnValue()
    await expect(render(<Show />)).rejects.toThrow(
      'useAuth must be used within an AuthKitProvider: render <AuthKitProvider>',
    )
  })

  test('keeps its functions from render to render', async () => {
    await renderAs(ALICE)
    const { getAuth, refreshAuth, signOut, switchToOrganization } = seen()
    rpc.getAuthAction.mockResolvedValue(BOB)
    await act(() => seen().getAuth())
    expect(seen()).toMatchObject({ user: BOB.user, getAuth, refreshAuth, signOut, switchToOrganization })
  })

  test('refreshAuth passes the organization on and takes the answer', async () => {
    await renderAs(ALICE)
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    expect(await act(() => seen().refreshAuth({ organizationId: 'org_2' }))).toBeUndefined()
    expect(rpc.refreshAuthAction).toHaveBeenCalledExactlyOnceWith({ data: { organizationId: 'org_2' } })
    expect(seen().user?.email).toBe('bob@example.com')
    expect(seen().organizationId).toBeUndefined()
  })

  test('switchToOrganization takes the answer, also that nobody is signed in', async () => {
    await renderAs(ALICE)
    rpc.refreshAuthAction.mockResolvedValue(NOBODY)
    await act(() => seen().switchToOrganization('org_2'))
    expect(rpc.refreshAuthAction).toHaveBeenCalledExactlyOnceWith({
      data: { organizationId: 'org_2' },
    })
    expect(seen().user).toBeNull()
  })

  test.each(['refreshAuth', 'switchToOrganization'] as const)(
    'a failing %s is answered and changes nothing',
    async (name) => {
      await renderAs(ALICE)
      rpc.refreshAuthAction.mockRejectedValue(new Error('no'))
      const answer = await act(() =>
        name === 'refreshAuth' ? seen().refreshAuth() : seen().switchToOrganization('org_2'),
      )
      expect(answer).toEqual({ error: 'no' })
      expect(seen()).toMatchObject({ ...ALICE, loading: false })
    },
  )

  test('an older answer that comes late changes nothing', async () => {
    await renderAs(ALICE)
    const slow = later<NoUserInfo>()
    rpc.getAuthAction.mockReturnValue(slow.promise)
    rpc.refreshAuthAction.mockResolvedValue(BOB)
    await act(async () => {
      const asked = seen().getAuth()
      await seen().switchToOrganization('org_2')
      slow.resolve(NOBODY)
      await asked
    })
    expect(seen()).toMatchObject({ user: BOB.user, loading: false })
  })

  test.each([
    ['at WorkOS', { returnTo: '/bye' }, 'https://api.workos.com/logout', 'https://api.workos.com/logout'],
    ['here, when nobody was signed in', { returnTo: '/bye' }, null, '/bye'],
    ['here, without a wish', undefined, null, '/'],
  ])('signOut ends %s', async (_, options, url, expected) => {
    await renderAs(ALICE)
    rpc.getSignOutUrl.mockResolvedValue({ url })
    await act(() => seen().signOut(options))
    expect(rpc.getSignOutUrl).toHaveBeenCalledExactlyOnceWith({
      data: { returnTo: options?.returnTo ?? '/' },
    })
    expect(leave.href).toBe(expected)
  })

  test('a failing signOut is told and goes nowhere', async () => {
    await renderAs(ALICE)
    rpc.getSignOutUrl.mockRejectedValue(new Error('must stay in this app'))
    await expect(act(() => seen().signOut({ returnTo: 'javascript:alert(1)' }))).rejects.toThrow('must stay')
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
