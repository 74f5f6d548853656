import { getAuthkit as getService } from './authkit.ts'
import type { AuthService } from './authkit.ts'
import { getRequestStateOrNull } from './context.ts'
import { readAuth } from './request-state.ts'

/**
 * The service of this process, configured from the environment at its first use. Who takes it in a request is taken to
 * look at the session with it: the response doesn't get into shared caches.
 */
export function getAuthkit(): Promise<AuthService> {
  const state = getRequestStateOrNull()
  if (state) readAuth(state)
  return getService()
}
