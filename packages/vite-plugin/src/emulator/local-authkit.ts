import { LocalAuthKitError } from './api-error.ts'
import { createRealm, type LocalAuthKitOptions } from './realm.ts'
import { matchRoute } from './routes.ts'

/** A local AuthKit: the AuthKit part of the WorkOS API, without an account and without a network. */
export interface LocalAuthKit {
  readonly clientId: string
  readonly apiKey: string
  /**
   * Answers a request as the WorkOS API would, at the root or under any base path. A bad request is answered with the
   * API's error, never thrown.
   */
  readonly fetch: (request: Request) => Promise<Response>
}

/**
 * Makes a local AuthKit. It lives in memory, opens no port and uses nothing of Node, so a test can call it anywhere
 * that has the Web APIs; `serveLocalAuthKit` puts one behind a port.
 *
 * It is for development and tests: whoever can reach it can sign in as anyone.
 *
 * @example
 * ```ts
 * const authKit = createLocalAuthKit()
 * const keys = await authKit.fetch(new Request('http://localhost/sso/jwks/client_local'))
 * ```
 * @throws TypeError when the seed contradicts itself or an option is out of range
 */
export function createLocalAuthKit(options: LocalAuthKitOptions = {}): LocalAuthKit {
  const realm = createRealm(options)
  return {
    clientId: realm.clientId,
    apiKey: realm.apiKey,
    fetch: async (request) => {
      const url = new URL(request.url)
      try {
        const { endpoint, basePath, params } = matchRoute(request.method, url.pathname)
        return await endpoint({ request, url, baseUrl: url.origin + basePath, params, realm })
      } catch (error) {
        if (error instanceof LocalAuthKitError) return error.toResponse()
        throw error
      }
    },
  }
}
