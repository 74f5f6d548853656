/** The module by which an app uses the runtime; what is for the browser is at `virtual:authkit/client`. */
export const AUTHKIT_MODULE = 'virtual:authkit'

/** The package that serves it. */
export const PLUGIN_PACKAGE = 'vite-plugin-authkit-start'
