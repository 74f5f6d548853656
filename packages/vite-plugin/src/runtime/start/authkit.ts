import { readBinding } from 'virtual:authkit/bindings'
import { buildConfig } from 'virtual:authkit/config'

import { useBindings } from '../session/config/environment.ts'
import { isBlank } from '../session/config/is-blank.ts'
import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from '../session/config/local-authkit-guard.ts'
import { configure, createAuthService, getConfigurationProvider } from '../session/index.ts'
import type { AuthService as GenericAuthService } from '../session/index.ts'
import { reportEvent } from './events/report-event.ts'
import { toReportedError } from './events/reported-error.ts'
import { RequestCookieStorage } from './request-cookie-storage.ts'

/** The toolkit's service for fetch requests and responses. */
export type AuthService = GenericAuthService<Request, Response>

let service: AuthService | undefined

/** The service of this process, configured from the environment at its first use. */
export async function getAuthkit(): Promise<AuthService> {
  service ??= createService()
  return service
}

function createService(): AuthService {
  useBindings(readPlatform)
  getConfigurationProvider().setDefaults(buildConfig.settings)
  if (buildConfig.localAuthKit !== null) useLocalAuthKit(buildConfig.localAuthKit)
  return createAuthService({
    sessionStorageFactory: (config) => new RequestCookieStorage(config),
    dependencies: {
      warn: (_message, error) =>
        reportEvent({ type: 'failure', operation: 'refresh-store', error: toReportedError(error) }),
    },
  })
}

function readPlatform(name: string): unknown {
  const value = readBinding(name)
  return isBlank(value) ? buildConfig.localEnvironment[name] : value
}

/**
 * What the environment doesn't set: the app's own variables win, and the local AuthKit knows them too. It wins over
 * `configure()`, which says how the app runs elsewhere.
 */
function useLocalAuthKit(baseUrl: string): void {
  configure({
    apiBaseUrl: baseUrl,
    clientId: LOCAL_CLIENT_ID,
    apiKey: LOCAL_API_KEY,
    redirectUri: new URL(buildConfig.callbackPath, baseUrl).href,
  })
}
