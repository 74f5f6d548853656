import type { ResolvedOptions } from './options.ts'
import type { BuildConfig } from './runtime/build-config.ts'
import { MIN_COOKIE_PASSWORD_LENGTH } from './runtime/session/config/parse-value.ts'

/** What a variable means to somebody who reads it for the first time. */
const DASHBOARD = 'https://dashboard.workos.com'

/**
 * What is missing or wrong in the environment of an app that runs in dev, one sentence each with what to do.
 * Never repeats a secret.
 *
 * @param file where variables of a server in dev belong
 */
export function checkEnvironment(
  env: Readonly<Record<string, string>>,
  {
    basePath,
    callbackPath,
    emulator,
    settings,
  }: Pick<ResolvedOptions, 'emulator' | 'settings'> & Pick<BuildConfig, 'basePath' | 'callbackPath'>,
  file = '.env.local',
): string[] {
  const clientId = env['WORKOS_CLIENT_ID']
  const apiKey = env['WORKOS_API_KEY']
  const isLocal = emulator === true || (emulator === 'auto' && clientId === undefined && apiKey === undefined)
  return [
    ...(isLocal
      ? []
      : [
          ...checkCredentials(clientId, apiKey, file),
          ...checkRedirectUri(env, settings.redirectUri, { basePath, callbackPath }, file),
        ]),
    ...checkCookiePassword(env, isLocal, file),
  ]
}

function checkCredentials(clientId: string | undefined, apiKey: string | undefined, file: string): string[] {
  if (clientId !== undefined && apiKey !== undefined) return []
  if (clientId === undefined && apiKey === undefined) {
    return [
      `WORKOS_CLIENT_ID and WORKOS_API_KEY are not set: take both from ${DASHBOARD} into ${file}, or drop ` +
        '`emulator: false` to use the local AuthKit.',
    ]
  }
  const [set, missing] =
    clientId === undefined ? ['WORKOS_API_KEY', 'WORKOS_CLIENT_ID'] : ['WORKOS_CLIENT_ID', 'WORKOS_API_KEY']
  return [
    `${set} is set and ${missing} is not: take it from ${DASHBOARD} into ${file}, or remove both to use the ` +
      'local AuthKit.',
  ]
}

function checkRedirectUri(
  env: Readonly<Record<string, string>>,
  option: string | undefined,
  { basePath, callbackPath }: Pick<BuildConfig, 'basePath' | 'callbackPath'>,
  file: string,
): string[] {
  const redirectUri = env['WORKOS_REDIRECT_URI'] ?? option
  const name = env['WORKOS_REDIRECT_URI'] === undefined ? '`redirectUri` of authkit()' : 'WORKOS_REDIRECT_URI'
  const example = `WORKOS_REDIRECT_URI=http://localhost:3000${callbackPath}`
  if (redirectUri === undefined) {
    return [
      `WORKOS_REDIRECT_URI is not set: add it to ${file}, e.g. ${example}, and to the redirects in ${DASHBOARD}.`,
    ]
  }
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    return [`${name} is not an absolute URL ("${redirectUri}"): write it like ${example}.`]
  }
  if (url.pathname === callbackPath) return []
  const problem = `${name} ends in "${url.pathname}", and the callback route is "${callbackPath}": make them the same`
  if (!url.pathname.startsWith(`${basePath}/`)) return [`${problem}.`]
  const ownPath = url.pathname.slice(basePath.length)
  return [`${problem}, or tell the plugin with authkit({ callbackPath: '${ownPath}' }).`]
}

function checkCookiePassword(
  env: Readonly<Record<string, string>>,
  isLocal: boolean,
  file: string,
): string[] {
  const password = env['WORKOS_COOKIE_PASSWORD']
  const remedy = `\`openssl rand -base64 32\` prints a good one; put it into ${file}.`
  if (password === undefined) {
    // The local AuthKit makes one up.
    return isLocal ? [] : [`WORKOS_COOKIE_PASSWORD is not set: ${remedy}`]
  }
  if (password.length >= MIN_COOKIE_PASSWORD_LENGTH) return []
  return [
    `WORKOS_COOKIE_PASSWORD has ${password.length} characters and needs ${MIN_COOKIE_PASSWORD_LENGTH} or more: ${remedy}`,
  ]
}
