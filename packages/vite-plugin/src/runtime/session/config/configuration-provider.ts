import { AuthKitConfigError } from '../errors.ts'
import type { AuthKitConfig, ValueSource } from './auth-kit-config.ts'
import { CONFIG_DEFAULTS, CONFIG_KEYS } from './config-keys.ts'
import type { ConfigKey, ConfigName, ConfigValue } from './config-keys.ts'
import { assertLocalAuthKitAllowed } from './local-authkit-guard.ts'
import { readProcessEnv } from './process-env.ts'

/** What looking for one key gave. */
type Lookup<T> =
  | { status: 'found'; value: T }
  | { status: 'missing'; variable: string }
  | { status: 'unusable'; variable: string; problem: string }

const WHERE =
  'Set them in .env.local, in the root of the project (in production: where the server gets its environment), ' +
  'then restart. An empty value counts as not set.'

/**
 * Resolves the configuration of AuthKit.
 *
 * Precedence, key by key: the environment (or the source given instead), `configure()`, the default.
 */
export class ConfigurationProvider {
  private config: Partial<AuthKitConfig> = {}
  private valueSource: ValueSource = readProcessEnv

  /**
   * Merges values, replaces the source of values, or both: a function is a source, an object holds values.
   * Never validates, never throws.
   */
  configure(configOrSource: Partial<AuthKitConfig> | ValueSource, source?: ValueSource): void {
    if (typeof configOrSource === 'function') this.setValueSource(configOrSource)
    else this.config = { ...this.config, ...configOrSource }
    if (source) this.setValueSource(source)
  }

  /** Replaces the source of values; the default one reads the environment of the process, each time. */
  setValueSource(source: ValueSource): void {
    this.valueSource = source
  }

  /**
   * One value. An optional one that is absent or can't be used gives `undefined` ({@link validate} tells which).
   *
   * @throws AuthKitConfigError when a required one is absent or can't be used, or when the local AuthKit is
   *   configured in production
   */
  getValue<Name extends ConfigName>(key: Name): AuthKitConfig[Name] {
    this.assertAllowed()
    const found = this.lookUp(key)
    if (found.status === 'found') return found.value
    if (CONFIG_KEYS[key].required) throw toError(key, found)
    // The type can't tell that only optional keys get here.
    return undefined as AuthKitConfig[Name]
  }

  /**
   * Checks everything.
   *
   * @throws AuthKitConfigError `ERR_CONFIG_INVALID`, one line for each problem, each naming its variable
   */
  validate(): void {
    this.getConfig()
  }

  /**
   * The whole configuration.
   *
   * @throws AuthKitConfigError as {@link validate}
   */
  getConfig(): AuthKitConfig {
    this.assertAllowed()
    const values: Record<string, unknown> = {}
    const problems: string[] = []
    for (const key of Object.keys(CONFIG_KEYS) as ConfigName[]) {
      const found = this.lookUp(key)
      if (found.status === 'found') values[key] = found.value
      else if (found.status === 'unusable') problems.push(`${found.variable} ${found.problem}`)
      else if (CONFIG_KEYS[key].required) problems.push(`${found.variable} is required`)
    }
    if (problems.length > 0) throw toAggregateError(problems)
    // Every required key was found, and every value went through the parser of its key.
    return values as unknown as AuthKitConfig
  }

  /** The variable that sets a key. */
  protected getEnvironmentVariableName(key: string): string {
    return `WORKOS_${key.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`
  }

  private assertAllowed(): void {
    const raw = (key: ConfigName): unknown => this.readRaw(key).raw
    assertLocalAuthKitAllowed(
      {
        clientId: raw('clientId'),
        apiKey: raw('apiKey'),
        apiHostname: raw('apiHostname'),
        apiBaseUrl: raw('apiBaseUrl'),
      },
      (name) => this.readVariable(name),
    )
  }

  private lookUp<Name extends ConfigName>(key: Name): Lookup<ConfigValue<Name>> {
    const { raw, variable } = this.readRaw(key)
    if (raw === undefined) return { status: 'missing', variable }
    const { parse }: ConfigKey<ConfigValue<Name>> = CONFIG_KEYS[key]
    const parsed = parse(raw)
    return 'problem' in parsed
      ? { status: 'unusable', variable, problem: parsed.problem }
      : { status: 'found', value: parsed.value }
  }

  private readRaw(key: ConfigName): { raw: unknown; variable: string } {
    for (const variable of CONFIG_KEYS[key].variables) {
      const raw = this.readVariable(variable)
      if (raw !== undefined) return { raw, variable }
    }
    const configured: unknown = this.config[key]
    const raw = isBlank(configured) ? CONFIG_DEFAULTS[key] : configured
    return { raw, variable: CONFIG_KEYS[key].variables[0] ?? `configure({ ${key} })` }
  }

  private readVariable(name: string): unknown {
    const source = this.valueSource
    const value = typeof source === 'function' ? source(name) : source[name]
    return isBlank(value) ? undefined : value
  }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function toError(key: string, found: Exclude<Lookup<never>, { status: 'found' }>): AuthKitConfigError {
  return found.status === 'missing'
    ? new AuthKitConfigError(
        `Missing required configuration value for ${key} (${found.variable}). ${WHERE}`,
        'ERR_CONFIG_MISSING',
        { key, variable: found.variable },
      )
    : new AuthKitConfigError(`${found.variable} ${found.problem}. ${WHERE}`, 'ERR_CONFIG_INVALID', {
        key,
        variable: found.variable,
      })
}

function toAggregateError(problems: readonly string[]): AuthKitConfigError {
  return new AuthKitConfigError(
    [
      'AuthKit configuration error. Missing or invalid environment variables:',
      '',
      ...problems.map((problem) => `  • ${problem}`),
      '',
      WHERE,
      'Get your values from the WorkOS Dashboard: https://dashboard.workos.com',
      'Make a WORKOS_COOKIE_PASSWORD with: openssl rand -base64 32',
    ].join('\n'),
    'ERR_CONFIG_INVALID',
    { problems },
  )
}
