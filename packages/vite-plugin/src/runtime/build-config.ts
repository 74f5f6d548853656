/**
 * What the plugin tells the runtime at build time, through `virtual:authkit/config`.
 * It reaches the browser: never a secret. Secrets are read from the environment at request time.
 */
export interface BuildConfig {
  /** Path of the route that starts a sign-in. */
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
}

export const DEFAULT_SIGN_IN_PATH = '/api/auth/sign-in'
export const DEFAULT_SIGN_OUT_PATH = '/api/auth/sign-out'
export const DEFAULT_CALLBACK_PATH = '/api/auth/callback'
