import type { AuthKitConfig, ValueSource } from './auth-kit-config.ts'

/** Resolves the configuration: environment (or source) over `configure()` over defaults. */
export class ConfigurationProvider {
  configure(_configOrSource: Partial<AuthKitConfig> | ValueSource, _source?: ValueSource): void {
    throw new Error('not written yet')
  }

  setValueSource(_source: ValueSource): void {
    throw new Error('not written yet')
  }

  getValue<K extends keyof AuthKitConfig>(_key: K): AuthKitConfig[K] {
    throw new Error('not written yet')
  }

  validate(): void {
    throw new Error('not written yet')
  }

  getConfig(): AuthKitConfig {
    throw new Error('not written yet')
  }

  protected getEnvironmentVariableName(_key: string): string {
    throw new Error('not written yet')
  }
}
