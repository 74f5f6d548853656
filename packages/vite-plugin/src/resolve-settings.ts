import type { RuntimeSettings } from './runtime/build-config.ts'
import { CONFIG_KEYS } from './runtime/session/config/config-keys.ts'

type SettingName = keyof RuntimeSettings

/** The options of `authkit()` that are settings of the runtime. */
export const SETTING_NAMES: readonly SettingName[] = [
  'redirectUri',
  'redirectHosts',
  'trustForwardedHost',
  'cookieName',
  'cookieMaxAge',
  'cookieSameSite',
  'cookieDomain',
  'apiHostname',
  'apiHttps',
  'apiPort',
  'issuer',
  'sessionCacheMaxEntries',
  'sessionCacheMaxBytes',
]

/** Names that look like options and belong into the environment, with the reason. */
const ENVIRONMENT_ONLY: ReadonlyMap<string, { variable: string; reason: string }> = new Map(
  Object.entries({
    apiKey: { variable: 'WORKOS_API_KEY', reason: 'is a secret, and options become part of the built code' },
    cookiePassword: {
      variable: 'WORKOS_COOKIE_PASSWORD',
      reason: 'is a secret, and options become part of the built code',
    },
    previousCookiePasswords: {
      variable: 'WORKOS_PREVIOUS_COOKIE_PASSWORDS',
      reason: 'holds secrets, and options become part of the built code',
    },
    clientId: { variable: 'WORKOS_CLIENT_ID', reason: 'belongs together with the API key' },
  }),
)

/**
 * Refuses what only the environment may say.
 *
 * @throws TypeError naming the variable and the files it goes into; never the value
 */
export function assertNoSecrets(options: object): void {
  for (const [name, { variable, reason }] of ENVIRONMENT_ONLY) {
    if (!Object.hasOwn(options, name)) continue
    throw new TypeError(
      `authkit(): \`${name}\` can't be an option: it ${reason}. Set ${variable} instead, for development in ` +
        '.env.local, in production in the environment of the server (on Cloudflare: .dev.vars, and ' +
        `\`wrangler secret put ${variable}\`).`,
    )
  }
}

/**
 * Takes the settings of the runtime out of the options, checked as they would be at run time.
 *
 * @throws TypeError naming the option and what it may be
 */
export function resolveSettings(options: RuntimeSettings): RuntimeSettings {
  const given = SETTING_NAMES.filter((name) => options[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, resolveSetting(name, options[name])]))
}

function resolveSetting(name: SettingName, raw: unknown): unknown {
  const parsed = CONFIG_KEYS[name].parse(raw)
  if ('problem' in parsed) throw new TypeError(`authkit(): \`${name}\` ${parsed.problem}.`)
  return parsed.value
}
