import { AUTHKIT_SERVER_MODULES, AUTHKIT_SESSION_MODULES, isImportOf } from './known-modules.ts'
import { CALL_RESULT, type ImportValue } from './values/value.ts'

/** Functions that start an OAuth flow: they look like getters, and each call sets a cookie. */
const URL_FUNCTIONS = ['getSignInUrl', 'getSignUpUrl', 'getAuthorizationUrl'] as const

/** Methods of the session toolkit's service that do the same. */
const SERVICE_METHODS = ['createSignIn', 'createSignUp', 'createAuthorization'] as const

/** Names of which every module that starts an OAuth flow holds one; a quick look before it is parsed. */
export const AUTH_URL_NAMES: readonly string[] = [...URL_FUNCTIONS, ...SERVICE_METHODS]

/** The name of the function when an imported value starts an OAuth flow each time it is called. */
export function authUrlSource(value: ImportValue): string | undefined {
  return (
    URL_FUNCTIONS.find((name) => isImportOf(value, AUTHKIT_SERVER_MODULES, name)) ??
    SERVICE_METHODS.find(
      (name) =>
        isImportOf(value, AUTHKIT_SERVER_MODULES, 'getAuthkit', CALL_RESULT, name) ||
        isImportOf(value, AUTHKIT_SESSION_MODULES, 'createAuthService', CALL_RESULT, name),
    )
  )
}
