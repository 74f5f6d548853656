import type { AuthUrlReach } from './reach.ts'
import type { ReturnPath } from './summary.ts'

/** What replaces a URL that was made too early: the address of the route that starts the flow when it is opened. */
export interface SignInLink {
  /** The value of a JSX attribute: `"/api/auth/sign-in"`, or braces around a template. */
  attribute: string
  /** A TypeScript expression. */
  expression: string
  /** Set when the app needs a route of its own for it: what its GET handler must be. */
  handler: string | undefined
}

const SIGN_UP_HANDLER = "handleSignInRoute({ screenHint: 'sign-up' })"
const SIGN_UP_SOURCES = new Set(['getSignUpUrl', 'createSignUp'])

/**
 * The link that replaces the URL of a source. A page to come back to that the code names goes along; an expression
 * is kept as it is written where it still means the same.
 *
 * @param source the module's source, from which expressions are taken
 */
export function signInLink(reach: AuthUrlReach, source: string, signInPath: string): SignInLink {
  const isSignUp = SIGN_UP_SOURCES.has(reach.source)
  const path = isSignUp ? signUpPath(signInPath) : signInPath
  const handler = isSignUp ? SIGN_UP_HANDLER : undefined
  const returnPath = reach.steps.at(-1)?.returnPath
  // In another function the expression may mean nothing where the link will be.
  if (returnPath?.kind === 'expression' && reach.steps.length === 1) {
    const value = source.slice(returnPath.start, returnPath.end)
    const template = `\`${path}?returnPathname=\${encodeURIComponent(${value})}\``
    return { attribute: `{${template}}`, expression: template, handler }
  }
  const url = path + query(returnPath)
  return { attribute: `"${url}"`, expression: `'${url}'`, handler }
}

function query(returnPath: ReturnPath | undefined): string {
  if (returnPath === undefined) return ''
  if (returnPath.kind === 'expression') return '?returnPathname=…'
  // A quote would end the string it is written in; `encodeURIComponent` leaves it as it is.
  return `?returnPathname=${encodeURIComponent(returnPath.text).replaceAll("'", '%27')}`
}

/** A sign-up route beside the sign-in route. */
export function signUpPath(signInPath: string): string {
  return `${signInPath.slice(0, signInPath.lastIndexOf('/'))}/sign-up`
}
