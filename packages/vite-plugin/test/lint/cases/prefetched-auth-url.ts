import { IMPORTS } from '../lint-fixture.ts'

/** What runs on navigation; « and » mark the place to report. */
export const PREFETCHED: Record<string, string> = {
  // sources
  'a named import': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: async () => ({ url: await «getSignInUrl()» }) })`,
  'a renamed import': `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl as url } from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => «url()» })`,
  'a namespace import': `
    import { createFileRoute } from '@tanstack/react-router'
    import * as authkit from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => «authkit.getSignUpUrl()» })`,
  'a computed but plain member of a namespace': `
    import { createFileRoute } from '@tanstack/react-router'
    import * as authkit from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => «authkit['getSignInUrl']()» })`,
  'a string-named import': `
    import { createFileRoute } from '@tanstack/react-router'
    import { 'getSignInUrl' as url } from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => «url()» })`,
  'destructured from a namespace': `
    import { createFileRoute } from '@tanstack/react-router'
    import * as authkit from 'virtual:authkit'
    const { getAuthorizationUrl: url } = authkit
    export const Route = createFileRoute('/a')({ loader: () => «url({ data: {} })» })`,
  'a dynamic import, destructured': `
    import { createFileRoute } from '@tanstack/react-router'
    export const Route = createFileRoute('/a')({
      loader: async () => {
        const { getSignInUrl } = await import('virtual:authkit')
        return «getSignInUrl()»
      },
    })`,
  'a dynamic import, as an object': `
    import { createFileRoute } from '@tanstack/react-router'
    export const Route = createFileRoute('/a')({
      loader: async () => «(await import('virtual:authkit')).getSignInUrl()»,
    })`,
  'a dynamic import, in then': `
    import { createFileRoute } from '@tanstack/react-router'
    export const Route = createFileRoute('/a')({
      loader: () => import('virtual:authkit').then((authkit) => «authkit.getSignInUrl()»),
    })`,
  'a dynamic import, destructured in then': `
    import { createFileRoute } from '@tanstack/react-router'
    export const Route = createFileRoute('/a')({
      loader: () => import('virtual:authkit').then(({ getSignInUrl: url }) => «url()»),
    })`,
  "WorkOS' package": `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from '@workos/authkit-tanstack-react-start'
    export const Route = createFileRoute('/a')({ loader: () => «getSignInUrl()» })`,
  "WorkOS' package by its old name": `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from '@workos/authkit-tanstack-start'
    export const Route = createFileRoute('/a')({ loader: () => «getSignInUrl()» })`,
  'the service of getAuthkit': `
    import { createFileRoute } from '@tanstack/react-router'
    import { getAuthkit } from 'virtual:authkit'
    export const Route = createFileRoute('/a')({
      loader: async () => {
        const authkit = await getAuthkit()
        return «authkit.createSignIn(undefined, {})»
      },
    })`,
  'the service of the session toolkit': `
    import { createFileRoute } from '@tanstack/react-router'
    import { createAuthService } from '@workos/authkit-session'
    const service = createAuthService({ sessionStorageFactory })
    export const Route = createFileRoute('/a')({ loader: () => «service.createAuthorization(null)» })`,
  'an alias': `${IMPORTS}
    const url = getSignInUrl
    export const Route = createFileRoute('/a')({ loader: () => «url()» })`,
  'one of two': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: ({ context }) => «(context.isNew ? getSignUpUrl : getSignInUrl)()»,
    })`,
  'TypeScript around it': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => «(getSignInUrl as () => Promise<string>)!()» })`,
  'an optional call': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => «getSignInUrl?.()» })`,
  'with call': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => «getSignInUrl.call(null)» })`,
  'a name that another scope hides': `${IMPORTS}
    function other(getSignInUrl) { return getSignInUrl() }
    export const Route = createFileRoute('/a')({ loader: () => «getSignInUrl()» })`,
  'the default of a parameter, hidden in the body only': `${IMPORTS}
    async function load(_, url = «getSignInUrl()») { const getSignInUrl = 1; return { url, getSignInUrl } }
    export const Route = createFileRoute('/a')({ loader: load })`,

  // sinks
  beforeLoad: `${IMPORTS}
    export const Route = createFileRoute('/a')({ beforeLoad: async () => ({ url: await «getSignInUrl()» }) })`,
  'the context of a route': `${IMPORTS}
    export const Route = createFileRoute('/a')({ context: () => ({ url: «getSignInUrl()» }) })`,
  head: `${IMPORTS}
    export const Route = createFileRoute('/a')({
      head: async () => ({ links: [{ rel: 'x', href: await «getSignInUrl()» }] }),
    })`,
  onEnter: `${IMPORTS}
    export const Route = createFileRoute('/a')({ onEnter() { void «getSignInUrl()» } })`,
  loaderDeps: `${IMPORTS}
    export const Route = createFileRoute('/a')({ loaderDeps: () => ({ url: «getSignInUrl()» }) })`,
  validateSearch: `${IMPORTS}
    export const Route = createFileRoute('/a')({ validateSearch: (s) => ({ ...s, url: «getSignInUrl()» }) })`,
  createRootRoute: `
    import { createRootRoute } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = createRootRoute({ loader: () => «getSignInUrl()» })`,
  createRootRouteWithContext: `
    import { createRootRouteWithContext } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = createRootRouteWithContext<{ a: 1 }>()({ loader: () => «getSignInUrl()» })`,
  createRoute: `
    import { createRoute } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const route = createRoute({ path: '/a', getParentRoute: () => root, loader: () => «getSignInUrl()» })`,
  createLazyFileRoute: `
    import { createLazyFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = createLazyFileRoute('/a')({ loader: () => «getSignInUrl()» })`,
  'a renamed creator': `
    import { createFileRoute as route } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = route('/a')({ loader: () => «getSignInUrl()» })`,
  'a creator of a namespace': `
    import * as router from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = router.createFileRoute('/a')({ loader: () => «getSignInUrl()» })`,
  'a function expression': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: async function load() { return «getSignInUrl()» } })`,
  'a method': `${IMPORTS}
    export const Route = createFileRoute('/a')({ async loader() { return «getSignInUrl()» } })`,
  'a quoted key': `${IMPORTS}
    export const Route = createFileRoute('/a')({ 'loader': () => «getSignInUrl()» })`,
  'a local function by name': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: load })
    async function load() { return «getSignInUrl()» }`,
  'a shorthand': `${IMPORTS}
    const loader = () => «getSignInUrl()»
    export const Route = createFileRoute('/a')({ loader })`,
  'the source itself by name': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: «getSignInUrl» })`,
  'an object with handler': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: { staleReloadMode: 'blocking', handler: () => «getSignInUrl()» } })`,
  'a wrapper around the loader': `${IMPORTS}
    import { wrapLoader } from '@sentry/x'
    export const Route = createFileRoute('/a')({ loader: wrapLoader(async () => «getSignInUrl()») })`,
  'a wrapper around the options': `${IMPORTS}
    import { withDefaults } from './defaults'
    export const Route = createFileRoute('/a')(withDefaults({ loader: async () => «getSignInUrl()» }))`,
  'a wrapper around the route': `${IMPORTS}
    import { traced } from './traced'
    export const Route = traced(createFileRoute('/a')({ loader: async () => «getSignInUrl()» }))`,
  'options in a variable, with satisfies': `${IMPORTS}
    const options = { loader: () => «getSignInUrl()» } satisfies Options
    export const Route = createFileRoute('/a')(options)`,
  'options spread in': `${IMPORTS}
    const shared = { loader: () => «getSignInUrl()» }
    export const Route = createFileRoute('/a')({ ...shared, component: Page })`,
  'the context of the router': `
    import { createRouter } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export async function getRouter() {
      return createRouter({ routeTree, context: { url: await «getSignInUrl()» } })
    }`,

  // propagation
  'a local function': `${IMPORTS}
    const signInLink = async () => ({ href: await getSignInUrl() })
    export const Route = createFileRoute('/a')({ loader: async () => ({ link: await «signInLink()» }) })`,
  'three functions deep': `${IMPORTS}
    function one() { return two() }
    function two() { return three() }
    function three() { return getSignInUrl() }
    export const Route = createFileRoute('/a')({ loader: () => «one()» })`,
  'functions that call each other in a circle': `${IMPORTS}
    function ping(n) { return n > 0 ? pong(n - 1) : getSignInUrl() }
    function pong(n) { return ping(n) }
    export const Route = createFileRoute('/a')({ loader: () => «pong(3)» })`,
  'without await, its result dropped': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { «getSignInUrl()»; return null } })`,
  'a server function': `${IMPORTS}
    const getLink = createServerFn({ method: 'GET' }).handler(async () => getSignInUrl())
    export const Route = createFileRoute('/a')({ loader: () => «getLink()» })`,
  'a server function with validator and middleware': `${IMPORTS}
    const getLink = createServerFn().middleware([m]).validator((d: string) => d).handler(async ({ data }) => getSignInUrl({ data }))
    export const Route = createFileRoute('/a')({ loader: () => «getLink({ data: '/' })» })`,
  'a server function as the loader': `${IMPORTS}
    const getLink = createServerFn().handler(async () => «getSignInUrl()»)
    export const Route = createFileRoute('/a')({ loader: getLink })`,
  'a server function whose handler is the source': `${IMPORTS}
    const getLink = createServerFn().handler(getSignInUrl)
    export const Route = createFileRoute('/a')({ loader: () => «getLink()» })`,
  createServerOnlyFn: `${IMPORTS}
    import { createServerOnlyFn } from '@tanstack/react-start'
    const link = createServerOnlyFn(() => getSignInUrl())
    export const Route = createFileRoute('/a')({ loader: () => «link()» })`,
  'the server half of createIsomorphicFn': `${IMPORTS}
    import { createIsomorphicFn } from '@tanstack/react-start'
    const link = createIsomorphicFn().server(() => getSignInUrl()).client(() => '/api/auth/sign-in')
    export const Route = createFileRoute('/a')({ loader: () => «link()» })`,
  'an object method': `${IMPORTS}
    const api = { async url() { return getSignInUrl() } }
    export const Route = createFileRoute('/a')({ loader: () => «api.url()» })`,
  'an object method through this': `${IMPORTS}
    const api = { url() { return getSignInUrl() }, links() { return { url: this.url() } } }
    export const Route = createFileRoute('/a')({ loader: () => «api.links()» })`,
  'a class': `${IMPORTS}
    class Links { static for() { return new Links().url() } url() { return getSignInUrl() } }
    export const Route = createFileRoute('/a')({ loader: () => «Links.for()» })`,
  'a wrapper around a helper': `${IMPORTS}
    const link = withTracing(async () => getSignInUrl())
    export const Route = createFileRoute('/a')({ loader: () => «link()» })`,
  'a function that is doubled many times': `${IMPORTS}
    const f0 = () => getSignInUrl()
    ${Array.from({ length: 40 }, (_, n) => `const f${n + 1} = context.isNew ? f${n} : f${n}`).join('\n')}
    export const Route = createFileRoute('/a')({ loader: () => «f40()» })`,
  'a bound function': `${IMPORTS}
    const link = getSignInUrl.bind(null, {})
    export const Route = createFileRoute('/a')({ loader: () => «link()» })`,
  'Promise.all, used in one branch only': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: async () => {
        const [{ user }, url] = await Promise.all([getAuth(), «getSignInUrl()»])
        if (!user) throw redirect({ href: url })
        return { user }
      },
    })`,
  'a callback': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: () => Promise.all(['/a', '/b'].map(async (path) => «getSignInUrl({ data: path })»)),
    })`,
  'a callback by name': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => getAuth().then(«getSignInUrl») })`,
  'a promise': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: () => new Promise((resolve) => resolve(«getSignInUrl()»)),
    })`,
  'a function of an array that is made': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: () => Promise.all(Array.from({ length: 2 }, () => «getSignInUrl()»)),
    })`,
  'a transition': `${IMPORTS}
    import { startTransition } from 'react'
    export const Route = createFileRoute('/a')({ onEnter: () => startTransition(() => void «getSignInUrl()») })`,
  'a function called where it stands': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => (async () => «getSignInUrl()»)() })`,
  'a query function': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: ({ context }) =>
        context.queryClient.ensureQueryData({ queryKey: ['url'], queryFn: () => «getSignInUrl()» }),
    })`,
  'the source as the query function': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: ({ context: { queryClient } }) => queryClient.prefetchQuery({ queryKey: ['url'], queryFn: «getSignInUrl» }),
    })`,
  'query options of their own': `${IMPORTS}
    import { queryOptions } from '@tanstack/react-query'
    const urlQuery = queryOptions({ queryKey: ['url'], queryFn: () => getSignInUrl() })
    export const Route = createFileRoute('/a')({ loader: ({ context }) => «context.queryClient.fetchQuery(urlQuery)» })`,
  'query options that a function returns': `${IMPORTS}
    import { queryOptions } from '@tanstack/react-query'
    function urlQuery(path: string) { return queryOptions({ queryKey: [path], queryFn: () => getSignInUrl({ data: path }) }) }
    export const Route = createFileRoute('/a')({ loader: ({ context }) => «context.queryClient.ensureQueryData(urlQuery('/'))» })`,
  'a URL in JSX that the loader makes': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: async () => ({ link: <a href={await «getSignInUrl()»}>x</a> }) })`,

  // what looks like a redirect and is none
  'a redirect that only some path takes': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      beforeLoad: async () => {
        const href = await «getSignInUrl()»
        const { user } = await getAuth()
        if (!user) throw redirect({ href })
      },
    })`,
  'a redirect that is not thrown': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: async () => { const r = redirect({ href: await «getSignInUrl()» }); return { r } },
    })`,
  "someone else's redirect": `${IMPORTS.replace(', redirect', '')}
    import { redirect } from 'next/navigation'
    export const Route = createFileRoute('/a')({ loader: async () => { throw redirect({ href: await «getSignInUrl()» }) } })`,
  'a URL that is logged before the redirect': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: async () => {
        const href = await «getSignInUrl()»
        await audit(href)
        throw redirect({ href })
      },
    })`,
  'a redirect elsewhere on another path': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: async ({ context }) => {
        const href = await «getSignInUrl()»
        if (context.blocked) throw redirect({ to: '/blocked' })
        throw redirect({ href })
      },
    })`,
  'a helper that returns the URL': `${IMPORTS}
    const url = async () => { const href = await getSignInUrl(); return href }
    export const Route = createFileRoute('/a')({ loader: async () => ({ url: await «url()» }) })`,
}
