import { getAuthAction } from '../start/functions/get-auth-action.ts'
import { getSignOutUrl } from '../start/functions/get-sign-out-url.ts'
import { refreshAuthAction } from '../start/functions/refresh-auth-action.ts'
import type { AuthAnswer, AuthContextType } from './auth-context-type.ts'
import type { AuthState } from './auth-state.ts'
import { tellSignOut } from './watch-session.ts'

/** The functions of {@link AuthContextType}. */
export type AuthActions = Pick<
  AuthContextType,
  'getAuth' | 'refreshAuth' | 'signOut' | 'switchToOrganization'
>

/** Makes the functions of one provider. Of several calls under way, only the latest writes the state. */
export function createAuthActions(setState: (update: (state: AuthState) => AuthState) => void): AuthActions {
  let latest = 0

  async function ask(call: Promise<AuthAnswer>, fallback?: AuthAnswer): Promise<void | { error: string }> {
    const turn = ++latest
    const settle = (auth?: AuthAnswer): void => {
      if (turn === latest) setState((state) => ({ auth: auth ?? state.auth, loading: false }))
    }
    setState((state) => ({ ...state, loading: true }))
    try {
      settle(await call)
    } catch (error) {
      settle(fallback)
      return { error: error instanceof Error ? error.message : String(error) }
    }
  }

  // One server function for both: each costs every page its id of 64 random characters.
  const refresh = (organizationId?: string): Promise<void | { error: string }> =>
    ask(refreshAuthAction({ data: { organizationId } }))

  return {
    getAuth: async () => void (await ask(getAuthAction(), { user: null })),
    refreshAuth: ({ organizationId } = {}) => refresh(organizationId),
    switchToOrganization: refresh,
    signOut: async ({ returnTo = '/' } = {}) => {
      // The server refuses a `returnTo` that leaves the app, so it is safe to go there.
      const { url } = await getSignOutUrl({ data: { returnTo } })
      tellSignOut()
      location.href = url ?? returnTo
    },
  }
}
