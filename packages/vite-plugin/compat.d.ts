/**
 * Types of the WorkOS packages for apps with `authkit({ compat: true })` that don't have them installed. Reference
 * them once in the app, e.g. in src/vite-env.d.ts:
 *
 *     /// <reference types="vite-plugin-authkit-start/compat" />
 */
declare module '@workos/authkit-tanstack-react-start' {
  export * from 'vite-plugin-authkit-start/virtual/authkit'
}

declare module '@workos/authkit-tanstack-react-start/client' {
  export * from 'vite-plugin-authkit-start/virtual/client'
}

declare module '@workos/authkit-session' {
  export * from 'vite-plugin-authkit-start/session'
}
