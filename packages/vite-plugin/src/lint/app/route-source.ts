import { AUTHKIT_SERVER_MODULES } from '../known-modules.ts'

/** Paths for the routes of an app of which nothing says where they are: those that the plugin expects. */
export const SUGGESTED_PATHS = {
  callback: '/api/auth/callback',
  signIn: '/api/auth/sign-in',
  signOut: '/api/auth/sign-out',
} as const

/** What the source of a route needs to know. */
export interface RouteSource {
  path: string
  /** Name of the function that makes the GET handler. */
  handler: string
  /** What the app imports AuthKit from. */
  specifier: string
}

/** The source of a route that AuthKit answers. */
export function routeSource({ path, handler, specifier }: RouteSource): string {
  return (
    `import { createFileRoute } from '@tanstack/react-router'\n` +
    `import { ${handler} } from '${serverSpecifier(specifier)}'\n\n` +
    `export const Route = createFileRoute('${path}')({\n` +
    `  server: { handlers: { GET: ${handler}() } },\n` +
    `})`
  )
}

/** What the server side of AuthKit is imported from, in an app that imports `specifier`. */
export function serverSpecifier(specifier: string): string {
  return (
    AUTHKIT_SERVER_MODULES.find((root) => specifier === root || specifier === `${root}/client`) ?? specifier
  )
}
