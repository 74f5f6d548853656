import { AUTHKIT_SERVER_MODULES, VIRTUAL_MODULE } from '../known-modules.ts'

/** Paths for the routes of an app of which nothing says where they are: those that the plugin expects. */
export const SUGGESTED_PATHS = {
  callback: '/api/auth/callback',
  signIn: '/api/auth/sign-in',
  signOut: '/api/auth/sign-out',
} as const

/** What the source of a route needs to know. */
export interface RouteSource {
  path: string
  /** What the app imports AuthKit from. */
  specifier: string
}

/** The source of the route that receives the answer of a sign-in. */
export function callbackRouteSource({ path, specifier }: RouteSource): string {
  return routeSource(path, 'handleCallbackRoute', specifier, 'handleCallbackRoute()')
}

/** The source of the route that begins a sign-in. WorkOS' package has no handler for it. */
export function signInRouteSource({ path, specifier }: RouteSource): string {
  return specifier === VIRTUAL_MODULE
    ? routeSource(path, 'handleSignInRoute', specifier, 'handleSignInRoute()')
    : routeSource(
        path,
        'getSignInUrl',
        specifier,
        'async () => new Response(null, { status: 302, headers: { location: await getSignInUrl() } })',
      )
}

function routeSource(path: string, imported: string, specifier: string, handler: string): string {
  return (
    `import { createFileRoute } from '@tanstack/react-router'\n` +
    `import { ${imported} } from '${serverSpecifier(specifier)}'\n\n` +
    `export const Route = createFileRoute('${path}')({\n` +
    `  server: { handlers: { GET: ${handler} } },\n` +
    `})`
  )
}

/** What the server side of AuthKit is imported from, in an app that imports `specifier`. */
export function serverSpecifier(specifier: string): string {
  return (
    AUTHKIT_SERVER_MODULES.find((root) => specifier === root || specifier === `${root}/client`) ?? specifier
  )
}
