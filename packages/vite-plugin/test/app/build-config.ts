import type { BuildConfig } from '../../src/runtime/build-config.ts'

/** `virtual:authkit/config` of tests that run without the plugin. */
export const buildConfig: BuildConfig = {
  basePath: '',
  signInPath: '/api/auth/sign-in',
  signOutPath: '/api/auth/sign-out',
  callbackPath: '/api/auth/callback',
  localAuthKit: null,
  settings: {},
  localEnvironment: {},
}

/** As the plugin writes it beside the whole. */
export const signInPath: string = buildConfig.signInPath
