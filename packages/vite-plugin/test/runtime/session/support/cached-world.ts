import { AuthService, createWorkOSClient, sessionEncryption } from '../../../../src/runtime/session/index.ts'
import type {
  AuthKitConfig,
  SessionEncryption,
  WithAuthResult,
} from '../../../../src/runtime/session/index.ts'
import { RequestStorage, requestWith } from './request-storage.ts'
import { signToken } from './signing-key.ts'
import type { SigningKey, TokenOptions } from './signing-key.ts'
import { user } from './user.ts'
import { validConfig } from './valid-config.ts'
import { WorkOSServer } from './workos-server.ts'

/** A service whose unsealing is counted, and the WorkOS it talks to. */
export class CachedWorld {
  readonly server: WorkOSServer
  readonly service: AuthService<Request, Response>
  readonly config: AuthKitConfig
  /** How often a session was unsealed: once for each time that nothing was remembered. */
  unsealed = 0

  constructor(
    key: SigningKey,
    config: Partial<AuthKitConfig> = {},
    server: WorkOSServer = new WorkOSServer(key),
  ) {
    this.server = server
    this.config = { ...validConfig, ...config }
    const counting: SessionEncryption = {
      sealData: (data, options) => sessionEncryption.sealData(data, options),
      unsealData: (sealed, options) => {
        this.unsealed += 1
        return sessionEncryption.unsealData(sealed, options)
      },
    }
    this.service = new AuthService(
      this.config,
      new RequestStorage(this.config),
      createWorkOSClient(this.config, { fetch: server.fetch }),
      counting,
      { fetch: server.fetch },
    )
  }

  /** A session cookie, sealed with the password of this service. */
  async seal(key: SigningKey, token: TokenOptions = {}, refreshToken = 'refresh_0'): Promise<string> {
    const session = { accessToken: await signToken(key, token), refreshToken, user }
    return sessionEncryption.sealData(session, { password: validConfig.cookiePassword })
  }

  withAuth(sealed: string): Promise<WithAuthResult> {
    return this.service.withAuth(requestWith({ 'wos-session': sealed }))
  }
}
