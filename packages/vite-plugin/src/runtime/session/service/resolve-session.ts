import type { AuthKitCore } from './auth-kit-core.ts'
import { toSignedIn } from './auth-result.ts'
import type { SignedIn } from './auth-result.ts'

/** Who a sealed session belongs to, and its new seal when it had to be refreshed. */
export interface ResolvedSession<TCustomClaims> {
  auth: SignedIn<TCustomClaims>
  refreshedSessionData?: string
}

/**
 * From the bytes of a session cookie to its user: unseal, verify, refresh. The result depends on these bytes, the
 * keys and the time only.
 *
 * @throws SessionEncryptionError or TokenRefreshError
 */
export async function resolveSession<TCustomClaims>(
  core: AuthKitCore,
  sealed: string,
): Promise<ResolvedSession<TCustomClaims>> {
  const validated = await core.validateAndRefresh<TCustomClaims>(await core.decryptSession(sealed))
  const auth = toSignedIn<TCustomClaims>(validated.session, validated.claims)
  if (!validated.refreshed) return { auth }
  return { auth, refreshedSessionData: await core.encryptSession(validated.session) }
}
