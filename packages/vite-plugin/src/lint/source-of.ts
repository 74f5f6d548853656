import { AUTH_TOKEN_NAMES } from './auth-token-sources.ts'
import { AUTH_URL_NAMES, authUrlSource } from './auth-url-sources.ts'
import type { ReachKind } from './reach.ts'
import { isRedirectCreator } from './route-creators.ts'
import { SIGN_OUT_NAMES, signOutSource } from './sign-out-sources.ts'
import { SIGNED_IN_NAMES } from './signed-in-values.ts'
import type { CallSummary } from './summary.ts'
import type { ImportValue } from './values/value.ts'

/** What makes the call of an imported value one that the rules look for. */
export interface Source {
  kind: Exclude<ReachKind, 'auth-token'>
  /** Name of the function, as AuthKit or the router call it. */
  name: string
}

/**
 * Texts of which every module holds one that calls a source by itself, or reads a token: modules without any of them
 * are of interest only when they import something that leads to one.
 */
export const SOURCE_NAMES: readonly string[] = [
  ...new Set([...AUTH_URL_NAMES, ...SIGN_OUT_NAMES, ...AUTH_TOKEN_NAMES, ...SIGNED_IN_NAMES]),
]

/** What the rules look for in the call of an imported value. */
export function sourceOf(
  value: ImportValue,
  { signedOut }: Pick<CallSummary, 'signedOut'> = {},
): Source | undefined {
  const authUrl = authUrlSource(value)
  if (authUrl !== undefined) return { kind: 'auth-url', name: authUrl }
  const signOut = signOutSource(value)
  if (signOut !== undefined) return { kind: 'sign-out', name: signOut }
  return signedOut === true && isRedirectCreator([value])
    ? { kind: 'auth-guard', name: 'redirect' }
    : undefined
}
