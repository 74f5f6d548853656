import { UnsecuredJWT } from 'jose'

import { WorkOSApiError } from '../../../../src/runtime/session/index.ts'
import type {
  AuthenticationResponse,
  RefreshResult,
  TokenRefreshContext,
} from '../../../../src/runtime/session/index.ts'
import { TokenRefresher } from '../../../../src/runtime/session/tokens/refresh-tokens.ts'
import { user } from './user.ts'

type Outcome = AuthenticationResponse | Error

/** An answer of the token endpoint. */
export const tokens: AuthenticationResponse = {
  accessToken: new UnsecuredJWT({}).encode(),
  refreshToken: 'next',
  user,
  organizationId: 'org_1',
}
/** An answer that asks for patience, in seconds. */
export const limited = (retryAfter: number | null): WorkOSApiError =>
  new WorkOSApiError('RateLimitExceededException', 'Too many requests.', {
    status: 429,
    requestID: 'r',
    retryAfter,
  })

/** A client that answers in order, and a clock that only notes how long it was asked to wait. */
export class Scene {
  readonly requests: unknown[] = []
  readonly waits: number[] = []
  readonly refresher: TokenRefresher
  /** Resolved by the test to let answers through. */
  gate: Promise<unknown> = Promise.resolve()

  constructor(...outcomes: Outcome[]) {
    const client = {
      authenticateWithRefreshToken: async (options: unknown): Promise<AuthenticationResponse> => {
        this.requests.push(options)
        await this.gate
        const outcome = outcomes.shift()
        if (!outcome || outcome instanceof Error) throw outcome ?? new Error('One request too many.')
        return outcome
      },
    }
    this.refresher = new TokenRefresher(client, 'client_123', async (milliseconds) => {
      this.waits.push(milliseconds)
    })
  }

  refresh(
    refreshToken = 'old',
    organizationId?: string,
    context?: TokenRefreshContext,
  ): Promise<RefreshResult> {
    return this.refresher.refresh({
      refreshToken,
      organizationId,
      insistsOnOrganization: organizationId !== undefined,
      context,
    })
  }
}
