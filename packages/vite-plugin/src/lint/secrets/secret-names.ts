/** Variables whose values nobody but the server may know. */
export const SECRET_NAMES = [
  'WORKOS_API_KEY',
  'WORKOS_COOKIE_PASSWORD',
  'WORKOS_PREVIOUS_COOKIE_PASSWORDS',
  'WORKOS_CLIENT_SECRET',
  'WORKOS_WEBHOOK_SECRET',
  'WORKOS_ACTIONS_SECRET',
] as const

export type SecretName = (typeof SECRET_NAMES)[number]

/** The secret that a variable holds, by its name: `WORKOS_API_KEY` for `VITE_WORKOS_API_KEY`. */
export function secretIn(variable: string): SecretName | undefined {
  return SECRET_NAMES.find((name) => variable === name || variable.endsWith(`_${name}`))
}

/** The secret of a variable that Vite gives to browsers, because its name starts with a prefix of `envPrefix`. */
export function exposedSecret(variable: string, prefixes: readonly string[]): SecretName | undefined {
  return prefixes.some((prefix) => variable.startsWith(prefix)) ? secretIn(variable) : undefined
}

/** How to make a new one, for a secret that may have been public. */
export function renewal(name: SecretName): string {
  return name === 'WORKOS_COOKIE_PASSWORD' || name === 'WORKOS_PREVIOUS_COOKIE_PASSWORDS'
    ? 'If it was ever deployed, make a new one: openssl rand -base64 32'
    : 'If it was ever deployed, make a new one in the WorkOS Dashboard.'
}
