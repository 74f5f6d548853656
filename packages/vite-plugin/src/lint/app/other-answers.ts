import { AUTHKIT_SERVER_MODULES } from '../known-modules.ts'
import type { AppFacts } from './app-facts.ts'
import type { AppValue } from './app-value.ts'
import type { AuthHandler } from './auth-routes.ts'
import { mayAnswer } from './route-path.ts'

/** Words of which all code that does the work of a handler of AuthKit by itself holds one. */
const WORDS: Readonly<Record<AuthHandler, readonly string[]>> = {
  handleCallbackRoute: ['handlecallback', 'authenticate', 'workos'],
  handleSignInRoute: ['handlesignin', 'authoriz', 'signinurl', 'signupurl', 'createsignin', 'workos'],
}

/**
 * What answers a path without being found as a handler of AuthKit: code that may do the same (of a package, of
 * another module of the workspace, or by itself), only code that does something else, or nothing.
 */
export type OtherAnswer = 'maybe-same' | 'different' | 'none'

/** @param path that has to be answered; `undefined` where it is not known, and so may be any */
export async function otherAnswer(
  handler: AuthHandler,
  path: string | undefined,
  app: AppFacts,
): Promise<OtherAnswer> {
  const routes = await app.routesIn(app.mentioning('handlers'))
  const answering = routes.filter(
    (route) =>
      route.path === undefined || path === undefined || mayAnswer(route.path, path, app.options.basePath),
  )
  let isAnswered = false
  for (const { value } of answering.flatMap(({ handlers }) => handlers)) {
    if (value.kind === 'nothing') continue
    if (await mayDoTheSame(value, handler, app)) return 'maybe-same'
    isAnswered = true
  }
  return isAnswered && path !== undefined ? 'different' : 'none'
}

async function mayDoTheSame(value: AppValue, handler: AuthHandler, app: AppFacts): Promise<boolean> {
  if (value.kind === 'external' && AUTHKIT_SERVER_MODULES.includes(value.specifier)) {
    return value.path[0] === handler
  }
  if (value.kind !== 'function') return true
  const { words, isComplete } = await app.evaluator().reachedFrom(value.at)
  return !isComplete || [...words].some((word) => WORDS[handler].some((part) => word.includes(part)))
}
