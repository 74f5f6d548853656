import { AUTHKIT, LINK, ROUTE, route, START, type AppCase } from './app-case.ts'

const found = (text: string, code = 'AK001'): readonly string[] => [`${code} ${ROUTE}: ${text}`]

/** Places in a route, and in what it is made of, that lead to a source in another module. */
export const REACHED_THROUGH_ROUTES: Record<string, AppCase> = {
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
