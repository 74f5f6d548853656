import type { InitOptions } from '../args.ts'
import { usageError } from '../usage-error.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { DEFAULT_PATHS, pathsUnder } from '../steps/auth-paths.ts'
import type { Addition, Choices } from '../steps/step.ts'
import { DEFAULT_ADDITIONS } from '../steps/step.ts'

/** What is added, and where. */
export type Extras = Pick<Choices, 'additions' | 'paths'>

/**
 * Reads from the flags what is added and where the routes go.
 * @returns `null` when no flag says anything about it, so that it may be asked
 * @throws {CliError} `ERR_USAGE` when the flags contradict each other
 */
export function givenExtras(options: InitOptions): Extras | null {
  const paths = givenPaths(options)
  const { noProvider, protectedLayout, example, button } = options
  if (noProvider && button) throw usageError('`--button` needs the provider: leave `--no-provider` out.')
  const isGiven = noProvider || protectedLayout || example || button || paths !== null
  if (!isGiven) return null
  const additions: Addition[] = [
    ...DEFAULT_ADDITIONS.filter((addition) => addition !== 'provider' || !noProvider),
    ...(protectedLayout ? (['protected-layout'] as const) : []),
    ...(example ? (['example'] as const) : []),
    ...(button ? (['button'] as const) : []),
  ]
  return { additions, ...(paths === null ? {} : { paths }) }
}

function givenPaths({ authPath, callbackPath, signInPath, signOutPath }: InitOptions): AuthPaths | null {
  if ([authPath, callbackPath, signInPath, signOutPath].every((path) => path === undefined)) return null
  const below = authPath === undefined ? DEFAULT_PATHS : pathsUnder(authPath)
  const paths: AuthPaths = {
    callback: callbackPath ?? below.callback,
    signIn: signInPath ?? below.signIn,
    signOut: signOutPath ?? below.signOut,
  }
  if (new Set(Object.values(paths)).size < 3) {
    throw usageError('Callback, sign-in and sign-out need a path each: two of them are the same.')
  }
  return paths
}

/** The flags that say the same again; none for what is the default anyway. */
export function extrasFlags({ additions = DEFAULT_ADDITIONS, paths }: Extras): string[] {
  const flags: Readonly<Record<Exclude<Addition, 'provider'>, string>> = {
    'protected-layout': '--protected-layout',
    example: '--example',
    button: '--button',
  }
  return [
    ...(additions.includes('provider') ? [] : ['--no-provider']),
    ...additions.flatMap((addition) => (addition === 'provider' ? [] : [flags[addition]])),
    ...(paths === undefined ? [] : pathFlags(paths)),
  ]
}

function pathFlags(paths: AuthPaths): string[] {
  const prefix = paths.callback.slice(0, paths.callback.lastIndexOf('/'))
  const below = pathsUnder(prefix)
  const isPrefix = below.callback === paths.callback && below.signIn === paths.signIn
  if (isPrefix && below.signOut === paths.signOut) return [`--auth-path ${prefix === '' ? '/' : prefix}`]
  return [
    ...(paths.callback === DEFAULT_PATHS.callback ? [] : [`--callback-path ${paths.callback}`]),
    ...(paths.signIn === DEFAULT_PATHS.signIn ? [] : [`--sign-in-path ${paths.signIn}`]),
    ...(paths.signOut === DEFAULT_PATHS.signOut ? [] : [`--sign-out-path ${paths.signOut}`]),
  ]
}
