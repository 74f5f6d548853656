import { WorkOS } from '@workos-inc/node'

import { getConfigurationProvider, getWorkOS } from '../session/index.ts'
import type { WorkOSClient } from '../session/index.ts'
import { withoutUndefined } from '../session/without-undefined.ts'

let client: WorkOS | undefined

/**
 * The client of WorkOS' SDK for this process, with which an app on WorkOS' packages may make any call. The local
 * AuthKit of a dev server is below a path, where the SDK can't be sent: then it is ours, which makes the calls there are.
 *
 * @throws AuthKitConfigError without an API key, or with the local AuthKit's in production
 */
export function getSdkClient(): WorkOSClient {
  if (client) return client
  const provider = getConfigurationProvider()
  if (provider.getValue('apiBaseUrl') !== undefined) return getWorkOS()
  client = new WorkOS(
    provider.getValue('apiKey'),
    withoutUndefined({
      apiHostname: provider.getValue('apiHostname'),
      https: provider.getValue('apiHttps'),
      port: provider.getValue('apiPort'),
    }),
  )
  return client
}
