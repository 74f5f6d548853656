import { DEFAULT_CALLBACK_PATH, DEFAULT_SIGN_IN_PATH, DEFAULT_SIGN_OUT_PATH } from './runtime/build-config.ts'

/** How a lint rule is treated; `off` switches it off. */
export type RuleSetting = 'error' | 'warn' | 'off'

/** Options of the build-time checks. */
export interface LintOptions {
  /**
   * Treatment by rule name (`no-prefetched-auth-url`) or code (`AK001`); rules that are not named keep their own.
   *
   * @defaultValue `{}`
   */
  rules?: Record<string, RuleSetting>
}

/** Options of `authkit()`. */
export interface AuthKitOptions {
  /**
   * Path of the route that starts a sign-in (`handleSignInRoute()`).
   *
   * @defaultValue `'/api/auth/sign-in'`
   */
  signInPath?: string
  /**
   * Path of the route that ends the session (`handleSignOutRoute()`).
   *
   * @defaultValue `'/api/auth/sign-out'`
   */
  signOutPath?: string
  /**
   * Path of the route that receives the authorization code (`handleCallbackRoute()`).
   *
   * @defaultValue `'/api/auth/callback'`
   */
  callbackPath?: string
  /**
   * Whether `vite dev` serves the local AuthKit under `/__authkit`: `true` always, `false` never. Builds never
   * contain it.
   *
   * @defaultValue on exactly when neither `WORKOS_API_KEY` nor `WORKOS_CLIENT_ID` is set
   */
  emulator?: boolean
  /**
   * The build-time checks; `false` switches all of them off.
   *
   * @defaultValue `{}`
   */
  lint?: false | LintOptions
}

/** {@link AuthKitOptions} with nothing optional: the only form that hooks read. */
export interface ResolvedOptions {
  signInPath: string
  signOutPath: string
  callbackPath: string
  emulator: boolean | 'auto'
  /** `false` when switched off. */
  lint: false | Required<LintOptions>
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError naming the option and what it may be
 */
export function resolveOptions(options: AuthKitOptions = {}): ResolvedOptions {
  return {
    signInPath: options.signInPath ?? DEFAULT_SIGN_IN_PATH,
    signOutPath: options.signOutPath ?? DEFAULT_SIGN_OUT_PATH,
    callbackPath: options.callbackPath ?? DEFAULT_CALLBACK_PATH,
    emulator: options.emulator ?? 'auto',
    lint: options.lint === false ? false : { rules: options.lint?.rules ?? {} },
  }
}
