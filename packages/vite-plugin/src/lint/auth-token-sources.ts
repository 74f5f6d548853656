import { AUTHKIT_SERVER_MODULES, AUTHKIT_SESSION_MODULES, isImportOf } from './known-modules.ts'
import { CALL_RESULT, type ImportValue } from './values/value.ts'

/** Functions whose result holds the access token, and where in it. */
const TOKEN_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  getAuth: ['accessToken'],
  switchToOrganization: ['accessToken'],
  getAccessTokenAction: [],
  refreshAccessTokenAction: [],
}

/** Methods of the session toolkit's service whose result holds it. */
const SERVICE_METHODS: Readonly<Record<string, readonly string[]>> = {
  getSession: ['accessToken'],
  withAuth: ['auth', 'accessToken'],
  refreshSession: ['auth', 'accessToken'],
  switchOrganization: ['auth', 'accessToken'],
}

const CONTEXT_FUNCTIONS = ['getAuthKitContext', 'getAuthKitContextOrNull'] as const

/** Names of which every module that reads an access token holds one; a quick look before it is parsed. */
export const AUTH_TOKEN_NAMES: readonly string[] = [
  ...Object.keys(TOKEN_FUNCTIONS),
  ...Object.keys(SERVICE_METHODS),
  ...CONTEXT_FUNCTIONS,
]

/**
 * Where the access token is in the result of calling an imported value: keys from the outside in, none when the
 * result is the token. `undefined` for values whose result doesn't hold it.
 */
export function authTokenSource(value: ImportValue): readonly string[] | undefined {
  if (
    CONTEXT_FUNCTIONS.some((name) => isImportOf(value, AUTHKIT_SERVER_MODULES, name, CALL_RESULT, 'auth'))
  ) {
    return ['accessToken']
  }
  const token = find(TOKEN_FUNCTIONS, (name) => isImportOf(value, AUTHKIT_SERVER_MODULES, name))
  if (token !== undefined) return token
  return find(
    SERVICE_METHODS,
    (name) =>
      isImportOf(value, AUTHKIT_SERVER_MODULES, 'getAuthkit', CALL_RESULT, name) ||
      isImportOf(value, AUTHKIT_SESSION_MODULES, 'createAuthService', CALL_RESULT, name),
  )
}

function find<T>(table: Readonly<Record<string, T>>, test: (name: string) => boolean): T | undefined {
  return Object.entries(table).find(([name]) => test(name))?.[1]
}
