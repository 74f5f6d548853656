import type { RefreshStore } from '../store/refresh-store.ts'

/** The whole configuration. Every key but the last three can come from the environment. */
export interface AuthKitConfig {
  /** `WORKOS_CLIENT_ID` */
  clientId: string
  /** `WORKOS_API_KEY` */
  apiKey: string
  /** `WORKOS_REDIRECT_URI`: absolute URL of the callback route. */
  redirectUri: string
  /**
   * `WORKOS_REDIRECT_HOSTS`: hosts that have a callback URL of their own, with the path of `redirectUri` and over https:
   * `app.example.com`, `*.preview.example.com`, `my-app-*.vercel.app`; `*` stands for one or more characters of a label.
   * The variable holds them with commas in between. Every other host uses `redirectUri`.
   *
   * @defaultValue none
   */
  redirectHosts?: readonly string[] | undefined
  /**
   * `WORKOS_TRUST_FORWARDED_HOST`: whether the host of a request is the one in X-Forwarded-Host, for `redirectHosts`. Only
   * behind a proxy that always sets this header itself.
   *
   * @defaultValue `false`
   */
  trustForwardedHost?: boolean | undefined
  /** `WORKOS_COOKIE_PASSWORD`: at least 32 characters; seals sessions and sign-in states. */
  cookiePassword: string
  /**
   * `WORKOS_PREVIOUS_COOKIE_PASSWORDS`: passwords that were in use before, at least 32 characters each. They open what
   * they sealed, and seal nothing any more. The variable holds one, or a JSON array of several.
   *
   * @defaultValue none
   */
  previousCookiePasswords?: readonly string[] | undefined
  /** `WORKOS_COOKIE_NAME` */
  cookieName: string
  /** `WORKOS_COOKIE_MAX_AGE`, in seconds. */
  cookieMaxAge: number
  /** `WORKOS_COOKIE_SAME_SITE` (or `WORKOS_COOKIE_SAMESITE`); `lax` when unset. */
  cookieSameSite?: 'strict' | 'lax' | 'none' | undefined
  /** `WORKOS_COOKIE_DOMAIN`; host-only cookies when unset. */
  cookieDomain?: string | undefined
  /** `WORKOS_API_HOSTNAME` */
  apiHostname?: string | undefined
  /** `WORKOS_API_HTTPS` */
  apiHttps: boolean
  /** `WORKOS_API_PORT` */
  apiPort?: number | undefined
  /**
   * `WORKOS_SESSION_CACHE_MAX_ENTRIES`: how many verified sessions each process remembers at most, so that requests
   * that follow need no cryptography; 0 remembers none.
   *
   * @defaultValue `DEFAULT_SESSION_CACHE_MAX_ENTRIES`, 10,000
   */
  sessionCacheMaxEntries?: number | undefined
  /**
   * `WORKOS_SESSION_CACHE_MAX_BYTES`: how much memory these may take at most; 0 remembers none.
   *
   * @defaultValue `DEFAULT_SESSION_CACHE_MAX_BYTES`, 24 MiB
   */
  sessionCacheMaxBytes?: number | undefined
  /**
   * `WORKOS_REFRESH_TIMEOUT`: how long a request waits for new tokens, in milliseconds. The exchange goes on, and what it
   * brings is for the next request.
   *
   * @defaultValue `DEFAULT_REFRESH_TIMEOUT`, 8 seconds
   */
  refreshTimeout?: number | undefined
  /**
   * `WORKOS_SESSION_GRACE`: how long a session goes on after its access token ran out while WorkOS can't be asked for
   * another, in seconds. Only then: a session that WorkOS ended is over at once.
   *
   * @defaultValue 0
   */
  sessionGrace?: number | undefined
  /**
   * Whole base URL of the API, path included, e.g. `http://localhost:3000/__authkit`. Wins over the three
   * keys above. Only through `configure()`: there is no environment variable for it.
   */
  apiBaseUrl?: string | undefined
  /** Expected `iss` of access tokens; not checked when unset. Only through `configure()`. */
  issuer?: string | undefined
  /**
   * A store that all processes and instances of the app share, such as one of `unstorage`: each refresh token is
   * exchanged once by all of them together. Only through `configure()`.
   *
   * @defaultValue none: each process for itself
   */
  refreshStore?: RefreshStore | undefined
}

/**
 * Where values come from: an object of environment variables, or a function that is asked for one by name.
 * What it gives wins over `configure()` and over the defaults.
 */
export type ValueSource = Record<string, unknown> | ((name: string) => unknown)
