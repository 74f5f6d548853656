import { expectTypeOf, test } from 'vitest'
import type { Plugin, UserConfig } from 'vite'

import { authkit } from '../src/index.ts'
import type {
  AuthKitOptions,
  LintOptions,
  LocalAuthKitDevOptions,
  RuleSetting,
  RuntimeSettings,
} from '../src/index.ts'
import * as build from '../src/runtime/build-config.ts'
import type { BuildConfig } from '../src/runtime/build-config.ts'

test('it makes plugins, which a Vite configuration takes', () => {
  expectTypeOf(authkit).toBeCallableWith()
  expectTypeOf(authkit).toBeCallableWith({})
  expectTypeOf(authkit()).toEqualTypeOf<Plugin[]>()
  expectTypeOf({ plugins: [authkit()] }).toExtend<UserConfig>()
})

test('its options are paths, checks, the local AuthKit, and settings of the runtime', () => {
  expectTypeOf(authkit).toBeCallableWith({
    signInPath: '/login',
    signOutPath: '/logout',
    callbackPath: '/callback',
    emulator: false,
    compat: true,
    lint: { rules: { AK001: 'warn' } },
    cookieName: 'app-session',
    cookieSameSite: 'none',
    sessionCacheMaxEntries: 0,
  })
  expectTypeOf(authkit).toBeCallableWith({ lint: false })
  expectTypeOf<AuthKitOptions>().toExtend<RuntimeSettings>()
  expectTypeOf<LintOptions['rules']>().toEqualTypeOf<Record<string, RuleSetting> | undefined>()
  expectTypeOf<RuleSetting>().toEqualTypeOf<'error' | 'warn' | 'off'>()
})

test('a secret is no option', () => {
  // @ts-expect-error: for the environment alone
  authkit({ apiKey: 'sk_live_1' })
  // @ts-expect-error: for the environment alone
  authkit({ cookiePassword: 'p'.repeat(32) })
  expectTypeOf<keyof AuthKitOptions & ('apiKey' | 'clientId' | 'cookiePassword')>().toBeNever()
})

test('values that an option does not have are refused', () => {
  // @ts-expect-error: no such SameSite
  authkit({ cookieSameSite: 'sometimes' })
  // @ts-expect-error: seconds
  authkit({ cookieMaxAge: '60' })
  // @ts-expect-error: no such treatment
  authkit({ lint: { rules: { AK001: 'fatal' } } })
  // @ts-expect-error: no such option
  authkit({ signinPath: '/login' })
  expectTypeOf<RuntimeSettings['cookieMaxAge']>().toEqualTypeOf<number | undefined>()
})

test('what the runtime is told at build time is data', () => {
  expectTypeOf<BuildConfig['settings']>().toEqualTypeOf<RuntimeSettings>()
  expectTypeOf<BuildConfig['localAuthKit']>().toEqualTypeOf<string | null>()
  expectTypeOf([
    build.DEFAULT_SIGN_IN_PATH,
    build.DEFAULT_SIGN_OUT_PATH,
    build.DEFAULT_CALLBACK_PATH,
  ]).toExtend<string[]>()
})

test('the local AuthKit is switched on and off, or set up', () => {
  expectTypeOf<AuthKitOptions['emulator']>().toEqualTypeOf<boolean | LocalAuthKitDevOptions | undefined>()
  expectTypeOf(authkit).toBeCallableWith({ emulator: { seed: 'seed.yaml', accessTokenLifetime: 60 } })
})
