import { getConfigurationProvider } from '../config/configure.ts'
import { createWorkOSClient } from './create-workos-client.ts'
import type { WorkOSClient } from './workos-client.ts'

let client: WorkOSClient | undefined

/**
 * The client of this process, made from the configuration at the first call that succeeds, and kept.
 *
 * It makes the calls of {@link WorkOSClient}, nothing more. An app that needs the rest of the API installs
 * `@workos-inc/node`, and can hand its client to `createAuthService({ clientFactory })`.
 *
 * @throws AuthKitConfigError without an API key
 */
export function getWorkOS(): WorkOSClient {
  const provider = getConfigurationProvider()
  client ??= createWorkOSClient({
    apiKey: provider.getValue('apiKey'),
    apiHostname: provider.getValue('apiHostname'),
    apiHttps: provider.getValue('apiHttps'),
    apiPort: provider.getValue('apiPort'),
    apiBaseUrl: provider.getValue('apiBaseUrl'),
  })
  return client
}
