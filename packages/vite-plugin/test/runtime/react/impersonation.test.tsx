// @vitest-environment happy-dom
import { act } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { Impersonation } from '../../../src/runtime/react/impersonation.tsx'
import type { ImpersonationProps } from '../../../src/runtime/react/impersonation.tsx'
import { AuthContext } from '../../../src/runtime/react/use-auth.ts'
import type { AuthContextType } from '../../../src/runtime/react/auth-context-type.ts'
import type { OrganizationInfo } from '../../../src/runtime/start/functions/get-organization-action.ts'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { later } from './later.ts'
import { render, unmountAll } from './render.tsx'
import { ALICE, NOBODY } from './users.ts'

// The call that leaves the page.
const rpc = vi.hoisted(() => ({
  getOrganizationAction: vi.fn<(call: unknown) => Promise<OrganizationInfo | null>>(),
}))
vi.mock('../../../src/runtime/start/functions/get-organization-action.ts', () => rpc)

const signOut = vi.fn<AuthContextType['signOut']>()

beforeEach(() => {
  signOut.mockReset().mockResolvedValue()
  rpc.getOrganizationAction.mockReset().mockResolvedValue({ id: 'org_1', name: 'Acme' })
})

afterEach(unmountAll)

function page(auth: ClientUserInfo | NoUserInfo, props: ImpersonationProps = {}): ReactNode {
  return (
    <AuthContext value={valueOf(auth)}>
      <Impersonation {...props} />
    </AuthContext>
  )
}

const valueOf = (auth: ClientUserInfo | NoUserInfo): AuthContextType => ({
  ...auth,
  loading: false,
  getAuth: async () => {},
  refreshAuth: async () => {},
  switchToOrganization: async () => {},
  signOut,
})

const without = (key: keyof ClientUserInfo): ClientUserInfo => ({ ...ALICE, [key]: undefined })

async function show(auth: ClientUserInfo | NoUserInfo, props?: ImpersonationProps) {
  const view = await render(page(auth, props))
  const root = view.container.querySelector<HTMLElement>('[data-workos-impersonation-root]')
  return { view, root, bar: root?.children[1] }
}

const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(
    (element) => element.textContent === name || element.getAttribute('aria-label') === name,
  )

test.each([
  ['nobody is impersonated', without('impersonator')],
  ['nobody is signed in', NOBODY],
])('renders nothing and asks nothing when %s', async (_, auth) => {
  const { view } = await show(auth)
  expect(view.container.innerHTML).toBe('')
  expect(rpc.getOrganizationAction).not.toHaveBeenCalled()
})

test('says who is impersonated, in an element of its own, and in which organization', async () => {
  const { view } = await show(ALICE)
  expect([...view.container.querySelectorAll('b')].map((element) => element.textContent)).toEqual([
    'alice@example.com',
    'Acme',
  ])
  expect(rpc.getOrganizationAction).toHaveBeenCalledExactlyOnceWith({ data: 'org_1' })
})

test.each([
  [undefined, 'bottom', 'top'],
  ['bottom', 'bottom', 'top'],
  ['top', 'top', 'bottom'],
] as const)('side %s puts the bar at the %s', async (side, at, other) => {
  const { bar } = await show(ALICE, side && { side })
  expect(bar?.getAttribute('style')).toContain(`${at}: var(--wi-s)`)
  expect(bar?.getAttribute('style')).not.toContain(`${other}:`)
})

test('takes the props of an element; its style wins, its markers stay', async () => {
  const { root } = await show(ALICE, { id: 'mine', className: 'banner', style: { zIndex: 5 } })
  expect(root?.id).toBe('mine')
  expect(root?.className).toBe('banner')
  expect(root?.style.zIndex).toBe('5')
  expect(root?.style.pointerEvents).toBe('none')
})

test.each([
  ['without a wish', {}, { returnTo: undefined }],
  ['to a page', { returnTo: '/admin' }, { returnTo: '/admin' }],
])('Stop signs out %s', async (_, props, expected) => {
  await show(ALICE, props)
  await act(async () => button('Stop')?.click())
  expect(signOut).toHaveBeenCalledExactlyOnceWith(expected)
})

test('can be made small, and large again', async () => {
  const { root } = await show(ALICE)
  expect(root?.style.getPropertyValue('--wi-minimized')).toBe('0')
  await act(async () => button('Minimize')?.click())
  expect(root?.style.getPropertyValue('--wi-minimized')).toBe('1')
  await act(async () => button('Show who is impersonated')?.click())
  expect(root?.style.getPropertyValue('--wi-minimized')).toBe('0')
})

describe('the organization', () => {
  test('is not asked for when there is none', async () => {
    await show(without('organizationId'))
    expect(rpc.getOrganizationAction).not.toHaveBeenCalled()
  })

  test('is asked for once', async () => {
    const { view } = await show(ALICE)
    await view.rerender(page({ ...ALICE }))
    expect(rpc.getOrganizationAction).toHaveBeenCalledOnce()
  })

  test('is asked for again when it is another one, and never shown under the wrong id', async () => {
    const { view } = await show(ALICE)
    const answer = later<OrganizationInfo>()
    rpc.getOrganizationAction.mockReturnValue(answer.promise)
    await view.rerender(page({ ...ALICE, organizationId: 'org_2' }))
    expect(view.text()).not.toContain('Acme')
    await act(async () => answer.resolve({ id: 'org_2', name: 'Other' }))
    expect(view.text()).toContain('Other')
  })

  test('may be out of reach: the sentence does without', async () => {
    rpc.getOrganizationAction.mockRejectedValue(new Error('down'))
    const { view } = await show(ALICE)
    expect(view.text()).toContain('alice@example.com')
  })
})
