import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import { DEFAULT_API_HOSTNAME } from '../config/config-keys.ts'
import { assertLocalAuthKitAllowed } from '../config/local-authkit-guard.ts'
import { globalFetch } from '../dependencies.ts'
import type { FetchLike } from '../dependencies.ts'
import { generatePkcePair } from '../pkce/pkce-pair.ts'
import { toAuthenticationResponse } from './authentication-response.ts'
import { buildAuthorizationUrl } from './authorization-url.ts'
import { toOrganization } from './organization.ts'
import { createApiRequest } from './request.ts'
import type { WorkOSClient } from './workos-client.ts'

/** What a client needs of the configuration. */
export type WorkOSClientConfig = Pick<AuthKitConfig, 'apiKey'> &
  Partial<Pick<AuthKitConfig, 'apiHostname' | 'apiHttps' | 'apiPort' | 'apiBaseUrl'>>

/** How a client reaches the API. */
export interface WorkOSClientOptions {
  /** Default: the global `fetch`. */
  fetch?: FetchLike | undefined
  /** How long a request may take, answer included, in milliseconds. Default: {@link DEFAULT_API_TIMEOUT}. */
  timeout?: number | undefined
}

/** How long a request may take by default, in milliseconds. */
export const DEFAULT_API_TIMEOUT = 15_000

/**
 * A client for the endpoints the toolkit uses, on plain `fetch`. It never retries: each code and each refresh
 * token can be redeemed once, and who waits is a person in front of a page.
 *
 * @throws AuthKitConfigError when the configuration is that of the local AuthKit, in production
 */
export function createWorkOSClient(
  config: WorkOSClientConfig,
  { fetch = globalFetch, timeout = DEFAULT_API_TIMEOUT }: WorkOSClientOptions = {},
): WorkOSClient {
  assertLocalAuthKitAllowed(config)
  const base = getApiBaseUrl(config)
  const request = createApiRequest({ base, apiKey: config.apiKey, fetch, timeout })

  return {
    userManagement: {
      getJwksUrl(clientId) {
        return `${base}/sso/jwks/${encodeURIComponent(required(clientId, 'clientId'))}`
      },

      getAuthorizationUrl(parameters) {
        return buildAuthorizationUrl(base, parameters)
      },

      getLogoutUrl({ sessionId, returnTo }) {
        const query = new URLSearchParams({ session_id: required(sessionId, 'sessionId') })
        if (returnTo) query.set('return_to', returnTo)
        return `${base}/user_management/sessions/logout?${query}`
      },

      async authenticateWithCode({ clientId, code, codeVerifier }) {
        return toAuthenticationResponse(
          await request('POST', '/user_management/authenticate', {
            grant_type: 'authorization_code',
            client_id: clientId,
            client_secret: config.apiKey,
            code,
            // An empty verifier would be sent as if PKCE weren't in use.
            code_verifier: codeVerifier === undefined ? undefined : required(codeVerifier, 'codeVerifier'),
          }),
        )
      },

      async authenticateWithRefreshToken({ clientId, refreshToken, organizationId }) {
        return toAuthenticationResponse(
          await request('POST', '/user_management/authenticate', {
            grant_type: 'refresh_token',
            client_id: clientId,
            client_secret: config.apiKey,
            refresh_token: refreshToken,
            organization_id: organizationId,
          }),
        )
      },
    },

    organizations: {
      async getOrganization(id) {
        return toOrganization(
          await request('GET', `/organizations/${encodeURIComponent(required(id, 'id'))}`),
        )
      },
    },

    pkce: { generate: generatePkcePair },
  }
}

function getApiBaseUrl({ apiBaseUrl, apiHttps = true, apiHostname, apiPort }: WorkOSClientConfig): string {
  if (apiBaseUrl) return apiBaseUrl.replace(/\/+$/, '')
  const scheme = apiHttps ? 'https' : 'http'
  return `${scheme}://${apiHostname ?? DEFAULT_API_HOSTNAME}${apiPort ? `:${apiPort}` : ''}`
}

function required(value: string, option: string): string {
  if (value) return value
  throw new TypeError(`"${option}" must not be empty.`)
}
