import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { createAuthActions } from './auth-actions.ts'
import { AuthContext } from './auth-context.ts'
import type { AuthAnswer, AuthContextType } from './auth-context.ts'
import { AUTH_STATE_ATTRIBUTE } from './auth-state.ts'
import type { AuthState, RenderedAuth } from './auth-state.ts'
import { watchSession } from './watch-session.ts'

/** Props of `AuthKitProvider`. */
export interface AuthKitProviderProps {
  children?: ReactNode
  /**
   * Called when the session turns out to have ended while the page was open; `false` doesn't look.
   *
   * @defaultValue reloads the page
   */
  onSessionExpired?: false | (() => void)
  /** Who is signed in at the first render; wins over what the server wrote into the document. */
  initialAuth?: AuthAnswer
}

/** Makes the provider for one environment. It needs no router around it. */
export function createAuthKitProvider(rendered: RenderedAuth): (props: AuthKitProviderProps) => ReactNode {
  return function AuthKitProvider({ children, onSessionExpired, initialAuth }) {
    // Kept for the life of the provider: React wants the same markup when it hydrates, and afterwards.
    const [first] = useState(() => {
      const text = initialAuth ? null : rendered.read()
      const auth: AuthAnswer | null = initialAuth ?? (text === null ? null : JSON.parse(text))
      return { text, auth }
    })
    const [state, setState] = useState<AuthState>({
      auth: first.auth ?? { user: null },
      loading: first.auth === null,
    })
    const actions = useMemo(() => createAuthActions(setState), [])

    useEffect(() => {
      rendered.expire()
      if (first.auth === null) void actions.getAuth()
    }, [first, actions])

    const isSignedIn = state.auth.user !== null
    useEffect(
      () =>
        isSignedIn && onSessionExpired !== false
          ? watchSession(onSessionExpired ?? (() => window.location.reload()))
          : undefined,
      [isSignedIn, onSessionExpired],
    )

    const value = useMemo<AuthContextType>(
      () => ({ ...state.auth, loading: state.loading, ...actions }),
      [state, actions],
    )
    return (
      <AuthContext.Provider value={value}>
        {first.text !== null && (
          <script
            type="application/json"
            {...{ [AUTH_STATE_ATTRIBUTE]: '' }}
            dangerouslySetInnerHTML={{ __html: first.text }}
          />
        )}
        {children}
      </AuthContext.Provider>
    )
  }
}
