/** `virtual:authkit/client` in the browser. `server.ts` exports the same names. */
import type { ReactNode } from 'react'

import { browserRenderedAuth } from './browser-rendered-auth.ts'
import { createAuthKitProvider } from './create-auth-kit-provider.tsx'
import type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'

export { getAuthAction } from '../start/functions/get-auth-action.ts'
export type { AuthContextType } from './auth-context.ts'
export type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'
export { useAuth } from './use-auth.ts'
export type { SignedInAuth } from './use-auth.ts'

/** Tells every component below who is signed in: from the document itself, without a request. */
export const AuthKitProvider: (props: AuthKitProviderProps) => ReactNode =
  /* @__PURE__ */ createAuthKitProvider(browserRenderedAuth)
