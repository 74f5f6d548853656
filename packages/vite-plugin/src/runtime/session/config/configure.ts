import type { AuthKitConfig, ValueSource } from './auth-kit-config.ts'
import { ConfigurationProvider } from './configuration-provider.ts'

const provider = new ConfigurationProvider()

/** The configuration of this process: always the same object. */
export function getConfigurationProvider(): ConfigurationProvider {
  return provider
}

/** Sets values, the source of values, or both. Never validates, never throws. */
export function configure(source: (name: string) => unknown): void
export function configure(config: Partial<AuthKitConfig>, source?: ValueSource): void
export function configure(configOrSource: Partial<AuthKitConfig> | ValueSource, source?: ValueSource): void {
  provider.configure(configOrSource, source)
}

/** One value. Throws when it is required and missing; `undefined` when it is optional and missing. */
export function getConfig<K extends keyof AuthKitConfig>(key: K): AuthKitConfig[K] {
  return provider.getValue(key)
}

/** Throws one error that lists every problem of the configuration. */
export function validateConfig(): void {
  provider.validate()
}
