import { getWorkOS } from '../api/get-workos.ts'
import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import { getConfigurationProvider } from '../config/configure.ts'
import type { SessionStorage } from '../cookies/session-storage.ts'
import type { AuthKitDependencies } from '../dependencies.ts'
import { sessionEncryption } from '../seal/iron-session-encryption.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import { AuthService } from './auth-service.ts'

/** The parts of a service. Each is made once, at the first use, from the resolved configuration. */
export interface CreateAuthServiceOptions<TRequest, TResponse> {
  sessionStorageFactory: (config: AuthKitConfig) => SessionStorage<TRequest, TResponse>
  /** Default: `getWorkOS`. An app with `@workos-inc/node` can hand in its own client. */
  clientFactory?: ((config: AuthKitConfig) => WorkOSClient) | undefined
  /** Default: `sessionEncryption`. */
  encryptionFactory?: ((config: AuthKitConfig) => SessionEncryption) | undefined
  dependencies?: AuthKitDependencies | undefined
}

/**
 * A service that resolves the configuration at its first use, so that it can be made before `configure()` runs or
 * the environment is there.
 *
 * A first use with a wrong configuration throws (at once: not as a rejected promise), and the next use tries again.
 *
 * @throws AuthKitConfigError from every method, while the configuration isn't complete and allowed
 */
export function createAuthService<TRequest, TResponse>(
  options: CreateAuthServiceOptions<TRequest, TResponse>,
): AuthService<TRequest, TResponse> {
  let service: AuthService<TRequest, TResponse> | undefined

  function ready(): AuthService<TRequest, TResponse> {
    if (service) return service
    const config = getConfigurationProvider().getConfig()
    service = new AuthService(
      config,
      options.sessionStorageFactory(config),
      options.clientFactory?.(config) ?? getWorkOS(),
      options.encryptionFactory?.(config) ?? sessionEncryption,
      options.dependencies,
    )
    return service
  }

  return {
    withAuth: (request) => ready().withAuth(request),
    getSession: (request) => ready().getSession(request),
    saveSession: (response, sealed, ...request) => ready().saveSession(response, sealed, ...request),
    clearSession: (response, ...request) => ready().clearSession(response, ...request),
    signOut: (sessionId, signOutOptions) => ready().signOut(sessionId, signOutOptions),
    hasEndedElsewhere: (sessionId) => ready().hasEndedElsewhere(sessionId),
    switchOrganization: (session, organizationId) => ready().switchOrganization(session, organizationId),
    refreshSession: (session, organizationId) => ready().refreshSession(session, organizationId),
    createAuthorization: (response, urlOptions) => ready().createAuthorization(response, urlOptions),
    createSignIn: (response, urlOptions) => ready().createSignIn(response, urlOptions),
    createSignUp: (response, urlOptions) => ready().createSignUp(response, urlOptions),
    clearPendingVerifier: (response, target) => ready().clearPendingVerifier(response, target),
    clearPendingVerifierByName: (response, target) => ready().clearPendingVerifierByName(response, target),
    getWorkOS: () => ready().getWorkOS(),
    handleCallback: (request, response, parameters) => ready().handleCallback(request, response, parameters),
  }
}
