/**
 * Types of the modules that the Vite plugin serves. Reference them once in the app, e.g. in src/vite-env.d.ts:
 *
 *     /// <reference types="vite-plugin-authkit-start/virtual" />
 */
declare module 'virtual:authkit' {
  export * from 'vite-plugin-authkit-start/virtual/authkit'
}

declare module 'virtual:authkit/client' {
  export * from 'vite-plugin-authkit-start/virtual/client'
}

declare module 'virtual:authkit/config' {
  import type { BuildConfig } from 'vite-plugin-authkit-start/virtual/config'

  /** What the plugin tells the runtime at build time. Never a secret. */
  export const buildConfig: BuildConfig

  /** `buildConfig.signInPath`. */
  export const signInPath: BuildConfig['signInPath']
}
