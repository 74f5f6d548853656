import type { Files } from '../app-fixture.ts'
import { AUTHKIT, LINK, ROUTE, route, START } from './app-case.ts'

/** A route that calls what it imports. */
const calls = (imports: string, call: string): string => route(`loader: () => ${call}`, imports)

/** Code in other modules that runs when a user asks, and what nobody knows before it runs. */
export const UNREACHED_BARRIERS: Record<string, Files> = {
  // barriers
  'a component of another module': {
    'src/sign-in-button.tsx': `${AUTHKIT}export const SignInButton = () => <button onClick={async () => { location.href = await getSignInUrl() }} />`,
    [ROUTE]: route('component: SignInButton', "import { SignInButton } from '../sign-in-button'"),
  },
  'a component that makes the URL while it renders': {
    'src/sign-in-link.tsx': `${AUTHKIT}export const SignInLink = () => <a href={use(getSignInUrl())} />`,
    [ROUTE]: route(
      'component: () => <SignInLink />, pendingComponent: SignInLink, errorComponent: SignInLink',
      "import { SignInLink } from '../sign-in-link'",
    ),
  },
  'a server route with a handler of another module': {
    'src/go.ts': `${AUTHKIT}export const GET = async () => Response.redirect(await getSignInUrl())`,
    [ROUTE]: route('server: { handlers: { GET } }', "import { GET } from '../go'"),
  },
  'a server route, in a file that is named like a page': {
    'src/go.ts': `${AUTHKIT}export const go = async () => Response.redirect(await getSignInUrl())`,
    'src/routes/login.tsx': route(
      'server: { handlers: ({ createHandlers }) => createHandlers({ GET: { handler: () => go() } }) }',
      "import { go } from '../go'",
    ),
  },
  'server routes spread in': {
    'src/go.ts': `${AUTHKIT}export const options = { server: { handlers: { GET: () => getSignInUrl() } } }`,
    [ROUTE]: route('...options', "import { options } from '../go'"),
  },
  'middleware of another module': {
    'src/middleware.ts': `${START}${AUTHKIT}export const m = createMiddleware().server(async ({ next }) => { await getSignInUrl(); return next() })`,
    'src/fns.ts': `${START}import { m } from './middleware'\nexport const load = createServerFn().middleware([m]).handler(async () => 1)`,
    [ROUTE]: route(
      'loader: () => load(), server: { middleware: [m] }',
      "import { load } from '../fns'\nimport { m } from '../middleware'",
    ),
  },
  'middleware made with a builder of another module': {
    'src/base.ts': `${START}export const base = createMiddleware({ type: 'function' })`,
    'src/fns.ts': `${START}${AUTHKIT}import { base } from './base'
      const m = base.server(async ({ next }) => { await getSignInUrl(); return next() })
      export const load = createServerFn().middleware([m]).handler(async () => 1)`,
    [ROUTE]: calls("import { load } from '../fns'", 'load()'),
  },
  useServerFn: {
    'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
    [ROUTE]: route(
      'component: Page, loader: () => 1',
      "import { useServerFn } from '@tanstack/react-start'\nimport { getLink } from '../fns'\nfunction Page() { const go = useServerFn(getLink); return <button onClick={() => go()} /> }",
    ),
  },
  'a mutation': {
    'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
    'src/mutations.ts':
      "import { getLink } from './fns'\nexport const signIn = { mutationFn: () => getLink(), queryFn: () => 1 }",
    [ROUTE]: route(
      'loader: ({ context }) => context.queryClient.ensureQueryData(signIn)',
      "import { signIn } from '../mutations'",
    ),
  },
  'a query that is only read in a component': {
    'src/queries.ts': `${AUTHKIT}export const urlQuery = { queryKey: ['url'], queryFn: () => getSignInUrl() }`,
    [ROUTE]: route(
      'loader: () => 1, component: () => useQuery(urlQuery).data',
      "import { useQuery } from '@tanstack/react-query'\nimport { urlQuery } from '../queries'",
    ),
  },
  'a query whose key is used': {
    'src/queries.ts': `${AUTHKIT}export const urlQuery = { queryKey: ['url'], queryFn: () => getSignInUrl() }`,
    [ROUTE]: route(
      'loader: ({ context }) => context.queryClient.invalidateQueries({ queryKey: urlQuery.queryKey })',
      "import { urlQuery } from '../queries'",
    ),
  },
  'a query function that is hidden by another': {
    'src/queries.ts': `${AUTHKIT}export const urlQuery = { queryKey: ['url'], queryFn: () => getSignInUrl() }`,
    [ROUTE]: route(
      'loader: ({ context }) => context.queryClient.ensureQueryData({ ...urlQuery, queryFn: () => 1 })',
      "import { urlQuery } from '../queries'",
    ),
  },
  'options spread in before a loader of one’s own': {
    'src/options.ts': `${AUTHKIT}export const options = { loader: () => getSignInUrl() }`,
    [ROUTE]: route('...options, loader: () => null', "import { options } from '../options'"),
  },
  'an object with a loader that is no route': {
    'src/define.ts': 'export const define = (options) => ({ ...options, id: 1 })',
    'src/thing.ts': `${AUTHKIT}import { define } from './define'\nexport const thing = define({ loader: () => getSignInUrl() })`,
  },
  'an object with a loader, in a place that makes no route': {
    'src/app-route.ts': `import { createRoute } from '@tanstack/react-router'
      export const appRoute = (options, extra) => createRoute({ ...options })`,
    'src/routes.tsx': `${AUTHKIT}import { appRoute } from './app-route'
      export const page = appRoute({ path: '/' }, { loader: () => getSignInUrl() })`,
  },
  'an object with a loader, where only its path is taken': {
    'src/app-route.ts': `import { createRoute } from '@tanstack/react-router'
      export const appRoute = ({ path, component }) => createRoute({ path, component })`,
    'src/routes.tsx': `${AUTHKIT}import { appRoute } from './app-route'
      export const page = appRoute({ path: '/', loader: () => getSignInUrl() })`,
  },
  'another router': {
    'src/link.ts': LINK,
    [ROUTE]:
      "import { createFileRoute } from './own-router'\nimport { signInLink } from '../link'\nexport const Route = createFileRoute('/a')({ loader: () => signInLink() })",
    'src/routes/own-router.ts': 'export const createFileRoute = (path) => (options) => options',
  },
  'a test': {
    'src/link.ts': LINK,
    'src/link.test.ts': `import { test } from 'vitest'\n${calls("import { signInLink } from './link'", 'signInLink()')}`,
  },
  'a test by the globals of its runner, and a story': {
    'src/link.ts': LINK,
    'src/link.test.ts': `${calls("import { signInLink } from './link'", 'signInLink()')}\ndescribe('x', () => {})`,
    'src/link.stories.ts': `import type { Meta } from '@storybook/react'\n${calls("import { signInLink } from './link'", 'signInLink()')}`,
  },
  'a sign-in route of one’s own, in a file below routes/': {
    'src/routes/login.tsx': `${AUTHKIT}import { createFileRoute } from '@tanstack/react-router'
      export const Route = createFileRoute('/login')({ server: { handlers: { GET: async () => new Response(null, { status: 302, headers: { Location: await getSignInUrl() } }) } } })`,
  },

  // functions that are written where they are handed over, and run later or never
  'an interceptor of a client in the context': {
    'src/router.tsx': `${AUTHKIT}import axios from 'axios'
      import { createRouter } from '@tanstack/react-router'
      function createHttp() {
        const http = axios.create({ baseURL: '/api' })
        http.interceptors.response.use((response) => response, async (error) => {
          if (error.response?.status === 401) await signOut()
          throw error
        })
        return http
      }
      export const getRouter = () => createRouter({ routeTree, context: { http: createHttp() } })`,
  },
  'a callback of a client that is made in the context': {
    'src/api.ts': `export const createApi = (onUnauthorized) => ({
      async get(path) { const response = await fetch(path); if (response.status === 401) await onUnauthorized() },
    })`,
    'src/router.tsx': `${AUTHKIT}import { createRouter } from '@tanstack/react-router'
      import { createApi } from './api'
      export const getRouter = () => createRouter({ routeTree, context: { api: createApi(() => signOut()) } })`,
  },
  'a function that a package puts off': {
    'src/router.tsx': `${AUTHKIT}import debounce from 'lodash/debounce'
      import { createRouter } from '@tanstack/react-router'
      export const getRouter = () =>
        createRouter({ routeTree, context: { leave: debounce(() => signOut(), 300) } })`,
  },
  'a function that a package only describes': {
    [ROUTE]: route(
      'context: () => ({ leave: Effect.map(Effect.void, () => signOut()), enter: Effect.promise(() => getSignInUrl()) })',
      `${AUTHKIT}import { Effect } from 'effect'`,
    ),
  },
  'a timer': {
    [ROUTE]: route(
      'beforeLoad: () => { setTimeout(() => signOut(), 1000); setTimeout(signOut, 1000) }',
      AUTHKIT,
    ),
  },
  'a command': {
    'src/commands.ts':
      'const all = new Map()\nexport const commands = { register(id, run) { all.set(id, run) }, run: (id) => all.get(id)() }',
    [ROUTE]: route(
      "onEnter: () => { commands.register('leave', () => signOut()) }",
      `${AUTHKIT}import { commands } from '../commands'`,
    ),
  },
  'a function that is set in a map': {
    [ROUTE]: route(
      "beforeLoad: () => { actions.set('leave', () => signOut()); return { actions } }",
      `${AUTHKIT}const actions = new Map()`,
    ),
  },
  'a function that is handed to one that keeps it': {
    'src/bus.ts': 'const all = new Set()\nexport const atLogout = (run) => { all.add(run) }',
    [ROUTE]: route(
      'beforeLoad: () => { atLogout(() => signOut()); atLogout(signOut) }',
      `${AUTHKIT}import { atLogout } from '../bus'`,
    ),
  },
  'a function that is kept for its first use': {
    'src/lazy.ts': 'export function lazy(make) { let value; return () => (value ??= make()) }',
    [ROUTE]: route(
      'beforeLoad: () => ({ start: lazy(() => getSignInUrl()) })',
      `${AUTHKIT}import { lazy } from '../lazy'`,
    ),
  },
  'an event of something unknown': {
    [ROUTE]: route("loader: ({ context }) => { context.socket.listen('kicked', () => signOut()) }", AUTHKIT),
  },
  'a method of the app that is named like one of arrays': {
    'src/registry.ts':
      'const all = []\nexport const registry = { map(run) { all.push(run) } }\nexport const make = () => registry',
    [ROUTE]: route(
      'loader: () => { registry.map(() => signOut()); registry.map(signOut); make().map(() => signOut()) }',
      `${AUTHKIT}import { make, registry } from '../registry'`,
    ),
  },
  'a second function of a wrapper around the loader': {
    'src/with-session.ts': 'export const withSession = (load, onExpired) => async () => load()',
    [ROUTE]: route(
      'loader: withSession(async () => 1, () => signOut())',
      `${AUTHKIT}import { withSession } from '../with-session'`,
    ),
  },
  'a function that a wrapper of the same module does not call': {
    [ROUTE]: route(
      'loader: withSession(() => signOut())',
      `${AUTHKIT}const withSession = (onExpired) => { bus.add(onExpired); return async () => 1 }`,
    ),
  },

  // what nobody knows before it runs
  'a provider that is injected': {
    'src/provider.tsx': `${AUTHKIT}export const services = createContext({ signInUrl: () => getSignInUrl() })`,
    'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
      import { services } from './provider'
      export const getRouter = () => createRouter({ routeTree, context: { services } })`,
    [ROUTE]: route('loader: ({ context }) => context.services.signInUrl()'),
  },
  'a context with functions': {
    'src/link.ts': LINK,
    'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
      import { signInLink } from './link'
      export const getRouter = () => createRouter({ routeTree, context: { signInLink } })`,
    [ROUTE]: route('loader: ({ context }) => context.signInLink()'),
  },
  'a container': {
    'src/container.ts': `${AUTHKIT}const services = new Map()\nservices.set('url', () => getSignInUrl())\nexport const get = (name) => services.get(name)`,
    [ROUTE]: calls("import { get } from '../container'", "get('url')()"),
  },
  'a registry that is filled from elsewhere': {
    'src/registry.ts': 'export const registry = {}',
    'src/fill.ts': `${AUTHKIT}import { registry } from './registry'\nregistry.url = () => getSignInUrl()`,
    [ROUTE]: calls("import { registry } from '../registry'", 'registry.url()'),
  },
  'a path that is made while it runs': {
    'src/link.ts': LINK,
    [ROUTE]: route('loader: async () => (await import(`../${name}`)).signInLink()'),
  },
  'a procedure of tRPC': {
    'src/trpc.ts': `${AUTHKIT}import { procedure, router } from './builder'\nexport const app = router({ link: procedure.query(() => getSignInUrl()) })`,
    'src/builder.ts':
      "import { initTRPC } from '@trpc/server'\nexport const { procedure, router } = initTRPC.create()",
    [ROUTE]: route(
      'loader: ({ context }) => context.trpc.link.query()',
      "import type { app } from '../trpc'",
    ),
  },
  'a module that is not there': {
    [ROUTE]: calls("import { getSignInUrl } from '../gone'", 'getSignInUrl()'),
  },
  'an export that is not there': {
    'src/link.ts': LINK,
    [ROUTE]: calls("import { signInLinks } from '../link'", 'signInLinks()'),
  },
  'exports that are made of each other': {
    'src/a.ts': "import { b } from './b'\nexport const a = b.signInLink",
    'src/b.ts': "import { a } from './a'\nexport const b = a.signInLink",
    'src/link.ts': LINK,
    [ROUTE]: calls("import { a } from '../a'", 'a.signInLink()'),
  },
  'an export that passes itself on': {
    'src/a.ts': "export { signInLink } from './a'\nexport * from './a'",
    'src/link.ts': LINK,
    [ROUTE]: calls("import { signInLink } from '../a'", 'signInLink()'),
  },

  // other rules
  'a sign-out of another SDK': {
    'src/client.ts':
      "import { createAuthClient } from 'better-auth/react'\nexport const { signOut } = createAuthClient()",
    [ROUTE]: calls("import { signOut } from '../client'", 'signOut()'),
  },
  'a sign-out that a button asks for': {
    'src/leave.ts': `${AUTHKIT}export const leave = () => signOut()`,
    [ROUTE]: route('component: () => <button onClick={() => leave()} />', "import { leave } from '../leave'"),
  },
  'a user without a token': {
    'src/fns.ts': `${START}${AUTHKIT}export const fetchUser = createServerFn().handler(async () => { const { user } = await getAuth(); return { user } })`,
    [ROUTE]: calls("import { fetchUser } from '../fns'", 'fetchUser()'),
  },
  'a token that stays on the server': {
    'src/fns.ts': `${START}${AUTHKIT}import { fetchOrders } from './orders'
      export const orders = createServerFn().handler(async () => { const { accessToken } = await getAuth(); return fetchOrders(accessToken) })`,
    'src/orders.ts':
      "export const fetchOrders = async (token) => (await fetch('/', { headers: { token } })).json()",
    [ROUTE]: calls("import { orders } from '../fns'", 'orders()'),
  },
  'the part of an answer that holds no token': {
    'src/fns.ts': `${START}${AUTHKIT}export const fetchAuth = createServerFn().handler(async () => ({ auth: await getAuth(), theme: 'dark' }))`,
    [ROUTE]: route(
      'loader: async () => { const { theme } = await fetchAuth(); return { theme } }',
      "import { fetchAuth } from '../fns'",
    ),
  },
  'a token taken out before': {
    'src/fns.ts': `${START}${AUTHKIT}export const fetchAuth = createServerFn().handler(async () => ({ ...(await getAuth()), accessToken: undefined }))`,
    [ROUTE]: calls("import { fetchAuth } from '../fns'", 'fetchAuth()'),
  },
}
