/**
 * What the plugin tells the runtime at build time, through `virtual:authkit/config`.
 * It reaches the browser: never a secret. Secrets are read from the environment at request time.
 */
export interface BuildConfig {
  /** What the paths of all routes begin with: `''`, or `/app` where Start's router has a base path. */
  basePath: string
  /** Path of the route that starts a sign-in, the base path included, as in the two below. */
  signInPath: string
  /** Path of the route that ends the session. */
  signOutPath: string
  /** Path of the route that receives the authorization code. */
  callbackPath: string
  /**
   * Base URL of the local AuthKit that runs inside the dev server, e.g. `http://localhost:3000/__authkit`;
   * `null` when the app has credentials, and in every production build.
   */
  localAuthKit: string | null
  /** What the plugin's options say about the server; empty in the browser. */
  settings: RuntimeSettings
  /**
   * In `vite dev` with the local AuthKit, the variables that a server needs for it when it doesn't run in the process of
   * the dev server; empty in the browser, for every other server, and in builds.
   */
  localEnvironment: Readonly<Record<string, string>>
}

/**
 * What the options of the plugin can say about the runtime: nothing secret, because it becomes part of the built code.
 * The environment and `configure()` win over it, key by key.
 */
export interface RuntimeSettings {
  /** Absolute URL of the callback route. The environment: `WORKOS_REDIRECT_URI`. */
  redirectUri?: string
  /**
   * Hosts that have a callback URL of their own, such as `['*.preview.example.com']`. The environment:
   * `WORKOS_REDIRECT_HOSTS`. @defaultValue none
   */
  redirectHosts?: readonly string[]
  /** The environment: `WORKOS_TRUST_FORWARDED_HOST`. @defaultValue `false` */
  trustForwardedHost?: boolean
  /** Name of the session cookie. The environment: `WORKOS_COOKIE_NAME`. @defaultValue `'wos-session'` */
  cookieName?: string
  /** Age of the session cookie in seconds. The environment: `WORKOS_COOKIE_MAX_AGE`. @defaultValue 400 days */
  cookieMaxAge?: number
  /** The environment: `WORKOS_COOKIE_SAME_SITE` or `WORKOS_COOKIE_SAMESITE`. @defaultValue `'lax'` */
  cookieSameSite?: 'strict' | 'lax' | 'none'
  /** The environment: `WORKOS_COOKIE_DOMAIN`. @defaultValue cookies of the host alone */
  cookieDomain?: string
  /** The environment: `WORKOS_API_HOSTNAME`. @defaultValue `'api.workos.com'` */
  apiHostname?: string
  /** The environment: `WORKOS_API_HTTPS`. @defaultValue `true` */
  apiHttps?: boolean
  /** The environment: `WORKOS_API_PORT`. @defaultValue the port of the scheme */
  apiPort?: number
  /** Expected `iss` of access tokens. There is no variable for it. @defaultValue not checked */
  issuer?: string
  /** The environment: `WORKOS_SESSION_CACHE_MAX_ENTRIES`. @defaultValue 10,000 */
  sessionCacheMaxEntries?: number
  /** In bytes. The environment: `WORKOS_SESSION_CACHE_MAX_BYTES`. @defaultValue 24 MiB */
  sessionCacheMaxBytes?: number
}

export const DEFAULT_SIGN_IN_PATH = '/api/auth/sign-in'
export const DEFAULT_SIGN_OUT_PATH = '/api/auth/sign-out'
export const DEFAULT_CALLBACK_PATH = '/api/auth/callback'
