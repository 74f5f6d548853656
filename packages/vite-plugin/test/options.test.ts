import { describe, expect, test } from 'vitest'

import { authkit } from '../src/index.ts'
import { resolveOptions } from '../src/options.ts'
import type { AuthKitOptions, ResolvedOptions } from '../src/options.ts'

const DEFAULTS: ResolvedOptions = {
  signInPath: '/api/auth/sign-in',
  signOutPath: '/api/auth/sign-out',
  callbackPath: '/api/auth/callback',
  emulator: 'auto',
  localAuthKit: {},
  compat: false,
  lint: { rules: {} },
  serverOnly: [],
  settings: {},
}

test.each<[AuthKitOptions | undefined, Partial<ResolvedOptions>]>([
  [undefined, {}],
  [{}, {}],
  [{ signInPath: '/login' }, { signInPath: '/login' }],
  [{ signOutPath: '/logout' }, { signOutPath: '/logout' }],
  [{ callbackPath: '/auth/callback' }, { callbackPath: '/auth/callback' }],
  [{ emulator: true }, { emulator: true }],
  [{ emulator: false }, { emulator: false }],
  [
    { emulator: { seed: 'people.json', accessTokenLifetime: 60 } },
    { localAuthKit: { seed: 'people.json', accessTokenLifetime: 60 } },
  ],
  [{ compat: true }, { compat: true }],
  [{ lint: false }, { lint: false }],
  [{ redirectUri: 'https://a.example/cb' }, { settings: { redirectUri: 'https://a.example/cb' } }],
  [
    { cookieName: ' __Host-session ', cookieMaxAge: 60, cookieSameSite: 'none', cookieDomain: 'a.example' },
    {
      settings: {
        cookieName: '__Host-session',
        cookieMaxAge: 60,
        cookieSameSite: 'none',
        cookieDomain: 'a.example',
      },
    },
  ],
  [
    { apiHostname: 'api.a.example', apiHttps: false, apiPort: 8080, issuer: 'https://a.example' },
    {
      settings: { apiHostname: 'api.a.example', apiHttps: false, apiPort: 8080, issuer: 'https://a.example' },
    },
  ],
  [
    { sessionCacheMaxEntries: 0, sessionCacheMaxBytes: 1024 },
    { settings: { sessionCacheMaxEntries: 0, sessionCacheMaxBytes: 1024 } },
  ],
  [{ lint: {} }, {}],
  [{ lint: { rules: { AK001: 'warn' } } }, { lint: { rules: { AK001: 'warn' } } }],
  [{ serverOnly: ['src/server/**', '@my/db'] }, { serverOnly: ['src/server/**', '@my/db'] }],
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
    [{ zzz: 'x' }, 'unknown option `zzz`. The options are `signInPath`, `signOutPath`'],
    [{ cookiename: 'x' }, 'unknown option `cookiename`. Did you mean `cookieName`?'],
    [{ WORKOS_API_KEY: 'x' }, 'unknown option `WORKOS_API_KEY`.'],
    [{ signInPath: 'login' }, '`signInPath` must be a path of the app'],
    [{ signInPath: '/' }, '`signInPath` must be a path of the app'],
    [{ signInPath: '//evil.example' }, '`signInPath` must be a path of the app'],
    [{ callbackPath: 'https://app.example/callback' }, '`callbackPath` must be a path of the app'],
    [{ callbackPath: '/a?b' }, '`callbackPath` must be a path of the app'],
    [{ callbackPath: '/a/../b' }, '`callbackPath` must be a path of the app'],
    [{ signOutPath: 7 }, '`signOutPath` must be a path of the app'],
    [{ signInPath: '/x', signOutPath: '/x' }, 'three different paths'],
    [{ emulator: 'yes' }, '`emulator` must be true, false or an object'],
    [{ emulator: { seeds: {} } }, 'unknown option `emulator.seeds`. Did you mean `emulator.seed`?'],
    [{ emulator: { seed: 7 } }, '`emulator.seed` must be a seed or the path of a file with one'],
    [{ emulator: { seed: '' } }, '`emulator.seed` must be a seed or the path of a file with one'],
    [{ emulator: { accessTokenLifetime: 0 } }, '`emulator.accessTokenLifetime` must be a whole number'],
    [{ serverOnly: 'src/server/**' }, '`serverOnly` must be a list of file patterns and names of packages'],
    [{ serverOnly: [''] }, '`serverOnly` must be a list of file patterns and names of packages'],
    [{ serverOnly: ['@/server/**'] }, 'Write where it leads to, such as "src/server/**"'],
    [
      { lint: { rules: { AK00: 'off' } } },
      'unknown option `lint.rules.AK00`. Did you mean `lint.rules.AK001`?',
    ],
    [{ compat: 'yes' }, '`compat` must be true or false'],
    [{ lint: true }, '`lint` must be false or an object'],
    [{ lint: { rules: { AK001: 'fatal' } } }, "`lint.rules[\"AK001\"]` must be 'error', 'warn' or 'off'"],
    [{ lint: { rules: [] } }, '`lint.rules` must be an object'],
    [
      { lint: { rules: { 'no-prefetched-auth-urls': 'off' } } },
      'unknown option `lint.rules.no-prefetched-auth-urls`. Did you mean `lint.rules.no-prefetched-auth-url`?',
    ],
    [{ redirectUri: '/cb' }, '`redirectUri` must be an absolute http(s) URL (currently "/cb").'],
    [{ cookieName: 'a b' }, '`cookieName` must be a cookie name'],
    [{ cookieName: '' }, '`cookieName` must be a cookie name'],
    [{ cookieMaxAge: -1 }, '`cookieMaxAge` must be a whole number of seconds (currently -1).'],
    [{ cookieSameSite: 'no' }, '`cookieSameSite` must be lax, strict or none (currently "no").'],
    [{ cookieDomain: 'https://a.example' }, '`cookieDomain` must be a domain'],
    [{ apiHostname: 'https://a.example' }, '`apiHostname` must be a host name'],
    [{ apiHttps: 'yes' }, '`apiHttps` must be true or false'],
    [{ apiPort: 0 }, '`apiPort` must be a port'],
    [{ issuer: 7 }, '`issuer` must be text'],
    [{ sessionCacheMaxEntries: 1.5 }, '`sessionCacheMaxEntries` must be a whole number'],
    [{ sessionCacheMaxBytes: 'lots' }, '`sessionCacheMaxBytes` must be a whole number'],
    ['x', '`authkit(options)` must be an object'],
    [null, '`authkit(options)` must be an object'],
  ])('%j', (options, message) => {
    // Configuration files are not always checked by TypeScript.
    const call = (): unknown => Reflect.apply(authkit, undefined, [options])
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })
})

describe('what only the environment may say', () => {
  test.each([
    ['apiKey', 'WORKOS_API_KEY', 'is a secret'],
    ['cookiePassword', 'WORKOS_COOKIE_PASSWORD', 'is a secret'],
    ['previousCookiePasswords', 'WORKOS_PREVIOUS_COOKIE_PASSWORDS', 'holds secrets'],
    ['clientId', 'WORKOS_CLIENT_ID', 'belongs together with the API key'],
  ])('%s is refused, with the variable and its places', (name, variable, reason) => {
    const call = (): unknown => Reflect.apply(authkit, undefined, [{ [name]: 'hunter2' }])
    expect(call).toThrow(TypeError)
    expect(call).toThrow(`\`${name}\` can't be an option: it ${reason}`)
    expect(call).toThrow(
      `Set ${variable} instead, for development in .env.local, in production in the environment of the server ` +
        `(on Cloudflare: .dev.vars, and \`wrangler secret put ${variable}\`).`,
    )
    expect(call).not.toThrow('hunter2')
  })
})
