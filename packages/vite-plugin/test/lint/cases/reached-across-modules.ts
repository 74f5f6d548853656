import { AUTHKIT, LINK, ROUTE, route, START, type AppCase } from './app-case.ts'

const found = (text: string, code = 'AK001'): readonly string[] => [`${code} ${ROUTE}: ${text}`]

/** What a route reaches in other modules. */
export const REACHED_ACROSS_MODULES: Record<string, AppCase> = {
  // ways to import
  'a named import': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../link'"),
    },
    found: found('signInLink()'),
  },
  'a renamed import': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => go()', "import { signInLink as go } from '../link'"),
    },
    found: found('go()'),
  },
  'a namespace': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => links.signInLink()', "import * as links from '../link'"),
    },
    found: found('links.signInLink()'),
  },
  'a member of a namespace, taken out': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route(
        'loader: () => go()',
        "import * as links from '../link'\nconst { signInLink: go } = links",
      ),
    },
    found: found('go()'),
  },
  'a default export': {
    files: {
      'src/link.ts': `${AUTHKIT}export default async function () { return getSignInUrl() }`,
      [ROUTE]: route('loader: () => link()', "import link from '../link'"),
    },
    found: found('link()'),
  },
  'a default export by its name default': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => link()', "import { default as link } from '../link'"),
    },
    found: found('link()'),
  },
  'a default export of an index, by its folder': {
    files: {
      'src/link/index.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => link()', "import link from '../link'"),
    },
    found: found('link()'),
  },
  'a default export by an alias': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => go()', "import go from '~/link'"),
    },
    found: found('go()'),
  },
  'a string-named export': {
    files: {
      'src/link.ts': `${LINK}export { signInLink as 'sign-in' }`,
      [ROUTE]: route('loader: () => go()', "import { 'sign-in' as go } from '../link'"),
    },
    found: found('go()'),
  },
  'a dynamic import, awaited': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route("loader: async () => (await import('../link')).signInLink()"),
    },
    found: found("(await import('../link')).signInLink()"),
  },
  'a dynamic import, destructured': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route(
        "loader: async () => { const { signInLink } = await import('../link'); return signInLink() }",
      ),
    },
    found: found('signInLink()'),
  },
  'a dynamic import, in then': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route("loader: () => import('../link').then((link) => link.signInLink())"),
    },
    found: found('link.signInLink()'),
  },
  'a dynamic import of a default export': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route(
        "loader: async () => { const { default: link } = await import('../link'); return link() }",
      ),
    },
    found: found('link()'),
  },
  'two dynamic imports at once': {
    files: {
      'src/link.ts': LINK,
      'src/other.ts': 'export const other = 1',
      [ROUTE]: route(
        "loader: async () => { const [{ other }, { signInLink }] = await Promise.all([import('../other'), import('../link')]); return [other, signInLink()] }",
      ),
    },
    found: found('signInLink()'),
  },
  'an alias of tsconfig paths': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '~/link'"),
    },
    found: found('signInLink()'),
  },

  // re-exports
  'a barrel': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink } from './link'",
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../lib'"),
    },
    found: found('signInLink()'),
  },
  'a barrel with export *': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export * from './link'",
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../lib'"),
    },
    found: found('signInLink()'),
  },
  'barrels of barrels': {
    files: {
      'src/lib/auth/link.ts': LINK,
      'src/lib/auth/index.ts': "export * from './link'",
      'src/lib/index.ts': "export * from './other'\nexport * from './auth'",
      'src/lib/other.ts': 'export const other = 1',
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '~/lib'"),
    },
    found: found('signInLink()'),
  },
  'barrels that import each other': {
    files: {
      'src/a/index.ts': "export * from '../b'\nexport * from '../link'",
      'src/b/index.ts': "export * from '../a'",
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../b'"),
    },
    found: found('signInLink()'),
  },
  'a re-export under another name': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink as go } from './link'",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'a re-export as default': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink as default } from './link'",
      [ROUTE]: route('loader: () => go()', "import go from '../lib'"),
    },
    found: found('go()'),
  },
  'a default passed on as default': {
    files: {
      'src/lib/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      'src/lib/index.ts': "export { default } from './link'",
      [ROUTE]: route('loader: () => go()', "import go from '../lib'"),
    },
    found: found('go()'),
  },
  'a default passed on under a name': {
    files: {
      'src/lib/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      'src/lib/index.ts': "export { default as go } from './link'",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'an import that is exported in a statement of its own': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "import { signInLink } from './link'\nconst go = signInLink\nexport { go }",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'a namespace passed on': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export * as links from './link'",
      [ROUTE]: route('loader: () => links.signInLink()', "import { links } from '../lib'"),
    },
    found: found('links.signInLink()'),
  },
  'AuthKit passed on': {
    files: {
      'src/auth.ts': "export { getSignInUrl } from 'virtual:authkit'",
      [ROUTE]: route('loader: () => getSignInUrl()', "import { getSignInUrl } from '../auth'"),
    },
    found: found('getSignInUrl()'),
  },
  'all of AuthKit passed on': {
    files: {
      'src/auth.ts': "export * from '@workos/authkit-tanstack-react-start'",
      [ROUTE]: route('loader: () => getSignInUrl()', "import { getSignInUrl } from '../auth'"),
    },
    found: found('getSignInUrl()'),
  },
  'AuthKit passed on as a namespace': {
    files: {
      'src/auth.ts': "export * as authkit from 'virtual:authkit'",
      [ROUTE]: route('loader: () => authkit.getSignUpUrl()', "import { authkit } from '../auth'"),
    },
    found: found('authkit.getSignUpUrl()'),
  },
  'AuthKit’s function passed on under another name': {
    files: {
      'src/auth.ts': "export { getSignInUrl as startFlow } from 'virtual:authkit'",
      [ROUTE]: route('loader: () => startFlow()', "import { startFlow } from '../auth'"),
    },
    found: found('startFlow()'),
  },
  'the service of the session toolkit, made elsewhere': {
    files: {
      'src/service.ts':
        "import { createAuthService } from 'vite-plugin-authkit-start/session'\nexport const service = createAuthService({})",
      [ROUTE]: route('loader: () => service.createSignIn(null, {})', "import { service } from '../service'"),
    },
    found: found('service.createSignIn(null, {})'),
  },
  'the service of getAuthkit, handed out by a function': {
    files: {
      'src/service.ts':
        "import { getAuthkit } from 'virtual:authkit'\nexport async function kit() { return getAuthkit() }",
      [ROUTE]: route(
        'loader: async () => { const authkit = await kit(); return authkit.createSignIn() }',
        "import { kit } from '../service'",
      ),
    },
    found: found('authkit.createSignIn()'),
  },

  // what is exported
  'an object': {
    files: {
      'src/api.ts': `${AUTHKIT}export const api = { links: { signIn: () => getSignInUrl() } }`,
      [ROUTE]: route('loader: () => api.links.signIn()', "import { api } from '../api'"),
    },
    found: found('api.links.signIn()'),
  },
  'an object with others spread into it': {
    files: {
      'src/links.ts': `${AUTHKIT}export const links = { signIn: () => getSignInUrl() }`,
      'src/api.ts': "import { links } from './links'\nexport const api = { ...links, other: () => 1 }",
      [ROUTE]: route('loader: () => api.signIn()', "import { api } from '../api'"),
    },
    found: found('api.signIn()'),
  },
  'a namespace spread into an object': {
    files: {
      'src/link.ts': LINK,
      'src/api.ts': "import * as link from './link'\nexport const api = { ...link }",
      [ROUTE]: route('loader: () => api.signInLink()', "import { api } from '../api'"),
    },
    found: found('api.signInLink()'),
  },
  'an instance of a class': {
    files: {
      'src/api.ts': `${AUTHKIT}class Api { url() { return getSignInUrl() } }\nexport const api = new Api()`,
      [ROUTE]: route('loader: () => api.url()', "import { api } from '../api'"),
    },
    found: found('api.url()'),
  },
  'a class that the route makes an instance of': {
    files: {
      'src/api.ts': `${AUTHKIT}export class Api { url = () => getSignInUrl() }`,
      [ROUTE]: route('loader: () => new Api().url()', "import { Api } from '../api'"),
    },
    found: found('new Api().url()'),
  },
  'a class that extends one of another module': {
    files: {
      'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } }`,
      'src/api.ts': "import { Base } from './base'\nexport class Api extends Base { other() {} }",
      [ROUTE]: route('loader: () => api.url()', "import { Api } from '../api'\nconst api = new Api()"),
    },
    found: found('api.url()'),
  },
  'a static method that is inherited': {
    files: {
      'src/api.ts': `${AUTHKIT}class Base { static url() { return getSignInUrl() } }\nexport class Api extends Base {}`,
      [ROUTE]: route('loader: () => Api.url()', "import { Api } from '../api'"),
    },
    found: found('Api.url()'),
  },
  'a static method': {
    files: {
      'src/api.ts': `${AUTHKIT}export class Api { static url = () => getSignInUrl() }`,
      [ROUTE]: route('loader: () => Api.url()', "import { Api } from '../api'"),
    },
    found: found('Api.url()'),
  },
  'what a factory makes': {
    files: {
      'src/api.ts': `${AUTHKIT}export function createApi() { return { url: () => getSignInUrl() } }`,
      [ROUTE]: route(
        'loader: () => api.url()',
        "import { createApi } from '../api'\nconst api = createApi()",
      ),
    },
    found: found('api.url()'),
  },
  'what a factory of another module made': {
    files: {
      'src/create.ts': `${AUTHKIT}export const createApi = () => ({ url: () => getSignInUrl() })`,
      'src/api.ts': "import { createApi } from './create'\nexport const { url } = createApi()",
      [ROUTE]: route('loader: () => url()', "import { url } from '../api'"),
    },
    found: found('url()'),
  },
  'a wrapper in another module, made around a source': {
    files: {
      'src/trace.ts': 'export const traced = (fn) => (...args) => fn(...args)',
      'src/link.ts': `${AUTHKIT}import { traced } from './trace'\nexport const link = traced(getSignInUrl)`,
      [ROUTE]: route('loader: () => link()', "import { link } from '../link'"),
    },
    found: found('link()'),
  },
  'a wrapper that adds the source itself': {
    files: {
      'src/with-link.ts': `${AUTHKIT}export const withLink = (load) => async (ctx) => ({ ...(await load(ctx)), url: await getSignInUrl() })`,
      [ROUTE]: route('loader: withLink(() => ({}))', "import { withLink } from '../with-link'"),
    },
    found: found('withLink(() => ({}))'),
  },
  'a function that calls what it is given': {
    files: {
      'src/retry.ts': 'export async function retry(attempt) { return attempt() }',
      [ROUTE]: route('loader: () => retry(getSignInUrl)', `${AUTHKIT}import { retry } from '../retry'`),
    },
    found: found('getSignInUrl'),
  },
  'a function of another module, handed to one that calls it': {
    files: {
      'src/link.ts': LINK,
      'src/retry.ts': 'export const retry = async (times, attempt) => attempt(times)',
      [ROUTE]: route(
        'loader: () => retry(3, signInLink)',
        "import { signInLink } from '../link'\nimport { retry } from '../retry'",
      ),
    },
    found: found('signInLink'),
  },

  // server functions
  'a server function': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(async () => getSignInUrl())`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function with data, in a helper': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn({ method: 'POST' }).validator((path: string) => path).handler(async ({ data }) => ({ href: await getSignInUrl({ data }) }))`,
      'src/page.ts':
        "import { getLink } from './fns'\nexport const loadPage = async (path) => ({ link: await getLink({ data: path }) })",
      [ROUTE]: route(
        'loader: ({ location }) => loadPage(location.href)',
        "import { loadPage } from '../page'",
      ),
    },
    found: found('loadPage(location.href)'),
  },
  'a server function whose handler is imported': {
    files: {
      'src/link.server.ts': LINK,
      'src/fns.ts': `${START}import { signInLink } from './link.server'\nexport const getLink = createServerFn().handler(signInLink)`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function made with a builder of another module': {
    files: {
      'src/authed.ts': `${START}export const authedFn = createServerFn().middleware([])`,
      'src/fns.ts': `${AUTHKIT}import { authedFn } from './authed'\nexport const getLink = authedFn.handler(async () => getSignInUrl())`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function as the loader': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
      [ROUTE]: route('loader: getLink', "import { getLink } from '../fns'"),
    },
    found: found('getLink'),
  },

  // sinks from other modules
  'a loader': {
    files: {
      'src/loaders.ts': `${AUTHKIT}export const loader = async () => ({ url: await getSignInUrl() })`,
      [ROUTE]: route('loader', "import { loader } from '../loaders'"),
    },
    found: found('loader'),
  },
  'a loader with a handler': {
    files: {
      'src/loaders.ts': `${AUTHKIT}export const loader = { handler: async () => getSignInUrl() }`,
      [ROUTE]: route('loader: loader', "import { loader } from '../loaders'"),
    },
    found: found('loader'),
  },
  'the options of a route': {
    files: {
      'src/options.ts': `${AUTHKIT}export const options = { loader: () => getSignInUrl() }`,
      [ROUTE]: `import { createFileRoute } from '@tanstack/react-router'
        import { options } from '../options'
        export const Route = createFileRoute('/a')(options)`,
    },
    found: found('options'),
  },
  'options spread into those of a route': {
    files: {
      'src/options.ts': `${AUTHKIT}export const options = { beforeLoad: () => getSignInUrl() }`,
      [ROUTE]: route('...options, component: Page', "import { options } from '../options'"),
    },
    found: found('options'),
  },
  'options that a function makes': {
    files: {
      'src/options.ts': `${AUTHKIT}export const withLink = (more) => ({ loader: () => getSignInUrl(), ...more })`,
      [ROUTE]: `import { createFileRoute } from '@tanstack/react-router'
        import { withLink } from '../options'
        export const Route = createFileRoute('/a')(withLink({}))`,
    },
    found: found('withLink({})'),
  },
  'a wrapper around the options': {
    files: {
      'src/defaults.ts': 'export const withDefaults = (options) => ({ staleTime: 10, ...options })',
      [ROUTE]: `${AUTHKIT}import { createFileRoute } from '@tanstack/react-router'
        import { withDefaults } from '../defaults'
        export const Route = createFileRoute('/a')(withDefaults({ loader: () => getSignInUrl() }))`,
    },
    found: found('getSignInUrl()'),
  },
  'a function that makes routes': {
    files: {
      'src/app-route.ts': `import { createRoute } from '@tanstack/react-router'
        export const appRoute = (path, options) => createRoute({ getParentRoute: () => root, path, ...options })`,
      'src/routes.tsx': `${AUTHKIT}import { appRoute } from './app-route'
        export const page = appRoute('/page', { loader: () => getSignInUrl() })`,
    },
    found: ['AK001 src/routes.tsx: getSignInUrl()'],
  },
  'a function that makes routes of a loader': {
    files: {
      'src/link.ts': LINK,
      'src/app-route.ts': `import { createRoute } from '@tanstack/react-router'
        export function appRoute({ path, loader }) { return createRoute({ path, loader }) }`,
      'src/routes.tsx': `import { signInLink } from './link'
        import { appRoute } from './app-route'
        export const page = appRoute({ path: '/page', loader: () => signInLink() })`,
    },
    found: ['AK001 src/routes.tsx: signInLink()'],
  },
  'the context of the router': {
    files: {
      'src/context.ts': `${AUTHKIT}export async function createContext() { return { url: await getSignInUrl() } }`,
      'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
        import { createContext } from './context'
        export const getRouter = async () => createRouter({ context: await createContext() })`,
    },
    found: ['AK001 src/router.tsx: createContext()'],
  },
  'the creator passed on': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: `import * as router from '@tanstack/react-router'
        import { signInLink } from '../link'
        export const Route = router.createFileRoute('/a')({ loader: () => signInLink() })`,
    },
    found: found('signInLink()'),
  },

  // queries
  'a query': {
    files: {
      'src/queries.ts': `${AUTHKIT}import { queryOptions } from '@tanstack/react-query'
        export const urlQuery = queryOptions({ queryKey: ['url'], queryFn: () => getSignInUrl() })`,
      [ROUTE]: route(
        'loader: ({ context }) => context.queryClient.ensureQueryData(urlQuery)',
        "import { urlQuery } from '../queries'",
      ),
    },
    found: found('urlQuery'),
  },
  'a factory of queries': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
      'src/queries.ts': `import { queryOptions } from '@tanstack/react-query'
        import { getLink } from './fns'
        export const userQuery = (id) => queryOptions({ queryKey: ['user', id], queryFn: () => getLink() })`,
      [ROUTE]: route(
        "loader: ({ context }) => context.queryClient.ensureQueryData(userQuery('me'))",
        "import { userQuery } from '../queries'",
      ),
    },
    found: found("userQuery('me')"),
  },
  'a factory of queries in an object, the query function by name': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
      'src/queries.ts': `import { queryOptions } from '@tanstack/react-query'
        import { getLink } from './fns'
        export const queries = { auth: { link: () => queryOptions({ queryKey: ['link'], queryFn: getLink }) } }`,
      [ROUTE]: route(
        'loader: ({ context: { queryClient } }) => queryClient.prefetchQuery({ ...queries.auth.link(), staleTime: 1 })',
        "import { queries } from '../queries'",
      ),
    },
    found: found('queries.auth.link()'),
  },
  'a function that prefetches queries': {
    files: {
      'src/queries.ts': `${AUTHKIT}export const prefetchLink = (client) => client.prefetchQuery({ queryKey: ['url'], queryFn: () => getSignInUrl() })`,
      [ROUTE]: route(
        'loader: ({ context }) => prefetchLink(context.queryClient)',
        "import { prefetchLink } from '../queries'",
      ),
    },
    found: found('prefetchLink(context.queryClient)'),
  },

  // long ways
  'five modules deep': {
    files: {
      'src/1.ts': "import { two } from './2'\nexport const one = () => two()",
      'src/2.ts': "import { three } from './3'\nexport const two = () => three()",
      'src/3.ts': "import { four } from './4'\nexport const three = () => four()",
      'src/4.ts': "import { signInLink } from './link'\nexport const four = () => signInLink()",
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => one()', "import { one } from '../1'"),
    },
    found: found('one()'),
  },
  'modules that call each other in a circle': {
    files: {
      'src/ping.ts': "import { pong } from './pong'\nexport const ping = (n) => n > 0 ? pong(n - 1) : null",
      'src/pong.ts': `${AUTHKIT}import { ping } from './ping'\nexport const pong = (n) => n > 0 ? ping(n - 1) : getSignInUrl()`,
      [ROUTE]: route('loader: () => ping(3)', "import { ping } from '../ping'"),
    },
    found: found('ping(3)'),
  },
  'a redirect': {
    files: {
      'src/link.ts': `${AUTHKIT}export const url = () => getSignInUrl()`,
      [ROUTE]: route(
        'beforeLoad: async () => { throw redirect({ href: await url() }) }',
        "import { url } from '../link'",
      ),
    },
    found: found('url()', 'AK002'),
  },
  'a redirect in another module': {
    files: {
      'src/go.ts': `${AUTHKIT}import { redirect } from '@tanstack/react-router'
        export async function goToSignIn() { throw redirect({ href: await getSignInUrl() }) }`,
      [ROUTE]: route('beforeLoad: () => goToSignIn()', "import { goToSignIn } from '../go'"),
    },
    found: found('goToSignIn()', 'AK002'),
  },
  'a sign-out': {
    files: {
      'src/leave.ts': `${AUTHKIT}export const leave = async () => { await signOut() }`,
      [ROUTE]: route('loader: () => leave()', "import { leave } from '../leave'"),
    },
    found: found('leave()', 'AK003'),
  },
  'a token, through a server function': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const fetchAuth = createServerFn().handler(async () => { const auth = await getAuth(); return { auth } })`,
      [ROUTE]: route(
        'loader: async () => ({ me: (await fetchAuth()).auth })',
        "import { fetchAuth } from '../fns'",
      ),
    },
    found: found('(await fetchAuth()).auth', 'AK005'),
  },

  // odd modules
  'TypeScript that is not JavaScript yet': {
    files: {
      'src/link.ts': `${AUTHKIT}
        function logged(target: unknown, context: ClassMethodDecoratorContext) {}
        export class Links { @logged accessor name = 1; @logged url(this: Links): Promise<string> { return getSignInUrl() } }
        export async function link() { using lock = acquire(); await using file = open(); return getSignInUrl() satisfies Promise<string> }
        export enum Kind { A, B }
        export namespace Inner { export const x = 1 }`,
      [ROUTE]: route('loader: () => link()', "import { link } from '../link'"),
    },
    found: found('link()'),
  },
  'JSX in .js': {
    files: {
      'src/link.js': `${AUTHKIT}export const Icon = () => <svg />\nexport const link = () => getSignInUrl()`,
      [ROUTE]: route('loader: () => link()', "import { link } from '../link.js'"),
    },
    found: found('link()'),
  },
  'CRLF and a byte order mark': {
    files: {
      'src/link.ts': `\uFEFF${LINK.replaceAll('\n', '\r\n')}`,
      [ROUTE]: `\uFEFF${route('loader: () => signInLink()', "import { signInLink } from '../link'").replaceAll('\n', '\r\n')}`,
    },
    found: found('signInLink()'),
  },
}
