import { body, loader, TOKEN_IMPORTS } from './harmless-token.ts'

/** Routes whose data holds the access token; what is reported is marked, and where in the data the token is. */
export const WRITTEN_TOKENS: readonly { name: string; marked: string; placed?: string }[] = [
  { name: 'all of it', marked: loader('() => «getAuth()»'), placed: 'accessToken' },
  { name: 'all of it, awaited', marked: loader('async () => await «getAuth()»'), placed: 'accessToken' },
  {
    name: 'all of it, by name',
    marked: body('const auth = await getAuth(); return «auth»'),
    placed: 'accessToken',
  },
  { name: 'the function itself', marked: loader('«getAuth»'), placed: 'accessToken' },
  {
    name: 'a part',
    marked: loader('async () => ({ auth: await «getAuth()» })'),
    placed: 'auth.accessToken',
  },
  {
    name: 'a shorthand part',
    marked: body('const auth = await getAuth(); return { «auth», now: 1 }'),
    placed: 'auth.accessToken',
  },
  {
    name: 'a part of a part',
    marked: loader('async () => ({ session: { auth: await «getAuth()» } })'),
    placed: 'session.auth.accessToken',
  },
  {
    name: 'the token',
    marked: body('const { user, accessToken } = await getAuth(); return { user, «accessToken» }'),
    placed: 'accessToken',
  },
  {
    name: 'the token by another name',
    marked: body('const { accessToken: token } = await getAuth(); return { token: «token» }'),
    placed: 'token',
  },
  {
    name: 'a member',
    marked: body('const auth = await getAuth(); return { token: «auth.accessToken» }'),
    placed: 'token',
  },
  {
    name: 'an optional member',
    marked: body("const auth = await getAuth(); return { token: «auth?.['accessToken']» }"),
    placed: 'token',
  },
  { name: 'the token alone', marked: body('return «(await getAuth()).accessToken»') },
  {
    name: 'a spread',
    marked: loader('async () => ({ ...await «getAuth()», now: 1 })'),
    placed: 'accessToken',
  },
  {
    name: 'a spread that is only partly hidden',
    marked: body('const auth = await getAuth(); return { ...«auth», user: null }'),
    placed: 'accessToken',
  },
  {
    name: 'one of two',
    marked: loader('async ({ context }) => (context.x ? await «getAuth()» : null)'),
    placed: 'accessToken',
  },
  {
    name: 'a fallback',
    marked: loader('async ({ context }) => context.auth ?? await «getAuth()»'),
    placed: 'accessToken',
  },
  {
    name: 'what then gives',
    marked: loader('() => getAuth().then((auth) => ({ «auth» }))'),
    placed: 'auth.accessToken',
  },
  {
    name: 'an element of Promise.all',
    marked: body('const [auth, posts] = await Promise.all([getAuth(), load()]); return { «auth», posts }'),
    placed: 'auth.accessToken',
  },
  {
    name: 'getAccessTokenAction',
    marked: loader('async () => ({ token: await «getAccessTokenAction()» })'),
    placed: 'token',
  },
  { name: 'refreshAccessTokenAction', marked: loader('() => «refreshAccessTokenAction()»') },
  {
    name: 'switchToOrganization',
    marked: loader("() => «switchToOrganization({ data: { organizationId: 'org_1' } })»"),
    placed: 'accessToken',
  },
  {
    name: 'the context of the request',
    marked: loader('() => ({ auth: «getAuthKitContext().auth()» })'),
    placed: 'auth.accessToken',
  },
  {
    name: 'the toolkit’s method',
    marked: body(
      'const { auth } = await (await getAuthkit()).withAuth(request); return { «auth» }',
      'const request = new Request("/")',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'a server function',
    marked: loader(
      '() => «load()»',
      'const load = createServerFn().handler(async () => { const auth = await getAuth(); return { auth } })',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'a helper',
    marked: body(
      'const session = await load(); return { «session» }',
      'async function load() { return await getAuth() }',
    ),
    placed: 'session.accessToken',
  },
  {
    name: 'a part of what a helper gives',
    marked: body(
      'const { auth } = await load(); return { «auth» }',
      'const load = async () => ({ auth: await getAuth(), now: 1 })',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'the context of child routes',
    marked: `${TOKEN_IMPORTS}export const Route = createRootRoute({ beforeLoad: async () => ({ auth: await «getAuth()» }) })`,
    placed: 'auth.accessToken',
  },
  {
    name: 'what the signed-in get',
    marked: body('const auth = await getAuth(); if (!auth.user) return { user: null }; return «auth»'),
    placed: 'accessToken',
  },
  {
    name: 'what is only read before',
    marked: body(
      'const auth = await getAuth(); console.log(auth, JSON.stringify(auth)); if (auth.user === null) return null; return «auth»',
    ),
    placed: 'accessToken',
  },
  {
    name: 'an object whose user is handed on',
    marked: body(
      'const auth = await getAuth(); const posts = await listPosts(auth.user.id); return { «auth», posts }',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'an object whose user is changed',
    marked: body('const auth = await getAuth(); strip(auth.user); return «auth»'),
    placed: 'accessToken',
  },
  {
    name: 'a token that is handed on as well',
    marked: body(
      'const { accessToken } = await getAuth(); const posts = await listPosts(accessToken); return { «accessToken», posts }',
    ),
    placed: 'accessToken',
  },
  {
    name: 'a member that is handed on as well',
    marked: body(
      'const auth = await getAuth(); const posts = await listPosts(auth.accessToken); return { posts, token: «auth.accessToken» }',
    ),
    placed: 'token',
  },
  {
    name: 'another object that is changed',
    marked: body(
      'const auth = await getAuth(); const other = { a: 1 }; strip(other); delete other.accessToken; return { «auth», other }',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'another part that is changed',
    marked: body('const data = { auth: await «getAuth()», posts: [] }; strip(data.posts); return data'),
    placed: 'auth.accessToken',
  },
  {
    name: 'another name',
    marked: body('const auth = await getAuth(); const session = auth; return { «session» }'),
    placed: 'session.accessToken',
  },
  {
    name: 'what the signed-in get, by a name',
    marked: body(
      'const auth = await getAuth(); const isGuest = !auth.user; if (isGuest) return null; return «auth»',
    ),
    placed: 'accessToken',
  },
  {
    name: 'what the signed-in get, by a name of a choice',
    marked: body('const auth = await getAuth(); const data = auth.user ? auth : null; return «data»'),
    placed: 'accessToken',
  },
  {
    name: 'what those with a role get',
    marked: body("const auth = await getAuth(); if (auth.role !== 'admin') throw new Error(); return «auth»"),
    placed: 'accessToken',
  },
  {
    name: 'what those with an organization get',
    marked: body('const auth = await getAuth(); if (!auth.organizationId) return null; return «auth»'),
    placed: 'accessToken',
  },
  {
    name: 'what the signed-in get, unless they are blocked',
    marked: body(
      'const auth = await getAuth(); if (!auth.user || isBlocked(auth.user)) return null; return «auth»',
    ),
    placed: 'accessToken',
  },
  {
    name: 'what the signed-in get, after a test of something else',
    marked: body(
      'const auth = await getAuth(); if (!auth.user) return null; if (isFull(auth.user.id)) return null; return «auth»',
    ),
    placed: 'accessToken',
  },
  {
    name: 'what everybody gets, by a test of something else',
    marked: body(
      'const auth = await getAuth(); const posts = await listPosts(); if (posts.length === 0) return null; return { «auth», posts }',
    ),
    placed: 'auth.accessToken',
  },
  {
    name: 'what those get whom the context knows',
    marked: loader('async ({ context }) => { if (!context.user) return null; return «getAuth()» }'),
    placed: 'accessToken',
  },
  {
    name: 'a route whose data alone is rendered',
    marked: `${TOKEN_IMPORTS}export const Route = createFileRoute('/a')({ ssr: 'data-only', loader: () => «getAuth()» })`,
    placed: 'accessToken',
  },
  {
    name: 'a loader that is an object',
    marked: loader('{ handler: () => «getAuth()» }'),
    placed: 'accessToken',
  },
  {
    name: 'a namespace of WorkOS’ package',
    marked: `import * as authkit from '@workos/authkit-tanstack-react-start'
        import { createFileRoute } from '@tanstack/react-router'
        export const Route = createFileRoute('/a')({ loader: () => «authkit.getAuth()» })`,
    placed: 'accessToken',
  },
]
