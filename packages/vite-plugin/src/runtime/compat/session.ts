/** `@workos/authkit-session` on the server of an app that has WorkOS' SDK: the toolkit, whose client is the SDK's. */
import { createAuthService as createService } from '../session/index.ts'
import type { AuthService, CreateAuthServiceOptions } from '../session/index.ts'
import { getSdkClient } from './sdk-client.ts'

export * from '../session/index.ts'

export { getSdkClient as getWorkOS }

/** As that of the toolkit, with the SDK's client unless the options have one. */
export function createAuthService<TRequest, TResponse>(
  options: CreateAuthServiceOptions<TRequest, TResponse>,
): AuthService<TRequest, TResponse> {
  return createService({ ...options, clientFactory: options.clientFactory ?? getSdkClient })
}
