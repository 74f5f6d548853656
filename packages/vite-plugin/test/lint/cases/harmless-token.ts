/** What most cases import. */
export const TOKEN_IMPORTS: string = `
import { createFileRoute, createRootRoute } from '@tanstack/react-router'
import { createMiddleware, createServerFn } from '@tanstack/react-start'
import {
  getAccessTokenAction, getAuth, getAuthAction, getAuthKitContext, getAuthkit, refreshAccessTokenAction, switchToOrganization,
} from 'virtual:authkit'
`
/** A route with a loader. */
export const loader = (code: string, before = ''): string =>
  `${TOKEN_IMPORTS}${before}\nexport const Route = createFileRoute('/a')({ loader: ${code} })`
/** A route with a loader of several statements. */
export const body = (code: string, before = ''): string => loader(`async () => { ${code} }`, before)

/** Routes that let the access token, or what looks like it, stay where it is. */
export const HARMLESS_TOKENS: Record<string, string> = {
  'the user': loader('async () => ({ user: (await getAuth()).user })'),
  'the user, destructured': body('const { user, role } = await getAuth(); return { user, role }'),
  'parts by name': body(
    'const auth = await getAuth(); return { user: auth.user, permissions: auth.permissions }',
  ),
  'a check': body(
    'const auth = await getAuth(); return { isSignedIn: auth.user !== null, isAdmin: auth.role === "admin" }',
  ),
  'the answer without the token': loader('() => getAuthAction()'),
  'a token that stays on the server': body(
    "const { accessToken } = await getAuth(); const response = await fetch('/api', { headers: { authorization: `Bearer ${accessToken}` } }); return response.json()",
  ),
  'a token that is handed on': body('const { accessToken } = await getAuth(); return loadPosts(accessToken)'),
  'a token in a call': body('const auth = await getAuth(); return { posts: await api.posts(auth) }'),
  'what an unknown function makes of it': body("const auth = await getAuth(); return pick(auth, ['user'])"),
  'what a function of one’s own makes of it': body(
    'return toPublic(await getAuth())',
    'const toPublic = (auth) => ({ user: auth.user })',
  ),
  'what a wrapped function gives': loader('() => currentUser()', 'const currentUser = pickUser(getAuth)'),
  'what is left after the token was taken out': body(
    'const { accessToken, ...auth } = await getAuth(); return auth',
  ),
  'a token that a later property hides': body(
    'const auth = await getAuth(); return { ...auth, accessToken: undefined }',
  ),
  'a token that is deleted': body('const auth = await getAuth(); delete auth.accessToken; return auth'),
  'a token that is written over': body("const auth = await getAuth(); auth.accessToken = ''; return auth"),
  'a part that a later property hides': body(
    'const auth = await getAuth(); return { auth, ...{ auth: auth.user } }',
  ),
  'the signed-out alone': body(
    'const auth = await getAuth(); if (auth.user) return { user: auth.user }; return auth',
  ),
  'the signed-out alone, in a block': body(
    'const auth = await getAuth(); if (!auth.user) { return { auth } } return { user: auth.user }',
  ),
  'the signed-out alone, in an expression': body(
    'const auth = await getAuth(); return auth.user === null ? null : { user: auth.user }',
  ),
  'the signed-out alone, as an expression': loader(
    'async () => { const auth = await getAuth(); return auth.user ? { user: auth.user } : auth }',
  ),
  'the signed-out alone, in a part': body(
    'const auth = await getAuth(); return { session: auth.user ? auth.user : auth }',
  ),
  'the length': body(
    'const { accessToken } = await getAuth(); return { length: accessToken.length, has: Boolean(accessToken) }',
  ),
  nothing: body('await getAuth()'),
  'what a nested function returns': loader('() => ({ refresh: () => getAuth() })'),
  'a component': `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ component: () => { void getAuth(); return null } })`,
  'a server route': `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ server: { handlers: { GET: async () => Response.json(await getAuth()) } } })`,
  'a route that is not rendered on the server': `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ ssr: false, loader: () => getAuth() })`,
  'a route of which it is not known': `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ ssr: () => isFast(), loader: () => getAuth() })`,
  'options that are not written into the page': `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ context: () => ({ auth: getAuth() }), onEnter: () => getAuth() })`,
  'a function of one’s own':
    "import { createFileRoute } from '@tanstack/react-router'\nconst getAuth = () => ({ accessToken: '' })\nexport const Route = createFileRoute('/a')({ loader: () => getAuth() })",
  'another SDK':
    "import { createFileRoute } from '@tanstack/react-router'\nimport { getAuth } from '@clerk/tanstack-react-start/server'\nexport const Route = createFileRoute('/a')({ loader: () => getAuth() })",
  'a parameter of the same name': loader('({ getAuth }) => getAuth()'),
  'a value of the context': loader('({ context }) => ({ auth: context.auth })'),
  'a name that is written over': body('let auth = await getAuth(); auth = null; return auth'),
  'a loop variable': body('for (const auth of [1]) return auth'),
  'the middleware of a server function': `${TOKEN_IMPORTS}const withAuth = createMiddleware().server(async ({ next }) => next({ context: { auth: await getAuth() } }))
        const load = createServerFn().middleware([withAuth]).handler(({ context }) => context.auth.user)
        export const Route = createFileRoute('/a')({ loader: () => load() })`,
  'a type': loader('(): Awaited<ReturnType<typeof getAuth>> | null => null'),
  'a test': `import { test } from 'vitest'\n${loader('() => getAuth()')}`,
}
