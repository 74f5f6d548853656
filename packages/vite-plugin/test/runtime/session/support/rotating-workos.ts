import { UnsecuredJWT } from 'jose'

import { WorkOSApiError } from '../../../../src/runtime/session/index.ts'
import type { AuthenticationResponse, RefreshResult } from '../../../../src/runtime/session/index.ts'
import { TokenRefresher } from '../../../../src/runtime/session/tokens/refresh-tokens.ts'
import { user } from './user.ts'

/** Redeems each token once, and rotates them: token_1, token_2, ... */
export class RotatingWorkOS {
  readonly redeemed: string[] = []
  readonly refresher: TokenRefresher

  constructor({
    lifetime = 300,
    refusedOrganization,
  }: { lifetime?: number; refusedOrganization?: string } = {}) {
    const spent = new Set<string>()
    const authenticateWithRefreshToken = async ({
      refreshToken,
      organizationId,
    }: {
      refreshToken: string
      organizationId?: string
    }): Promise<AuthenticationResponse> => {
      // A pause, so that requests which don't wait for each other would be seen to.
      await Promise.resolve()
      if (
        spent.has(refreshToken) ||
        (organizationId === refusedOrganization && organizationId !== undefined)
      ) {
        throw new WorkOSApiError('OauthException', 'no', {
          status: 400,
          requestID: '',
          error: 'invalid_grant',
        })
      }
      spent.add(refreshToken)
      this.redeemed.push(organizationId ? `${refreshToken} for ${organizationId}` : refreshToken)
      const exp = Math.floor(Date.now() / 1000) + lifetime
      return {
        accessToken: new UnsecuredJWT({ sid: 'session_1', exp, org_id: organizationId }).encode(),
        refreshToken: `token_${this.redeemed.length}`,
        user,
      }
    }
    this.refresher = new TokenRefresher({ authenticateWithRefreshToken }, 'client_123', async () => {})
  }

  /** As an app asks for it. */
  refresh(refreshToken: string, organizationId?: string): Promise<RefreshResult> {
    const insistsOnOrganization = organizationId !== undefined
    return this.refresher.refresh({ refreshToken, organizationId, insistsOnOrganization, context: undefined })
  }

  /** As it happens because a token has run out. */
  refreshNaturally(refreshToken: string, organizationId: string): Promise<RefreshResult> {
    const insistsOnOrganization = false
    return this.refresher.refresh({ refreshToken, organizationId, insistsOnOrganization, context: undefined })
  }
}
