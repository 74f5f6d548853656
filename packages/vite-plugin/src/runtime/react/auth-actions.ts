import { getAuthAction } from '../start/functions/get-auth-action.ts'
import { getSignOutUrl } from '../start/functions/get-sign-out-url.ts'
import { refreshAuthAction } from '../start/functions/refresh-auth-action.ts'
import { switchToOrganizationAction } from '../start/functions/switch-to-organization-action.ts'
import type { AuthAnswer, AuthContextType } from './auth-context.ts'
import type { AuthState } from './auth-state.ts'

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

  return {
    getAuth: async () => void (await ask(getAuthAction(), { user: null })),
    refreshAuth: ({ organizationId } = {}) => ask(refreshAuthAction({ data: { organizationId } })),
    switchToOrganization: (organizationId) => ask(switchToOrganizationAction({ data: { organizationId } })),
    signOut: async ({ returnTo = '/' } = {}) => {
      // The server refuses a `returnTo` that leaves the app, so it is safe to go there.
      const { url } = await getSignOutUrl({ data: { returnTo } })
      window.location.href = url ?? returnTo
    },
  }
}
