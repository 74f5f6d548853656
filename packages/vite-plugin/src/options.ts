import { closestName } from './closest-name.ts'
import type { Seed } from './emulator/seed/seed.ts'
import { ruleMetas } from './lint/rules/index.ts'
import { assertNoSecrets, resolveSettings, SETTING_NAMES } from './resolve-settings.ts'
import { DEFAULT_CALLBACK_PATH, DEFAULT_SIGN_IN_PATH, DEFAULT_SIGN_OUT_PATH } from './runtime/build-config.ts'
import type { RuntimeSettings } from './runtime/build-config.ts'

/** How a lint rule is treated; `off` switches it off. */
export type RuleSetting = 'error' | 'warn' | 'off'

/** Options of the build-time checks. */
export interface LintOptions {
  /**
   * Treatment by rule name (`no-prefetched-auth-url`) or code (`AK001`); rules that are not named keep their own.
   *
   * @defaultValue `{}`
   */
  rules?: Record<string, RuleSetting>
}

/** Options of the local AuthKit of `vite dev`. */
export interface LocalAuthKitDevOptions {
  /**
   * Its users, organizations and more, or the path of a file with them.
   *
   * @defaultValue the file `authkit.seed.{ts,js,mjs,json,yaml,yml}` in the root of the app; without one, Alice and Bob
   * of the Example Org
   */
  seed?: Seed | string
  /**
   * Lifetime of an access token in seconds.
   *
   * @defaultValue `300`
   */
  accessTokenLifetime?: number
}

/**
 * Options of `authkit()`. Those of {@link RuntimeSettings} hold where neither the environment of the server nor
 * `configure()` says otherwise. Credentials and the cookie password are for the environment alone.
 */
export interface AuthKitOptions extends RuntimeSettings {
  /**
   * Path of the route that starts a sign-in (`handleSignInRoute()`).
   *
   * @defaultValue `'/api/auth/sign-in'`
   */
  signInPath?: string
  /**
   * Path of the route that ends the session (`handleSignOutRoute()`).
   *
   * @defaultValue `'/api/auth/sign-out'`
   */
  signOutPath?: string
  /**
   * Path of the route that receives the authorization code (`handleCallbackRoute()`).
   *
   * @defaultValue `'/api/auth/callback'`
   */
  callbackPath?: string
  /**
   * Whether `vite dev` serves the local AuthKit under `/__authkit`: `true` always, `false` never. An object says how,
   * and leaves open whether. Builds never contain it.
   *
   * @defaultValue on exactly when neither `WORKOS_API_KEY` nor `WORKOS_CLIENT_ID` is set
   */
  emulator?: boolean | LocalAuthKitDevOptions
  /**
   * Serves `@workos/authkit-tanstack-react-start`, its `/client` and `@workos/authkit-session` with this runtime: an
   * app that is written for them runs without a change of its source. Their types stay those of the installed
   * packages, or come from `/// <reference types="vite-plugin-authkit-start/compat" />`.
   *
   * @defaultValue `false`
   */
  compat?: boolean
  /**
   * The build-time checks; `false` switches all of them off.
   *
   * @defaultValue `{}`
   */
  lint?: false | LintOptions
  /**
   * What must not get into the browser besides the runtime's own server side and the WorkOS SDK: patterns for the app's
   * files relative to the root (`'src/server/**'`, `'./db.ts'`), and names of packages (`'pg'`). A build fails with the
   * chain of imports when one of them is in the client bundle.
   *
   * @defaultValue `[]`
   */
  serverOnly?: readonly string[]
}

/** {@link AuthKitOptions} with nothing optional: the only form that hooks read. */
export interface ResolvedOptions {
  signInPath: string
  signOutPath: string
  callbackPath: string
  emulator: boolean | 'auto'
  localAuthKit: LocalAuthKitDevOptions
  compat: boolean
  /** `false` when switched off. */
  lint: false | Required<LintOptions>
  serverOnly: readonly string[]
  /** Those that were given. */
  settings: RuntimeSettings
}

const OPTION_NAMES = [
  'signInPath',
  'signOutPath',
  'callbackPath',
  'emulator',
  'compat',
  'lint',
  'serverOnly',
  ...SETTING_NAMES,
] as const
const LINT_OPTION_NAMES = ['rules'] as const
const EMULATOR_OPTION_NAMES = ['seed', 'accessTokenLifetime'] as const
const RULE_NAMES = ruleMetas.flatMap(({ code, name }) => [code, name])
const RULE_SETTINGS: readonly unknown[] = ['error', 'warn', 'off'] satisfies RuleSetting[]

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError naming the option and what it may be
 */
