import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Mock } from 'vitest'

import type { AuthContextType } from '../../../src/runtime/react/auth-context-type.ts'
import type * as browser from '../../../src/runtime/react/browser.ts'
import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'
import { unmountAll } from './render.tsx'

interface Calls {
  getAuthAction: Mock<() => Promise<ClientUserInfo | NoUserInfo>>
  refreshAuthAction: Mock<(call: unknown) => Promise<ClientUserInfo | NoUserInfo>>
  getSignOutUrl: Mock<(call: unknown) => Promise<{ url: string | null }>>
}

// What the calls do on the server is tested with a real app, in test/runtime/start.
const rpc: Calls = vi.hoisted(() => ({
  getAuthAction: vi.fn<Calls['getAuthAction']>(),
  refreshAuthAction: vi.fn<Calls['refreshAuthAction']>(),
  getSignOutUrl: vi.fn<Calls['getSignOutUrl']>(),
}))
vi.mock('../../../src/runtime/start/functions/get-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/refresh-auth-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/get-sign-out-url.ts', () => rpc)

/** A page that has just been loaded. */
export interface OpenedPage {
  client: typeof browser
  /** The calls that leave the page, which the test answers. */
  rpc: Calls
  /** Where the page is, and the ways to leave it. */
  leave: { href: string; assign: Mock<(url: string) => void>; reload: Mock<() => void> }
  /** What is said in the console. */
  log: Mock<typeof console.error>
  /** Shows who is signed in. */
  Show: () => ReactNode
  /** What `useAuth` said in the last render of `Show`. */
  seen: () => AuthContextType
}

/** Opens a page for each test of a file, and closes it again. */
export function onOpenedPages(begin: (page: OpenedPage) => void): void {
  beforeEach(async () => {
    for (const call of Object.values(rpc)) call.mockReset()
    const log = vi.spyOn(console, 'error')
    const leave = Object.assign(
      { pathname: '/projects', search: '?open=1', hash: '#top' },
      {
        href: 'http://localhost:3000/',
        assign: vi.fn<(url: string) => void>(),
        reload: vi.fn<() => void>(),
      },
    )
    vi.stubGlobal('location', leave)
    // What has been read from the document is known to no module yet.
    vi.resetModules()
    const client = await import('../../../src/runtime/react/browser.ts')
    begin({ client, rpc, leave, log, ...watch(client) })
  })

  afterEach(async () => {
    await unmountAll()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
}

function watch({ useAuth }: typeof browser): Pick<OpenedPage, 'Show' | 'seen'> {
  let last: AuthContextType | undefined
  return {
    Show() {
      const auth = useAuth()
      useEffect(() => {
        last = auth
      })
      return <p>{auth.loading ? 'loading' : (auth.user?.email ?? 'nobody')}</p>
    },
    seen() {
      if (last === undefined) throw new Error('Nothing was rendered yet.')
      return last
    },
  }
}
