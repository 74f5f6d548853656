/** Server functions, the middleware and the route handlers. */
export const VIRTUAL_ID = 'virtual:authkit'

/** The React provider and its hooks. */
export const VIRTUAL_CLIENT_ID = 'virtual:authkit/client'

/** `buildConfig`: what the plugin tells the runtime. */
export const VIRTUAL_CONFIG_ID = 'virtual:authkit/config'

/** Where the runtime finds the variables of a platform that keeps them elsewhere than in the process. Not for apps. */
export const VIRTUAL_BINDINGS_ID = 'virtual:authkit/bindings'

/** The panel of TanStack Devtools: a real entry of the package, which is another module in builds. */
export const DEVTOOLS_ID = 'vite-plugin-authkit-start/devtools'

export const VIRTUAL_IDS: readonly string[] = [
  VIRTUAL_ID,
  VIRTUAL_CLIENT_ID,
  VIRTUAL_CONFIG_ID,
  VIRTUAL_BINDINGS_ID,
]
