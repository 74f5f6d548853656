import { AuthService, createWorkOSClient, sessionEncryption } from '../../../../src/runtime/session/index.ts'
import type { RefreshStore, WithAuthResult } from '../../../../src/runtime/session/index.ts'
import { RequestStorage, requestWith } from './request-storage.ts'
import { signToken } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'
import { user } from './user.ts'
import { validConfig } from './valid-config.ts'
import { WorkOSServer } from './workos-server.ts'

/** Several processes of one app, as far as they share nothing but a store, and the WorkOS that they talk to. */
export class SharedWorld {
  readonly server: WorkOSServer
  readonly services: AuthService<Request, Response>[]
  /** What the processes told their operators. */
  readonly warnings: string[] = []
  readonly #key: SigningKey

  constructor(key: SigningKey, store: RefreshStore | undefined, processes = 4) {
    this.#key = key
    this.server = new WorkOSServer(key)
    const { fetch } = this.server
    // Longer than the life of a lock: how long a request waits isn't what is tested with it.
    const config = { ...validConfig, refreshStore: store, refreshTimeout: 60_000 }
    this.services = Array.from(
      { length: processes },
      () =>
        new AuthService(
          config,
          new RequestStorage(config),
          createWorkOSClient(config, { fetch }),
          sessionEncryption,
          { fetch, warn: (message) => this.warnings.push(message) },
        ),
    )
  }

  /** A session cookie whose access token has run out. */
  async seal(refreshToken = 'refresh_0'): Promise<string> {
    const accessToken = await signToken(this.#key, { expiresIn: -1000 })
    const session = { accessToken, refreshToken, user }
    return sessionEncryption.sealData(session, { password: validConfig.cookiePassword })
  }

  /** What each process says of the same cookie, all asked at the same time. */
  withAuth(sealed: string): Promise<WithAuthResult[]> {
    return Promise.all(
      this.services.map((service) => service.withAuth(requestWith({ 'wos-session': sealed }))),
    )
  }

  get exchanges(): number {
    return this.server.tokenRequests.length
  }
}
