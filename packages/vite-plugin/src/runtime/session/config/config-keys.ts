import type { AuthKitConfig } from './auth-kit-config.ts'
import { parseHosts } from './parse-hosts.ts'
import {
  parseBoolean,
  parseCookieDomain,
  parseCookieName,
  parseCount,
  parseHostname,
  parseHttpUrl,
  parseMilliseconds,
  parsePassword,
  parsePasswords,
  parsePort,
  parseRefreshStore,
  parseSameSite,
  parseSeconds,
  parseText,
} from './parse-value.ts'
import type { ValueParser } from './parse-value.ts'

/** Default of `cookieName`. */
export const DEFAULT_COOKIE_NAME = 'wos-session'

/** Default of `cookieMaxAge`, in seconds: 400 days, the longest that browsers keep a cookie. */
export const DEFAULT_COOKIE_MAX_AGE = 34_560_000

/** Default of `cookieSameSite`. */
export const DEFAULT_COOKIE_SAME_SITE = 'lax'

/** Default of `apiHostname`. */
export const DEFAULT_API_HOSTNAME = 'api.workos.com'

/** What counts when neither the environment nor `configure()` says anything. */
export const CONFIG_DEFAULTS: Partial<AuthKitConfig> = {
  cookieName: DEFAULT_COOKIE_NAME,
  apiHttps: true,
  cookieMaxAge: DEFAULT_COOKIE_MAX_AGE,
  apiHostname: DEFAULT_API_HOSTNAME,
}

/** Names of the keys. */
export type ConfigName = keyof AuthKitConfig

/** What a key holds when it holds anything. */
export type ConfigValue<Name extends ConfigName> = NonNullable<AuthKitConfig[Name]>

/** Where one key of the configuration comes from, and what it may hold. */
export interface ConfigKey<T> {
  /** Environment variables, the first that isn't empty counts; none means `configure()` only. */
  readonly variables: readonly string[]
  readonly required: boolean
  readonly parse: ValueParser<T>
}

type ConfigKeys = { readonly [Name in Exclude<ConfigName, never>]: ConfigKey<ConfigValue<Name>> }

/** Every key, in the order in which problems are reported. */
export const CONFIG_KEYS: ConfigKeys = {
  clientId: { variables: ['WORKOS_CLIENT_ID'], required: true, parse: parseText },
  apiKey: { variables: ['WORKOS_API_KEY'], required: true, parse: parseText },
  redirectUri: { variables: ['WORKOS_REDIRECT_URI'], required: true, parse: parseHttpUrl },
  redirectHosts: { variables: ['WORKOS_REDIRECT_HOSTS'], required: false, parse: parseHosts },
  trustForwardedHost: {
    variables: ['WORKOS_TRUST_FORWARDED_HOST'],
    required: false,
    parse: parseBoolean,
  },
  cookiePassword: { variables: ['WORKOS_COOKIE_PASSWORD'], required: true, parse: parsePassword },
  previousCookiePasswords: {
    variables: ['WORKOS_PREVIOUS_COOKIE_PASSWORDS'],
    required: false,
    parse: parsePasswords,
  },
  cookieName: { variables: ['WORKOS_COOKIE_NAME'], required: false, parse: parseCookieName },
  cookieMaxAge: { variables: ['WORKOS_COOKIE_MAX_AGE'], required: false, parse: parseSeconds },
  cookieSameSite: {
    // The second is what the vendor's adapter documents, the first what its toolkit derives.
    variables: ['WORKOS_COOKIE_SAME_SITE', 'WORKOS_COOKIE_SAMESITE'],
    required: false,
    parse: parseSameSite,
  },
  cookieDomain: { variables: ['WORKOS_COOKIE_DOMAIN'], required: false, parse: parseCookieDomain },
  apiHostname: { variables: ['WORKOS_API_HOSTNAME'], required: false, parse: parseHostname },
  apiHttps: { variables: ['WORKOS_API_HTTPS'], required: false, parse: parseBoolean },
  apiPort: { variables: ['WORKOS_API_PORT'], required: false, parse: parsePort },
  sessionCacheMaxEntries: {
    variables: ['WORKOS_SESSION_CACHE_MAX_ENTRIES'],
    required: false,
    parse: parseCount,
  },
  sessionCacheMaxBytes: {
    variables: ['WORKOS_SESSION_CACHE_MAX_BYTES'],
    required: false,
    parse: parseCount,
  },
  refreshTimeout: { variables: ['WORKOS_REFRESH_TIMEOUT'], required: false, parse: parseMilliseconds },
  sessionGrace: { variables: ['WORKOS_SESSION_GRACE'], required: false, parse: parseSeconds },
  apiBaseUrl: { variables: [], required: false, parse: parseHttpUrl },
  issuer: { variables: [], required: false, parse: parseText },
  refreshStore: { variables: [], required: false, parse: parseRefreshStore },
}
