import { DEFAULT_SIGN_IN_PATH, DEFAULT_SIGN_OUT_PATH } from '../runtime/build-config.ts'

/** Paths of the app's routes that findings quote, as a link to them is written. */
export interface RoutePaths {
  signInPath: string
  signOutPath: string
}

const DEFAULTS: RoutePaths = { signInPath: DEFAULT_SIGN_IN_PATH, signOutPath: DEFAULT_SIGN_OUT_PATH }

/**
 * `settings: { authkit: { signInPath, signOutPath } }` of the editor's configuration; what is left out is as in a build.
 *
 * @throws TypeError when there is something else in it
 */
export function routePaths(settings: object): RoutePaths {
  const own: unknown = 'authkit' in settings ? settings.authkit : {}
  if (typeof own === 'object' && own !== null && Object.entries(own).every(isRoutePath)) {
    return { ...DEFAULTS, ...own }
  }
  throw new TypeError(
    'settings.authkit is { signInPath, signOutPath }, each a path of the app such as "/api/auth/sign-in".',
  )
}

function isRoutePath([name, path]: [string, unknown]): boolean {
  return Object.hasOwn(DEFAULTS, name) && typeof path === 'string' && path.startsWith('/')
}
