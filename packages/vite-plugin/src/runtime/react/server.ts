/** `virtual:authkit/client` while rendering on the server. `browser.ts` exports the same names. */
import type { ReactNode } from 'react'

import { readAuthToRender } from '../start/rendered-auth.ts'
import { createAuthKitProvider } from './create-auth-kit-provider.tsx'
import type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'

export { getAuthAction } from '../start/functions/get-auth-action.ts'
export type { AuthContextType } from './auth-context.ts'
export type { AuthKitProviderProps } from './create-auth-kit-provider.tsx'
export { useAuth } from './use-auth.ts'
export type { SignedInAuth } from './use-auth.ts'

/** Tells every component below who is signed in, and writes it into the document for the browser. */
export const AuthKitProvider: (props: AuthKitProviderProps) => ReactNode = createAuthKitProvider({
  read: readAuthToRender,
  expire: () => {},
})
