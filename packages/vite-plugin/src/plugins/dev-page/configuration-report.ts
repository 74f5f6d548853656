import type { PluginContext } from '../../context.ts'
import { checkEnvironment } from '../../environment-problems.ts'
import {
  DEFAULT_CALLBACK_PATH,
  DEFAULT_SIGN_IN_PATH,
  DEFAULT_SIGN_OUT_PATH,
} from '../../runtime/build-config.ts'
import type { AuthKitConfig } from '../../runtime/session/config/auth-kit-config.ts'
import {
  CONFIG_DEFAULTS,
  CONFIG_KEYS,
  type ConfigKey,
  type ConfigName,
} from '../../runtime/session/config/config-keys.ts'
import { splitPasswords } from '../../runtime/session/config/split-passwords.ts'
import { localEnvironmentFile } from '../dev-vars.ts'
import { readVariable } from './app-configuration.ts'
import { variableSource } from './variable-source.ts'

/** Configuration that nobody but the server may know. */
const SECRETS: ReadonlySet<ConfigName> = new Set(['apiKey', 'cookiePassword', 'previousCookiePasswords'])

const DEFAULT_PATHS = {
  signInPath: DEFAULT_SIGN_IN_PATH,
  signOutPath: DEFAULT_SIGN_OUT_PATH,
  callbackPath: DEFAULT_CALLBACK_PATH,
} as const

/** What stands for the characters of a secret; as many for each. */
const MASK = '••••••••'

/** One value of the configuration. */
export interface ConfigurationRow {
  /** The variable, or the option. */
  readonly name: string
  /** Secrets masked; `undefined` when there is none. */
  readonly value: string | undefined
  readonly source: string
  /** What is wrong with it, to follow its name. */
  readonly problem?: string | undefined
}

/** What the page says of the configuration. */
export interface ConfigurationReport {
  readonly rows: readonly ConfigurationRow[]
  /** What is missing or wrong, one sentence each with what to do. */
  readonly problems: readonly string[]
}

/** The configuration, each value with where it comes from. Never a secret. */
export function reportConfiguration(ctx: PluginContext): ConfigurationReport {
  const sourceOf = variableSource(ctx)
  const names = Object.keys(CONFIG_KEYS) as ConfigName[]
  return {
    rows: [...names.flatMap((name) => toRow(ctx, name, sourceOf)), ...pathRows(ctx)],
    problems: checkEnvironment(ctx.env, { ...ctx.options, ...ctx.paths }, localEnvironmentFile(ctx.config)),
  }
}

function toRow(ctx: PluginContext, key: ConfigName, sourceOf: (name: string) => string): ConfigurationRow[] {
  const { variables, parse, required }: ConfigKey<unknown> = CONFIG_KEYS[key]
  const variable = variables.find((name) => (readVariable(ctx, name) ?? '').trim() !== '')
  const name = variable ?? variables[0] ?? key
  if (variable !== undefined) {
    const text = readVariable(ctx, variable) ?? ''
    const parsed = parse(text)
    const problem = 'problem' in parsed ? parsed.problem : undefined
    return [{ name, value: show(key, text), source: sourceOf(variable), problem }]
  }
  const fallback = fallbackOf(ctx, key)
  if (fallback !== undefined) return [{ name, ...fallback }]
  return required ? [{ name, value: undefined, source: 'not set' }] : []
}

/** What counts without a variable. */
function fallbackOf(
  { options, localAuthKit, paths }: PluginContext,
  key: ConfigName,
): Pick<ConfigurationRow, 'value' | 'source'> | undefined {
  if (localAuthKit !== null) {
    const local = { source: 'local AuthKit' }
    if (key === 'apiBaseUrl') return { ...local, value: localAuthKit }
    if (key === 'clientId' || key === 'apiKey') return { ...local, value: 'that of the local AuthKit' }
    if (key === 'redirectUri') return { ...local, value: new URL(paths.callbackPath, localAuthKit).href }
    if (key === 'apiHostname' || key === 'apiHttps') return undefined
  }
  // Neither text nor an option.
  if (key === 'refreshStore') return undefined
  const settings: Partial<AuthKitConfig> = options.settings
  if (settings[key] !== undefined) return { value: textOf(settings[key]), source: 'option of authkit()' }
  const value = CONFIG_DEFAULTS[key]
  return value === undefined ? undefined : { value: textOf(value), source: 'default' }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function pathRows({ options, paths }: PluginContext): ConfigurationRow[] {
  const names = ['signInPath', 'signOutPath', 'callbackPath'] as const
  return names.map((name) => ({
    name,
    value: paths[name],
    source: options[name] === DEFAULT_PATHS[name] ? 'default' : 'option of authkit()',
  }))
}

function show(key: ConfigName, text: string): string {
  if (!SECRETS.has(key)) return text
  const passwords = key === 'previousCookiePasswords' ? splitPasswords(text) : [text]
  return passwords.map((password) => mask(String(password))).join(', ')
}

/** Tells an API key for tests from a live one, and how long a secret is: what can be wrong with it. */
function mask(secret: string): string {
  const kind = ['sk_test_', 'sk_live_', 'sk_'].find((prefix) => secret.startsWith(prefix)) ?? ''
  return `${kind}${MASK} (${secret.length} characters)`
}
