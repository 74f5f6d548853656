import { createContext, useContext, useEffect } from 'react'
import type { Context } from 'react'
import { signInPath } from 'virtual:authkit/config'

import type { User } from '../session/index.ts'
import type { AuthContextType } from './auth-context-type.ts'

/** {@link AuthContextType} of a page that sends visitors to the sign-in. */
export type SignedInAuth =
  | (AuthContextType & { loading: true })
  | (AuthContextType & { loading: false; user: User })

/**
 * How the provider reaches {@link useAuth}. Beside it in one file, so that bundlers don't put the hook into a chunk of
 * its own, which costs more than the hook.
 */
export const AuthContext: Context<AuthContextType | null> =
  /* @__PURE__ */ createContext<AuthContextType | null>(null)

/** A page has one address bar: of several components that ask for a sign-in, the first one navigates. */
let isLeaving = false

/**
 * Who is signed in, and what they can do about it.
 *
 * @param options `ensureSignedIn`: sends a visitor who isn't signed in to the sign-in route, and back here afterwards
 * @throws Error outside of `AuthKitProvider`
 */
export function useAuth(options: { ensureSignedIn: true }): SignedInAuth
export function useAuth(options?: { ensureSignedIn?: boolean }): AuthContextType
export function useAuth({ ensureSignedIn = false }: { ensureSignedIn?: boolean } = {}): AuthContextType {
  const auth = useContext(AuthContext)
  if (!auth) {
    throw new Error(
      'useAuth must be used within an AuthKitProvider: render <AuthKitProvider> around the app, in the root route.',
    )
  }
  const mustSignIn = ensureSignedIn && !auth.loading && !auth.user
  useEffect(() => {
    if (!mustSignIn || isLeaving) return
    isLeaving = true
    const { pathname, search, hash } = location
    location.assign(`${signInPath}?returnPathname=${encodeURIComponent(pathname + search + hash)}`)
  }, [mustSignIn])
  return auth
}
