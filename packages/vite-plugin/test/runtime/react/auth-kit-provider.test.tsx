// @vitest-environment happy-dom
import { act } from 'react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'

import { createAuthKitProvider } from '../../../src/runtime/react/create-auth-kit-provider.tsx'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { later } from './later.ts'
import { onOpenedPages } from './opened-page.tsx'
import type { OpenedPage } from './opened-page.tsx'
import { hydrate, render } from './render.tsx'
import { ALICE, BOB, NOBODY } from './users.ts'

/** What `rendered-auth.ts` writes. */
const documentText = (auth: unknown): string => JSON.stringify(auth).replaceAll('<', String.raw`\u003c`)

let client: OpenedPage['client']
let rpc: OpenedPage['rpc']
let leave: OpenedPage['leave']
let log: OpenedPage['log']
let Show: OpenedPage['Show']
let seen: OpenedPage['seen']

onOpenedPages((page) => {
  ;({ client, rpc, leave, log, Show, seen } = page)
})

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
    expect(seen().user).toEqual(ALICE.user)
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
    const before = seen()
    await comeBack()
    expect(seen()).toBe(before)
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
    await act(() => seen().switchToOrganization('org_2'))
    await act(async () => slow.resolve(ALICE))
    expect(seen().user?.email).toBe('bob@example.com')
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
    await act(() => seen().switchToOrganization('org_2'))
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
