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
  const member = sessionMember(from, path)
  return member !== undefined && (member.length === 0 || isSignedInMember(member))
}

/** Whether a value that comes from calling an import is only there when somebody is signed in. */
export function isSessionPart(from: ImportValue, path: readonly string[]): boolean {
  return sessionMember(from, path) !== undefined
}

/** Which member of a session a value is, where a session holds it only when somebody is signed in. */
function sessionMember(from: ImportValue, path: readonly string[]): readonly string[] | undefined {
  if (SIGNED_IN_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name))) {
    return path.length === 0 ? path : undefined
  }
  const isAuth =
    AUTH_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name)) ||
    CONTEXT_FUNCTIONS.some((name) => isImportOf(from, AUTHKIT_SERVER_MODULES, name, CALL_RESULT, 'auth'))
  if (isAuth) return path.length === 0 ? undefined : path
  const isService =
    isImportOf(from, AUTHKIT_SERVER_MODULES, 'getAuthkit', CALL_RESULT, 'withAuth') ||
    isImportOf(from, AUTHKIT_SESSION_MODULES, 'createAuthService', CALL_RESULT, 'withAuth')
  return isService && path[0] === 'auth' && path.length > 1 ? path.slice(1) : undefined
}

function isSignedInMember(path: readonly string[]): boolean {
  return SIGNED_IN_MEMBERS.some(
    (member) => member.length === path.length && member.every((name, index) => path[index] === name),
  )
}