export function resolveOptions(options: AuthKitOptions = {}): ResolvedOptions {
  assertRecord('authkit(options)', options)
  assertNoSecrets(options)
  assertKnownNames(options, OPTION_NAMES, '')
  const { emulator = {}, compat = false, lint = {} } = options
  if (typeof compat !== 'boolean') throw invalid('compat', 'true or false')
  const paths = {
    signInPath: resolvePath('signInPath', options.signInPath ?? DEFAULT_SIGN_IN_PATH),
    signOutPath: resolvePath('signOutPath', options.signOutPath ?? DEFAULT_SIGN_OUT_PATH),
    callbackPath: resolvePath('callbackPath', options.callbackPath ?? DEFAULT_CALLBACK_PATH),
  }
  if (new Set(Object.values(paths)).size < 3) {
    throw new TypeError(
      'authkit(): `signInPath`, `signOutPath` and `callbackPath` are three different routes, so they need three different paths.',
    )
  }
  const checks = { lint: resolveLint(lint), serverOnly: resolveServerOnly(options.serverOnly ?? []) }
  return { ...paths, ...resolveEmulator(emulator), compat, ...checks, settings: resolveSettings(options) }
}

function resolveEmulator(
  emulator: boolean | LocalAuthKitDevOptions,
): Pick<ResolvedOptions, 'emulator' | 'localAuthKit'> {
  if (typeof emulator === 'boolean') return { emulator, localAuthKit: {} }
  assertRecord('emulator', emulator, 'true, false or an object')
  assertKnownNames(emulator, EMULATOR_OPTION_NAMES, 'emulator.')
  const { seed, accessTokenLifetime } = emulator
  // What is in a seed is checked by the local AuthKit.
  if (seed !== undefined && (typeof seed !== 'string' || seed === ''))
    assertRecord('emulator.seed', seed, 'a seed or the path of a file with one')
  if (
    accessTokenLifetime !== undefined &&
    !(Number.isInteger(accessTokenLifetime) && accessTokenLifetime > 0)
  )
    throw invalid('emulator.accessTokenLifetime', 'a whole number of seconds, at least 1')
  return { emulator: 'auto', localAuthKit: { ...emulator } }
}

function resolveLint(lint: false | LintOptions): ResolvedOptions['lint'] {
  if (lint === false) return false
  assertRecord('lint', lint, 'false or an object')
  assertKnownNames(lint, LINT_OPTION_NAMES, 'lint.')
  const rules = lint.rules ?? {}
  assertRecord('lint.rules', rules)
  assertKnownNames(rules, RULE_NAMES, 'lint.rules.')
  for (const [rule, setting] of Object.entries(rules)) {
    if (!RULE_SETTINGS.includes(setting)) throw invalid(`lint.rules["${rule}"]`, "'error', 'warn' or 'off'")
  }
  return { rules: { ...rules } }
}

function resolveServerOnly(entries: readonly string[]): readonly string[] {
  if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'string' && entry !== '')) {
    throw invalid(
      'serverOnly',
      "a list of file patterns and names of packages, such as ['src/server/**', 'pg']",
    )
  }
  const alias = entries.find((entry) => /^[@~#]\//.test(entry))
  if (alias !== undefined) {
    throw new TypeError(
      `authkit(): \`serverOnly\` takes paths from the root of the app, and "${alias}" starts with an alias. ` +
        `Write where it leads to, such as "src${alias.slice(1)}".`,
    )
  }
  return [...entries]
}

function resolvePath(name: string, path: string): string {
  const isPath = typeof path === 'string' && path.startsWith('/') && path !== '/'
  if (
    !isPath ||
    new URL(path, 'http://app.invalid').href !== `http://app.invalid${path}` ||
    /[?#]/.test(path)
  ) {
    throw invalid(name, 'a path of the app such as "/api/auth/sign-in", without query and hash')
  }
  return path
}

function assertRecord(name: string, value: unknown, expected = 'an object'): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, expected)
}

function assertKnownNames(record: object, names: readonly string[], prefix: string): void {
  for (const name of Object.keys(record)) {
    if (names.includes(name)) continue
    const meant = closestName(name, names)
    throw new TypeError(
      `authkit(): unknown option \`${prefix}${name}\`. ` +
        (meant === undefined
          ? `The options are ${names.map((known) => `\`${prefix}${known}\``).join(', ')}.`
          : `Did you mean \`${prefix}${meant}\`?`),
    )
  }
}

function invalid(name: string, expected: string): TypeError {
  return new TypeError(`authkit(): \`${name}\` must be ${expected}.`)
}
