import type { AuthKitConfig, ValueSource } from './auth-kit-config.ts'
import { ConfigurationProvider } from './configuration-provider.ts'

const provider = new ConfigurationProvider()

/** The configuration of this process: always the same object. */
export function getConfigurationProvider(): ConfigurationProvider {
  return provider
}

/**
 * Sets values, the source of values, or both; what was set before and isn't named again stays. Never validates,
 * never throws. A service or a client that has been used keeps the configuration of its first use.
 *
 * @example
 * configure({ cookieName: 'session' })
 * configure((name) => Deno.env.get(name))
 */
export function configure(source: (name: string) => unknown): void
export function configure(config: Partial<AuthKitConfig>, source?: ValueSource): void
export function configure(configOrSource: Partial<AuthKitConfig> | ValueSource, source?: ValueSource): void {
  provider.configure(configOrSource, source)
}

/**
 * One value; see {@link ConfigurationProvider.getValue}.
 *
 * @throws AuthKitConfigError when a required value is absent or can't be used
 */
export function getConfig<Key extends keyof AuthKitConfig>(key: Key): AuthKitConfig[Key] {
  return provider.getValue(key)
}

/**
 * Checks the whole configuration.
 *
 * @throws AuthKitConfigError that lists every problem
 */
export function validateConfig(): void {
  provider.validate()
}
