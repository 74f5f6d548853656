import { AUTHKIT_SERVER_MODULES, AUTHKIT_SESSION_MODULES, isImportOf } from './known-modules.ts'
import { CALL_RESULT, type ImportValue } from './values/value.ts'

const SIGN_OUT = 'signOut'

/** Names of which every module that signs a user out holds one; a quick look before it is parsed. */
export const SIGN_OUT_NAMES: readonly string[] = [SIGN_OUT]

/** The name of the function when calling an imported value ends the session. */
export function signOutSource(value: ImportValue): string | undefined {
  return isImportOf(value, AUTHKIT_SERVER_MODULES, SIGN_OUT) ||
    isImportOf(value, AUTHKIT_SERVER_MODULES, 'getAuthkit', CALL_RESULT, SIGN_OUT) ||
    isImportOf(value, AUTHKIT_SESSION_MODULES, 'createAuthService', CALL_RESULT, SIGN_OUT)
    ? SIGN_OUT
    : undefined
}
