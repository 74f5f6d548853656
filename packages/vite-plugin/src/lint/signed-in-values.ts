import { AUTHKIT_SERVER_MODULES, AUTHKIT_SESSION_MODULES, isImportOf } from './known-modules.ts'
import { CALL_RESULT, type ImportValue } from './values/value.ts'

const CONTEXT_FUNCTIONS = ['getAuthKitContext', 'getAuthKitContextOrNull'] as const
/** Members that only somebody who is signed in has, of the results of AuthKit's functions. */
const SIGNED_IN_MEMBERS: readonly (readonly string[])[] = [
  ['accessToken'],
  ['sessionId'],
  ['user'],
  ['user', 'email'],
  ['user', 'id'],
]
const AUTH_FUNCTIONS = ['getAuth', 'getAuthAction', 'refreshAuthAction'] as const
const SIGNED_IN_FUNCTIONS = ['checkSessionAction', 'getAccessTokenAction'] as const

/** Names of which every module that asks who is signed in holds one; a quick look before it is parsed. */
export const SIGNED_IN_NAMES: readonly string[] = [
  ...AUTH_FUNCTIONS,
  ...SIGNED_IN_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  'withAuth',
]

/**
 * Whether a value that comes from calling an import is there exactly when somebody is signed in.
 *
 * @param path the members taken of the result
 */
export function isSignedInValue(from: ImportValue, path: readonly string[]): boolean {
  if (SIGNED_IN_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name))) {
    return path.length === 0
  }
  const isAuth =
    AUTH_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name)) ||
    CONTEXT_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name, CALL_RESULT, 'auth'))
  if (isAuth) return isSignedInMember(path)
  const isService =
    isImportOf(from, AUTHKIT_SERVER_MODULES, 'getAuthkit', CALL_RESULT, 'withAuth') ||
    isImportOf(from, AUTHKIT_SESSION_MODULES, 'createAuthService', CALL_RESULT, 'withAuth')
  return isService && path[0] === 'auth' && isSignedInMember(path.slice(1))
}

function isSignedInMember(path: readonly string[]): boolean {
  return SIGNED_IN_MEMBERS.some(
    (member) => member.length === path.length && member.every((name, index) => path[index] === name),
  )
}
