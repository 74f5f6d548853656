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
  'a token that is deleted by a computed key': body(
    "const auth = { ...(await getAuth()) }; for (const key of ['accessToken']) delete auth[key]; return auth",
  ),
  'a token that is deleted in a callback': body(
    'const auth = await getAuth(); SECRETS.forEach((key) => { delete auth[key] }); return auth',
  ),
  'a token that is written over by a computed key': body(
    'const auth = await getAuth(); auth[key] = undefined; return { auth }',
  ),
  'a token that Object.assign writes over': body(
    'const auth = await getAuth(); Object.assign(auth, { accessToken: undefined }); return { auth }',
  ),
  'a token that Reflect deletes': body(
    "const auth = await getAuth(); Reflect.deleteProperty(auth, 'accessToken'); return { auth }",
  ),
  'an object that a function may change': body(
    'const auth = await getAuth(); stripSecrets(auth); return auth',
  ),
  'an object that a function may change, below a member': body(
    'const session = await load(); strip(session.auth); return session',
    'const load = async () => ({ auth: await getAuth() })',
  ),
  'an object that a function may change by another name': body(
    'const auth = await getAuth(); const copy = auth; strip(copy); return auth',
  ),
  'an object that a function may change as a part': body(
    'const auth = await getAuth(); const session = { auth, now: 1 }; strip(session); return { auth }',
  ),
  'an object that a function may change as a part that is taken': body(
    'const session = { auth: await getAuth() }; const { auth } = session; strip(auth); return session',
  ),
  'an object that a method may change': body(
    'const auth = await getAuth(); redactor.clean(auth); return auth',
  ),
  'an object that a tag is given': body('const auth = await getAuth(); redact`${auth}`; return auth'),
  'an object that a list of handlers gets': body(
    'const auth = await getAuth(); for (const part of [auth]) strip(part); return auth',
  ),
  'an object that a callback of then changes': loader(
    '() => getAuth().then((auth) => { strip(auth); return auth })',
  ),
  'a promise whose result a callback of then changes': body(
    'const auth = getAuth(); await auth.then((value) => { strip(value) }); return auth',
  ),
  'a promise that is handed on': body('const auth = getAuth(); await strip(auth); return { auth }'),
  'a holder that is cleaned': body(
    'const auth = await getAuth(); const data = { token: auth.accessToken }; delete data[name]; return data',
  ),
  'a part that is written over': body(
    'const auth = await getAuth(); const data = { auth, now: 1 }; data.auth = auth.user; return data',
  ),
  'the signed-out alone, by a name': body(
    'const auth = await getAuth(); const isGuest = !auth.user; if (isGuest) return auth; return { user: auth.user }',
  ),
  'the signed-out alone, by two names': body(
    'const auth = await getAuth(); const isMember = Boolean(auth.user); const isGuest = !isMember; return isGuest ? auth : null',
  ),
  'the signed-out alone, by not not': body(
    'const auth = await getAuth(); const isMember = !!auth.user; return isMember ? null : auth',
  ),
  'the signed-out alone, chosen by name': body(
    'const auth = await getAuth(); const data = auth.user ? { user: auth.user } : auth; return data',
  ),
  'the signed-out alone, in a part of what is chosen by name': body(
    'const auth = await getAuth(); const data = { auth: auth.user ? auth.user : auth }; return data',
  ),
  'the signed-out alone, in a switch': body(
    'const auth = await getAuth(); switch (auth.user) { case null: return auth; default: return { user: auth.user } }',
  ),
  'the signed-out alone, after a switch': body(
    "const auth = await getAuth(); switch (typeof auth.user) { case 'object': return null } return auth",
  ),
  'the signed-out alone, by a function of one’s own': body(
    'const auth = await getAuth(); if (isMember(auth)) throw redirect({}); return auth',
    'const isMember = (auth) => auth.user !== null',
  ),
  'the signed-out alone, by another function’s answer': body(
    'if (await isMember()) return null; return getAuth()',
    'async function isMember() { return true }',
  ),
  'the signed-out alone, by a function that leaves': body(
    'const auth = await getAuth(); if (auth.user) goHome(); return auth',
    'function goHome() { throw new Error() }',
  ),
  'the signed-out alone, by what is made of the session': body(
    "const auth = await getAuth(); const kind = auth.user === null ? 'guest' : 'member'; if (kind === 'guest') return auth; return null",
  ),
  'the signed-out alone, by a template': body(
    'const auth = await getAuth(); const key = `${auth.sessionId}`; if (key === "undefined") return auth; return null',
  ),
  'the signed-out alone, by a member that may be missing': body(
    'const auth = await getAuth(); if (auth.organizationId) return null; return auth',
  ),
  'the signed-out alone, by the context': loader(
    'async ({ context }) => { if (context.user) throw redirect({}); return await getAuth() }',
  ),
  'the signed-out alone, by a member of the context': loader(
    'async (given) => { if (given.context.user !== null) return null; return { auth: await getAuth() } }',
  ),
  'the signed-out alone, by what a server function gives': body(
    "const session = await load(); if (session.kind === 'guest') return session; return null",
    "const load = createServerFn().handler(async () => ({ ...(await getAuth()), kind: 'guest' }))",
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
  'a test by the globals of its runner': `${loader('() => getAuth()')}\nvi.mock('virtual:authkit')`,
  'a test': `import { test } from 'vitest'\n${loader('() => getAuth()')}`,
}
