import { flowOf, methodOf, type AuthorizeRequest } from './authorize-request.ts'
import { randomToken } from './random-token.ts'
import type { Realm } from './realm.ts'
import type { Impersonator } from './store/records.ts'

/** Who signed in, and where. */
export interface CodeSubject {
  readonly userId: string
  readonly organizationId: string | null
  readonly impersonator?: Impersonator | null | undefined
  /** When the user signed in (milliseconds). @defaultValue now */
  readonly authenticatedAt?: number
  /** Of the session's access tokens, in seconds. @defaultValue that of the realm */
  readonly accessTokenLifetime?: number | undefined
}

/** Makes the one-time code that answers an authorize request. */
export function issueCode(
  authorize: AuthorizeRequest,
  { userId, organizationId, impersonator = null, authenticatedAt, accessTokenLifetime }: CodeSubject,
  { store, clock }: Realm,
): string {
  const code = randomToken('code_')
  const now = clock.now()
  store.codes.set(code, {
    signIn: {
      userId,
      organizationId,
      method: impersonator === null ? methodOf(authorize.provider) : 'Impersonation',
      impersonator,
      authenticatedAt: authenticatedAt ?? now,
      appOrigin: authorize.redirectUri.origin,
      flow: flowOf(authorize) ?? null,
      ...(accessTokenLifetime !== undefined && { accessTokenLifetime }),
    },
    redirectUri: authorize.redirectUri.href,
    codeChallenge: authorize.codeChallenge ?? null,
    issuedAt: now,
    used: false,
    sessionId: null,
  })
  return code
}
