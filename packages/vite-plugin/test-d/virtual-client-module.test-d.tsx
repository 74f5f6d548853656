import { expectTypeOf, test } from 'vitest'
import type { User } from 'virtual:authkit'
import {
  AuthKitProvider,
  getAuthAction,
  Impersonation,
  useAccessToken,
  useAuth,
  useRecentAuth,
  useTokenClaims,
} from 'virtual:authkit/client'
import type {
  AuthContextType,
  AuthKitProviderProps,
  ImpersonationProps,
  JWTPayload,
  RecentAuthState,
  SignedInAuth,
  TokenClaims,
  UseAccessTokenReturn,
} from 'virtual:authkit/client'
import type * as vendor from '@workos/authkit-tanstack-react-start/client'

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

function Tokens(): null {
  expectTypeOf(useAccessToken()).toEqualTypeOf<UseAccessTokenReturn>()
  expectTypeOf<UseAccessTokenReturn['accessToken']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<UseAccessTokenReturn['error']>().toEqualTypeOf<Error | null>()

  const claims = useTokenClaims<{ team: string }>()
  expectTypeOf(claims.team).toEqualTypeOf<string | undefined>()
  expectTypeOf(claims.sid).toEqualTypeOf<string | undefined>()
  expectTypeOf(useTokenClaims().auth_time).toEqualTypeOf<number | undefined>()
  expectTypeOf<TokenClaims<{ team: string }>>().toEqualTypeOf<Partial<JWTPayload & { team: string }>>()

  const recent = useRecentAuth({ maxAge: 60 })
  if (recent.loading) expectTypeOf(recent.isStale).toEqualTypeOf<undefined>()
  else expectTypeOf(recent.isStale).toBeBoolean()
  // @ts-expect-error: how recent?
  useRecentAuth({})
  return null
}

test('the hooks of tokens', () => {
  expectTypeOf(Tokens).returns.toBeNull()
})

test('Impersonation is a div', () => {
  expectTypeOf(<Impersonation side="top" returnTo="/" id="banner" style={{ zIndex: 1 }} />).not.toBeAny()
  // @ts-expect-error: no such edge
  void (<Impersonation side="left" />)
})

test("every name of the vendor's client module is one of ours", () => {
  expectTypeOf<keyof typeof vendor>().toExtend<keyof typeof browserModule>()
  expectTypeOf<AuthContextType>().toExtend<Pick<vendor.AuthContextType, 'loading' | 'getAuth' | 'signOut'>>()
})

test('what the hooks answer has a name', () => {
  expectTypeOf<ReturnType<typeof useRecentAuth>>().toEqualTypeOf<RecentAuthState>()
  expectTypeOf<Extract<SignedInAuth, { loading: false }>['user']>().toEqualTypeOf<User>()
  expectTypeOf<ImpersonationProps['side']>().toEqualTypeOf<'top' | 'bottom' | undefined>()
})
