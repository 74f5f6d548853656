/** `virtual:authkit/client` in the browser. `server.ts` exports the same names. */
import type { ReactElement } from 'react'

import { browserRenderedAuth } from './browser-rendered-auth.ts'
import { createAuthKitProvider } from './create-auth-kit-provider.tsx'
import type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'

export { getAuthAction } from '../start/functions/get-auth-action.ts'
export type { AuthContextType } from './auth-context-type.ts'
export type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'
export type { JWTPayload } from './decode-jwt.ts'
export { Impersonation } from './impersonation.tsx'
export type { ImpersonationProps } from './impersonation.tsx'
export { useAccessToken } from './use-access-token.ts'
export type { UseAccessTokenReturn } from './use-access-token.ts'
export { useAuth } from './use-auth.ts'
export type { SignedInAuth } from './use-auth.ts'
export { useRecentAuth } from './use-recent-auth.ts'
export type { RecentAuthState } from './use-recent-auth.ts'
export { useTokenClaims } from './use-token-claims.ts'
export type { TokenClaims } from './use-token-claims.ts'

/** Tells every component below who is signed in: from the document itself, without a request. */
export const AuthKitProvider: (props: AuthKitProviderProps) => ReactElement =
  /* @__PURE__ */ createAuthKitProvider(browserRenderedAuth)
