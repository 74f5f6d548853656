import { describe, expect, test } from 'vitest'

import { authkit } from '../src/index.ts'
import { resolveOptions } from '../src/options.ts'
import type { AuthKitOptions, ResolvedOptions } from '../src/options.ts'

const DEFAULTS: ResolvedOptions = {
  signInPath: '/api/auth/sign-in',
  signOutPath: '/api/auth/sign-out',
  callbackPath: '/api/auth/callback',
  emulator: 'auto',
  compat: false,
  lint: { rules: {} },
}

test.each<[AuthKitOptions | undefined, Partial<ResolvedOptions>]>([
  [undefined, {}],
  [{}, {}],
  [{ signInPath: '/login' }, { signInPath: '/login' }],
  [{ signOutPath: '/logout' }, { signOutPath: '/logout' }],
  [{ callbackPath: '/auth/callback' }, { callbackPath: '/auth/callback' }],
  [{ emulator: true }, { emulator: true }],
  [{ emulator: false }, { emulator: false }],
  [{ compat: true }, { compat: true }],
  [{ lint: false }, { lint: false }],
  [{ lint: {} }, {}],
  [{ lint: { rules: { AK001: 'warn' } } }, { lint: { rules: { AK001: 'warn' } } }],
  [
    { lint: { rules: { 'server-code-in-client': 'off' } } },
    { lint: { rules: { 'server-code-in-client': 'off' } } },
  ],
])('%j', (options, expected) => {
  expect(resolveOptions(options)).toEqual({ ...DEFAULTS, ...expected })
})

describe('what is no option', () => {
  test.each<[unknown, string]>([
    [{ signinPath: '/x' }, 'unknown option `signinPath`. Did you mean `signInPath`?'],
    [{ singOutPath: '/x' }, 'unknown option `singOutPath`. Did you mean `signOutPath`?'],
    [{ emulate: true }, 'unknown option `emulate`. Did you mean `emulator`?'],
    [{ lint: { rule: {} } }, 'unknown option `lint.rule`. Did you mean `lint.rules`?'],
    [{ clientId: 'x' }, 'unknown option `clientId`. The options are `signInPath`, `signOutPath`'],
    [{ signInPath: 'login' }, '`signInPath` must be a path of the app'],
    [{ signInPath: '/' }, '`signInPath` must be a path of the app'],
    [{ signInPath: '//evil.example' }, '`signInPath` must be a path of the app'],
    [{ callbackPath: 'https://app.example/callback' }, '`callbackPath` must be a path of the app'],
    [{ callbackPath: '/a?b' }, '`callbackPath` must be a path of the app'],
    [{ callbackPath: '/a/../b' }, '`callbackPath` must be a path of the app'],
    [{ signOutPath: 7 }, '`signOutPath` must be a path of the app'],
    [{ signInPath: '/x', signOutPath: '/x' }, 'three different paths'],
    [{ emulator: 'yes' }, '`emulator` must be true or false'],
    [{ compat: 'yes' }, '`compat` must be true or false'],
    [{ lint: true }, '`lint` must be false or an object'],
    [{ lint: { rules: { AK001: 'fatal' } } }, "`lint.rules[\"AK001\"]` must be 'error', 'warn' or 'off'"],
    [{ lint: { rules: [] } }, '`lint.rules` must be an object'],
    [
      { lint: { rules: { 'no-prefetched-auth-urls': 'off' } } },
      'unknown option `lint.rules.no-prefetched-auth-urls`. Did you mean `lint.rules.no-prefetched-auth-url`?',
    ],
    ['x', '`authkit(options)` must be an object'],
    [null, '`authkit(options)` must be an object'],
  ])('%j', (options, message) => {
    // Configuration files are not always checked by TypeScript.
    const call = (): unknown => Reflect.apply(authkit, undefined, [options])
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })
})
