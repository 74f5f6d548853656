import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { SessionStorage } from '../cookies/session-storage.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { AuthService } from './auth-service.ts'
import type { AuthKitDependencies } from './dependencies.ts'

/** How {@link createAuthService} builds its parts, once, at the first use, from the resolved configuration. */
export interface CreateAuthServiceOptions<TRequest, TResponse> {
  sessionStorageFactory: (config: AuthKitConfig) => SessionStorage<TRequest, TResponse>
  /** Default: `getWorkOS`. */
  clientFactory?: ((config: AuthKitConfig) => WorkOSClient) | undefined
  /** Default: `sessionEncryption`. */
  encryptionFactory?: ((config: AuthKitConfig) => SessionEncryption) | undefined
  dependencies?: AuthKitDependencies | undefined
}

/** The methods of {@link AuthService}, bound: an object of this type is safe to destructure. */
export type LazyAuthService<TRequest, TResponse> = Pick<
  AuthService<TRequest, TResponse>,
  keyof AuthService<TRequest, TResponse>
>

export function createAuthService<TRequest, TResponse>(
  _options: CreateAuthServiceOptions<TRequest, TResponse>,
): LazyAuthService<TRequest, TResponse> {
  throw new Error('not written yet')
}
