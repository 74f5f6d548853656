import { expectTypeOf, test } from 'vitest'
import type { User } from 'virtual:authkit'
import { AuthKitProvider, getAuthAction, useAuth } from 'virtual:authkit/client'
import type { AuthKitProviderProps } from 'virtual:authkit/client'

import type * as browserModule from '../src/runtime/react/browser.ts'
import type * as serverModule from '../src/runtime/react/server.ts'

test('both sides export the same', () => {
  expectTypeOf<typeof browserModule>().toEqualTypeOf<typeof serverModule>()
})

test('the provider takes children, and optionally who is signed in', async () => {
  const initialAuth = await getAuthAction()
  expectTypeOf(<AuthKitProvider initialAuth={initialAuth}>text</AuthKitProvider>).not.toBeAny()
  expectTypeOf<AuthKitProviderProps['onSessionExpired']>().toEqualTypeOf<false | (() => void) | undefined>()
  // @ts-expect-error: it is not a flag
  void (<AuthKitProvider onSessionExpired />)
})

function Page(): null {
  const anybody = useAuth()
  expectTypeOf(anybody.user).toEqualTypeOf<User | null>()
  expectTypeOf(anybody.loading).toBeBoolean()

  const somebody = useAuth({ ensureSignedIn: true })
  if (!somebody.loading) expectTypeOf(somebody.user).toEqualTypeOf<User>()

  expectTypeOf(anybody.refreshAuth()).resolves.toEqualTypeOf<void | { error: string }>()
  // @ts-expect-error: to which one?
  void anybody.switchToOrganization()
  return null
}

test('useAuth narrows what a guarded page may rely on', () => {
  expectTypeOf(Page).returns.toBeNull()
})
