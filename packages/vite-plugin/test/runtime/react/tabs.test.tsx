// @vitest-environment happy-dom
import { act, useEffect } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { AuthContextType } from '../../../src/runtime/react/auth-context-type.ts'
import * as client from '../../../src/runtime/react/browser.ts'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { render, unmountAll } from './render.tsx'
import { ALICE, BOB, NOBODY } from './users.ts'

type Answer = () => Promise<ClientUserInfo | NoUserInfo>

// The calls that leave the page. What they do on the server is tested with a real app, in test/runtime/start.
const rpc = vi.hoisted(() => ({
  getAuthAction: vi.fn<Answer>(),
  getSignOutUrl: vi.fn<(call: unknown) => Promise<{ url: string | null }>>(),
}))
vi.mock('../../../src/runtime/start/functions/get-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/get-sign-out-url.ts', () => rpc)

let seen: AuthContextType

beforeEach(() => {
  for (const call of Object.values(rpc)) call.mockReset()
  vi.stubGlobal('location', { href: 'http://localhost:3000/', reload: vi.fn<() => void>() })
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
  return auth.user?.email ?? 'nobody'
}

describe('what other tabs do', () => {
  /** Another tab, as far as it can be heard. */
  let other: BroadcastChannel
  let heard: unknown[]
  const onSessionExpired = vi.fn<() => void>()

  beforeEach(() => {
    heard = []
    other = new BroadcastChannel('authkit-session')
    other.addEventListener('message', ({ data }) => void heard.push(data))
    onSessionExpired.mockReset()
    return () => other.close()
  })

  const sessionOf = (auth: ClientUserInfo | NoUserInfo): string =>
    auth.user === null ? '' : [auth.sessionId, auth.organizationId].join(' ')

  async function openTab(initialAuth: ClientUserInfo | NoUserInfo): Promise<() => string> {
    const { text } = await render(
      <client.AuthKitProvider initialAuth={initialAuth} onSessionExpired={onSessionExpired}>
        <Show />
      </client.AuthKitProvider>,
    )
    return text
  }

  /** What another tab says, and what the server says when this one asks. */
  async function hear(session: string, answer: ClientUserInfo | NoUserInfo): Promise<void> {
    rpc.getAuthAction.mockResolvedValue(answer)
    await act(async () => {
      // Another one that hears it, after the tab.
      const last = new BroadcastChannel('authkit-session')
      const heardByAll = new Promise((resolve) => last.addEventListener('message', resolve))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin only
      other.postMessage(session)
      await heardByAll
      last.close()
      await new Promise((resolve) => setImmediate(resolve))
    })
  }

  test('a tab tells the others whose session it has', async () => {
    await openTab(ALICE)
    await vi.waitFor(() => expect(heard).toEqual([sessionOf(ALICE)]), 10_000)
  })

  test('a sign-in in another tab reaches one that shows nobody, with one request', async () => {
    const text = await openTab(NOBODY)
    await hear(sessionOf(BOB), BOB)
    await vi.waitFor(() => expect(text()).toBe('bob@example.com'), 10_000)
    expect(rpc.getAuthAction).toHaveBeenCalledTimes(1)
  })

  test('a sign-out in another tab ends the session of this one', async () => {
    await openTab(ALICE)
    await hear('', NOBODY)
    await vi.waitFor(() => expect(onSessionExpired).toHaveBeenCalledTimes(1), 10_000)
    expect(rpc.getAuthAction).toHaveBeenCalledTimes(1)
  })

  test.each<[string, ClientUserInfo | NoUserInfo]>([
    ['its own session', ALICE],
    ['nobody, as it does itself', NOBODY],
  ])('a tab that hears %s asks nothing', async (_, auth) => {
    await openTab(auth)
    await hear(sessionOf(auth), auth)
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('a tab in the background asks when its user comes back, once for all it heard', async () => {
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const text = await openTab(NOBODY)
    await hear(sessionOf(ALICE), BOB)
    await hear(sessionOf(BOB), BOB)
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
    visible.mockReturnValue('visible')
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    await vi.waitFor(() => expect(text()).toBe('bob@example.com'), 10_000)
    expect(rpc.getAuthAction).toHaveBeenCalledTimes(1)
  })

  test('a tab that shows nobody, and heard of nobody else, asks nothing when its user comes back', async () => {
    await openTab(NOBODY)
    await act(async () => void window.dispatchEvent(new Event('focus')))
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('signOut() tells the others before it leaves the page', async () => {
    rpc.getSignOutUrl.mockResolvedValue({ url: null })
    await openTab(ALICE)
    await seen.signOut()
    await vi.waitFor(() => expect(heard).toEqual([sessionOf(ALICE), '']), 10_000)
    expect(rpc.getAuthAction).not.toHaveBeenCalled()
  })

  test('signOut() leaves the page while a provider that came in the place of another is loading', async () => {
    const first = await render(
      <client.AuthKitProvider initialAuth={ALICE}>
        <Show />
      </client.AuthKitProvider>,
    )
    await first.unmount()
    rpc.getAuthAction.mockReturnValue(new Promise(() => {}))
    rpc.getSignOutUrl.mockResolvedValue({ url: 'https://api.workos.com/logout' })
    await render(
      <client.AuthKitProvider>
        <Show />
      </client.AuthKitProvider>,
    )
    expect(seen.loading).toBe(true)
    await seen.signOut()
    expect(location.href).toBe('https://api.workos.com/logout')
  })

  test('without channels a tab finds out when its user comes back', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const text = await openTab(ALICE)
    rpc.getAuthAction.mockResolvedValue(BOB)
    await act(async () => void window.dispatchEvent(new Event('focus')))
    await vi.waitFor(() => expect(text()).toBe('bob@example.com'), 10_000)
  })
})
