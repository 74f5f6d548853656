/** Server functions, the middleware and the route handlers. */
export const VIRTUAL_ID = 'virtual:authkit'

/** The React provider and its hooks. */
export const VIRTUAL_CLIENT_ID = 'virtual:authkit/client'

/** `buildConfig`: what the plugin tells the runtime. */
export const VIRTUAL_CONFIG_ID = 'virtual:authkit/config'

export const VIRTUAL_IDS: readonly string[] = [VIRTUAL_ID, VIRTUAL_CLIENT_ID, VIRTUAL_CONFIG_ID]
