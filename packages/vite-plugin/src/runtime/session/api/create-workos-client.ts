import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { FetchLike } from '../service/dependencies.ts'
import type { WorkOSClient } from './workos-client.ts'

/** A client for the endpoints the toolkit uses, on plain `fetch`. */
export function createWorkOSClient(
  _config: Pick<AuthKitConfig, 'apiKey' | 'apiHostname' | 'apiHttps' | 'apiPort' | 'apiBaseUrl'>,
  _options?: { fetch?: FetchLike | undefined },
): WorkOSClient {
  throw new Error('not written yet')
}
