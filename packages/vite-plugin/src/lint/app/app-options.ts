/** What is known of the app from its configuration; what is left out is not known, and rules that need it are silent. */
export interface AppOptions {
  /** Absolute path of the start entry that Start loads; `null` when the app has none. */
  startEntry?: string | null | undefined
  /** Whether every module of the app was handed in. Rules about what is missing are silent otherwise. */
  complete: boolean
  /** Path of the callback route, as the plugin has it; left out in apps without the plugin. */
  callbackPath?: string | undefined
  /** Path of the sign-in route, as the plugin has it; left out in apps without the plugin. */
  signInPath?: string | undefined
  /** Path that all routes are below, `/` for none: `router.basepath` of `tanstackStart()`, or Vite's `base`. */
  basePath?: string | undefined
  /** `WORKOS_REDIRECT_URI`, where the environment says; `null` where it is set to something that can't be told. */
  redirectUri?: string | null | undefined
  /** Version of the `@tanstack/react-start` that the app has. */
  startVersion?: string | undefined
  /** `serverFns.disableCsrfMiddlewareWarning` of `tanstackStart()`: the app protects itself in another way. */
  csrfWarningDisabled?: boolean | undefined
}
