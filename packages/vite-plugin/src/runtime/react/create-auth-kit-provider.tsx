import { useEffect, useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

import type { DocumentAuth } from '../start/rendered-auth.ts'
import { createAuthActions } from './auth-actions.ts'
import type { AuthAnswer, AuthContextType } from './auth-context-type.ts'
import { AUTH_STATE_ATTRIBUTE } from './auth-state.ts'
import type { AuthState, RenderedAuth } from './auth-state.ts'
import { AuthContext } from './use-auth.ts'
import { watchSession } from './watch-session.ts'

/** Props of `AuthKitProvider`. */
export interface AuthKitProviderProps {
  children?: ReactNode
  /**
   * Called when the session turns out to have ended while the page was open, in this tab or another; `false` doesn't look,
   * nor for sign-ins in other tabs.
   *
   * @defaultValue reloads the page
   */
  onSessionExpired?: false | (() => void)
  /**
   * Who is signed in at the first render; wins over what the server wrote into the document. When it says something
   * else later, because a loader ran again, the provider follows.
   */
  initialAuth?: AuthAnswer | undefined
}

/** Makes the provider for one environment. It needs no router around it. */
export function createAuthKitProvider(rendered: RenderedAuth): (props: AuthKitProviderProps) => ReactElement {
  return function AuthKitProvider({ children, onSessionExpired, initialAuth }) {
    // Kept for the life of the provider: React wants the same markup when it hydrates, and afterwards.
    const [first] = useState((): Partial<DocumentAuth> =>
      initialAuth ? { auth: initialAuth } : (rendered.read() ?? {}),
    )
    const [state, setState] = useState<AuthState>({
      auth: first.auth ?? { user: null },
      loading: !first.auth,
    })
    const actions = useMemo(() => createAuthActions(setState), [])

    // By what it says: a parent may write the same object anew at every render.
    const given = initialAuth && JSON.stringify(initialAuth)
    const [followed, setFollowed] = useState(given)
    if (given !== followed) {
      setFollowed(given)
      if (initialAuth) setState({ auth: initialAuth, loading: false })
    }

    useEffect(() => {
      rendered.expire()
      if (!first.auth) void actions.getAuth()
    }, [first, actions])

    // A new state ends the watch: an answer that is under way by then is older than it.
    useEffect(() => {
      if ((state.loading && !state.auth.user) || onSessionExpired === false) return undefined
      return watchSession(state.auth, (auth) => {
        if (state.auth.user && !auth.user) (onSessionExpired ?? (() => location.reload()))()
        else if (JSON.stringify(auth) !== JSON.stringify(state.auth)) setState({ auth, loading: false })
      })
    }, [state, onSessionExpired])

    const value = useMemo<AuthContextType>(
      () => ({ ...state.auth, loading: state.loading, ...actions }),
      [state, actions],
    )
    return (
      <AuthContext.Provider value={value}>
        {first.text && (
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
