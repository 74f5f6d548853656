import { AuthKitConfigError } from '../errors.ts'
import type { AuthKitConfig, ValueSource } from './auth-kit-config.ts'
import { CONFIG_DEFAULTS, CONFIG_KEYS } from './config-keys.ts'
import type { ConfigKey, ConfigName, ConfigValue } from './config-keys.ts'
import { readEnvironment } from './environment.ts'
import { isBlank } from './is-blank.ts'
import { assertLocalAuthKitAllowed } from './local-authkit-guard.ts'
import { whereToSet } from './where-to-set.ts'

/** A value that is there and can't be used. */
interface Unusable {
  status: 'unusable'
  variable: string
  problem: string
  /** Whether it came from `configure()` rather than from the variable. */
  isConfigured: boolean
}

/** What looking for one key gave. */
type Lookup<T> = { status: 'found'; value: T } | { status: 'missing'; variable: string } | Unusable

/**
 * Resolves the configuration of AuthKit.
 *
 * Precedence, key by key: the environment (or the source given instead), `configure()`, {@link setDefaults}, the
 * default of the toolkit.
 */
export class ConfigurationProvider {
  private config: Partial<AuthKitConfig> = {}
  private defaults: Partial<AuthKitConfig> = CONFIG_DEFAULTS
  private valueSource: ValueSource = readEnvironment

  /**
   * Merges values, replaces the source of values, or both: a function is a source, an object holds values.
   * Never validates, never throws.
   */
  configure(configOrSource: Partial<AuthKitConfig> | ValueSource, source?: ValueSource): void {
    if (typeof configOrSource === 'function') this.setValueSource(configOrSource)
    else this.config = { ...this.config, ...configOrSource }
    if (source) this.setValueSource(source)
  }

  /** Replaces the defaults of an integration, which hold where neither the environment nor `configure()` says more. */
  setDefaults(defaults: Partial<AuthKitConfig>): void {
    this.defaults = { ...CONFIG_DEFAULTS, ...defaults }
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
      else if (found.status === 'unusable') problems.push(describe(found))
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
    const { raw, variable, isConfigured } = this.readRaw(key)
    if (raw === undefined) return { status: 'missing', variable }
    const { parse }: ConfigKey<ConfigValue<Name>> = CONFIG_KEYS[key]
    const parsed = parse(raw)
    return 'problem' in parsed
      ? { status: 'unusable', variable, problem: parsed.problem, isConfigured }
      : { status: 'found', value: parsed.value }
  }

  private readRaw(key: ConfigName): { raw: unknown; variable: string; isConfigured: boolean } {
    for (const variable of CONFIG_KEYS[key].variables) {
      const raw = this.readVariable(variable)
      if (raw !== undefined) return { raw, variable, isConfigured: false }
    }
    const configured: unknown = this.config[key]
    const isConfigured = !isBlank(configured)
    return {
      raw: isConfigured ? configured : this.defaults[key],
      variable: CONFIG_KEYS[key].variables[0] ?? `configure({ ${key} })`,
      isConfigured: isConfigured && CONFIG_KEYS[key].variables.length > 0,
    }
  }

  private readVariable(name: string): unknown {
    const source = this.valueSource
    const value = typeof source === 'function' ? source(name) : source[name]
    return isBlank(value) ? undefined : value
  }
}

function describe({ variable, problem, isConfigured }: Unusable): string {
  return `${variable} ${problem}${isConfigured ? ', as given to configure()' : ''}`
}

function toError(key: string, found: Exclude<Lookup<never>, { status: 'found' }>): AuthKitConfigError {
  return found.status === 'missing'
    ? new AuthKitConfigError(
        `Missing required configuration value for ${key} (${found.variable}). ${whereToSet()}`,
        'ERR_CONFIG_MISSING',
        { key, variable: found.variable },
      )
    : new AuthKitConfigError(`${describe(found)}. ${whereToSet()}`, 'ERR_CONFIG_INVALID', {
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
      whereToSet(),
      'Get your values from the WorkOS Dashboard: https://dashboard.workos.com',
      'Make a WORKOS_COOKIE_PASSWORD with: openssl rand -base64 32',
    ].join('\n'),
    'ERR_CONFIG_INVALID',
    { problems },
  )
}
