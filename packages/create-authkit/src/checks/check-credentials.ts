import { parseApiKey, parseClientId } from '../flag-values.ts'
import type { CheckedApp } from './app.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'

const DASHBOARD = 'https://dashboard.workos.com'

/** Shortest cookie password that the runtime takes, in characters. A test holds it against the runtime's own. */
export const MINIMUM_PASSWORD_LENGTH = 32

/** The credentials are a pair, or none (`null`), and have the form of WorkOS'. */
export function checkCredentials({ project, environment, isLocal }: CheckedApp): Problem[] | null {
  if (isLocal) return null
  const clientId = environment.get('WORKOS_CLIENT_ID')
  const apiKey = environment.get('WORKOS_API_KEY')
  const missing = [
    ...(clientId === undefined ? ['WORKOS_CLIENT_ID'] : []),
    ...(apiKey === undefined ? ['WORKOS_API_KEY'] : []),
  ]
  const malformed = [
    { name: 'WORKOS_CLIENT_ID', variable: clientId, prefix: 'client_', parse: parseClientId },
    { name: 'WORKOS_API_KEY', variable: apiKey, prefix: 'sk_', parse: parseApiKey },
  ].flatMap(({ name, variable, prefix, parse }) =>
    variable === undefined || isAccepted(() => parse(variable.value, name))
      ? []
      : [
          problem(
            'wrong',
            variable.path,
            `${name} has not the form of one: it has to begin with \`${prefix}\`.`,
            `Copy it from ${DASHBOARD}, under “API Keys”.`,
          ),
        ],
  )
  return [
    ...missing.map((name) =>
      problem(
        'missing',
        project.env.path,
        missing.length === 2
          ? `${name} is not set, and authkit({ emulator: false }) switches the local AuthKit off.`
          : `${name} is not set, and the other half of the credentials is.`,
        `Take it from ${DASHBOARD} into ${project.env.path}, or use the local AuthKit without both.`,
      ),
    ),
    ...malformed,
  ]
}

/** The cookie password, if there is one, can seal a session. That there is one is for the step that writes it. */
export function checkCookiePassword({ environment }: CheckedApp): Problem[] | null {
  const password = environment.get('WORKOS_COOKIE_PASSWORD')
  if (password === undefined) return null
  if (password.value.length >= MINIMUM_PASSWORD_LENGTH) return []
  return [
    problem(
      'wrong',
      password.path,
      `WORKOS_COOKIE_PASSWORD has ${password.value.length} characters, and ${MINIMUM_PASSWORD_LENGTH} are needed.`,
      'Replace it by a new one, for example from `openssl rand -base64 32`: people sign in again once.',
    ),
  ]
}

function isAccepted(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}
