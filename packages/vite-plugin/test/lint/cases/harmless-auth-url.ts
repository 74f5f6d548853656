import { IMPORTS } from '../lint-fixture.ts'

/** Look-alikes, and code that runs when a user asks for it. */
export const HARMLESS: Record<string, string> = {
  // homonyms
  'a function of one’s own': `
    import { createFileRoute } from '@tanstack/react-router'
    const getSignInUrl = () => '/api/auth/sign-in'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'another module’s function': `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from '../lib/links'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'another framework’s SDK': `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from '@workos-inc/authkit-nextjs'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'the client side of virtual:authkit': `
    import { createFileRoute } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit/client'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'a method of the WorkOS SDK': `
    import { createFileRoute } from '@tanstack/react-router'
    import { WorkOS } from '@workos-inc/node'
    const workos = new WorkOS()
    export const Route = createFileRoute('/a')({ loader: () => workos.userManagement.getAuthorizationUrl({}) })`,
  'a global': `
    import { createFileRoute } from '@tanstack/react-router'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'a method of the same name': `${IMPORTS}
    const links = { getSignInUrl: () => '/sign-in' }
    export const Route = createFileRoute('/a')({ loader: () => links.getSignInUrl() })`,
  'a value of the context': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: ({ context }) => context.getSignInUrl() })`,
  'another export of virtual:authkit': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => getAuth() })`,
  'an export of an export': `${IMPORTS}
    import authkit from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => authkit.client.getSignInUrl() })`,

  // scoping
  'hidden by a parameter': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: (getSignInUrl) => getSignInUrl() })`,
  'hidden by a destructured parameter': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: ({ context: { getSignInUrl } }) => getSignInUrl() })`,
  'hidden by a later const': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { f(); const getSignInUrl = () => '/'; function f() { return getSignInUrl() } } })`,
  'hidden by a var in a nested block': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { if (x) { var getSignInUrl = () => '/' } return getSignInUrl() } })`,
  'hidden by a function declaration': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { return getSignInUrl(); function getSignInUrl() { return '/' } } })`,
  'hidden by a class': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { class getSignInUrl {} return getSignInUrl() } })`,
  'hidden by a catch parameter': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { try { f() } catch (getSignInUrl) { getSignInUrl() } } })`,
  'hidden by a loop variable': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { for (const getSignInUrl of fns) getSignInUrl() } })`,
  'hidden by the name of a function expression': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: function getSignInUrl(n) { return n ? getSignInUrl(0) : '/' } })`,
  'hidden by an enum': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { enum getSignInUrl { A } return getSignInUrl() } })`,
  'hidden in a switch': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { switch (x) { case 1: const getSignInUrl = () => '/'; return getSignInUrl() } } })`,
  'a hidden creator': `
    import { getSignInUrl } from 'virtual:authkit'
    const createFileRoute = (path) => (options) => options
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'a name that is written over': `${IMPORTS}
    let url = getSignInUrl
    url = () => '/'
    export const Route = createFileRoute('/a')({ loader: () => url() })`,
  'a type import': `
    import { createFileRoute } from '@tanstack/react-router'
    import type { getSignInUrl } from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: (): ReturnType<typeof getSignInUrl> => getSignInUrl() })`,
  'type positions': `${IMPORTS}
    type Url = Awaited<ReturnType<typeof getSignInUrl>>
    export const Route = createFileRoute('/a')({ loader: (): Url => '/api/auth/sign-in' as Url })`,

  'what may be too many things': `${IMPORTS}
    const f0 = wrap(() => getSignInUrl())
    ${Array.from({ length: 40 }, (_, n) => `const f${n + 1} = w${n}(f${n}, f${n}, f${n}, f${n})`).join('\n')}
    ${Array.from({ length: 70 }, (_, n) => `const g${n} = () => ${n}`).join('\n')}
    const g = [${Array.from({ length: 70 }, (_, n) => n).reduce((all, n) => `x[${n}] ? g${n} : ${all}`, 'getSignInUrl')}][0]
    export const Route = createFileRoute('/a')({ loader: () => [f40(), g()] })`,

  // barriers
  'an import that is never called': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => getAuth() })
    export { getSignInUrl }`,
  'a server route': `${IMPORTS}
    export const Route = createFileRoute('/api/auth/go')({
      server: { handlers: { GET: async () => Response.redirect(await getSignInUrl()) } },
    })`,
  'the handlers of a server route as a function': `${IMPORTS}
    export const Route = createFileRoute('/api/auth/go')({
      server: { handlers: ({ createHandlers }) => createHandlers({ GET: async () => Response.redirect(await getSignInUrl()) }) },
    })`,
  'the middleware of a server route': `${IMPORTS}
    const m = createMiddleware().server(async ({ next }) => { await getSignInUrl(); return next() })
    export const Route = createFileRoute('/a')({ server: { middleware: [m] }, loader: () => getAuth() })`,
  'middleware of a server function': `${IMPORTS}
    const m = createMiddleware().server(async ({ next }) => { await getSignInUrl(); return next() })
    const load = createServerFn().middleware([m]).handler(async () => 1)
    export const Route = createFileRoute('/a')({ loader: () => load() })`,
  'middleware made in a loader': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { const m = createMiddleware().server(async () => getSignInUrl()); return use(m) } })`,
  'a component': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => getAuth(), component: Page })
    function Page() { const url = use(getSignInUrl()); return <a href={url}>x</a> }`,
  'an event handler': `${IMPORTS}
    export const Route = createFileRoute('/a')({ component: () => <button onClick={async () => { location.href = await getSignInUrl() }}>x</button> })`,
  'useServerFn in a component': `${IMPORTS}
    import { useServerFn } from '@tanstack/react-start'
    export const Route = createFileRoute('/a')({ loader: () => getAuth(), component: Page })
    function Page() { const go = useServerFn(getSignInUrl); return <button onClick={() => go()}>x</button> }`,
  'useServerFn in a loader': `${IMPORTS}
    import { useServerFn } from '@tanstack/react-start'
    export const Route = createFileRoute('/a')({ loader: () => { const go = useServerFn(() => getSignInUrl()); return go() } })`,
  'a server function that is made and not called': `${IMPORTS}
    const getLink = createServerFn().handler(async () => getSignInUrl())
    export const Route = createFileRoute('/a')({ loader: () => getAuth(), component: () => <Go action={getLink} /> })`,
  'a function that is handed out, not called': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => ({ signIn: () => getSignInUrl() }) })`,
  'a source that is handed out, not called': `${IMPORTS}
    export const Route = createFileRoute('/a')({ beforeLoad: () => ({ getSignInUrl }) })`,
  'a function in a function that is not called': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => { function later() { return getSignInUrl() } return getAuth() } })`,
  'a listener': `${IMPORTS}
    export const Route = createFileRoute('/a')({ onEnter: () => { window.addEventListener('login', () => getSignInUrl()) } })`,
  'a mutation': `${IMPORTS}
    import { mutationOptions } from '@tanstack/react-query'
    const signIn = mutationOptions({ mutationFn: () => getSignInUrl() })
    export const Route = createFileRoute('/a')({ loader: ({ context }) => context.queryClient.ensureQueryData(other), component: () => use(signIn) })`,
  'an option that only looks like one': `${IMPORTS}
    export const Route = createFileRoute('/a')({ onClick: () => getSignInUrl(), pendingComponent: () => getSignInUrl() })`,
  'a later property of the same name': `${IMPORTS}
    const shared = { loader: () => getSignInUrl() }
    export const Route = createFileRoute('/a')({ ...shared, loader: () => getAuth() })`,
  'an object with a loader that is no route': `${IMPORTS}
    export const config = defineThing({ loader: () => getSignInUrl() })`,
  'another router': `
    import { createFileRoute } from 'solid-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`,
  'the context of something else': `${IMPORTS}
    import { createRouter } from 'radix3'
    export const getRouter = async () => createRouter({ context: { url: await getSignInUrl() } })`,
  'beside the context of the router': `
    import { createRouter } from '@tanstack/react-router'
    import { getSignInUrl } from 'virtual:authkit'
    export const getRouter = async () => createRouter({ context: {}, Wrap: () => <a onClick={() => getSignInUrl()} /> })`,
  'the top level of a module': `${IMPORTS}
    const url = getSignInUrl()
    export const Route = createFileRoute('/a')({ component: () => <a href={use(url)}>x</a> })`,
  'a test': `${IMPORTS}
    import { test } from 'vitest'
    test('x', () => { createFileRoute('/a')({ loader: () => getSignInUrl() }) })`,
  'a syntax error': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: () => getSignInUrl( })`,
  'a comment and a string': `
    import { createFileRoute } from '@tanstack/react-router'
    // loader: () => getSignInUrl()
    export const Route = createFileRoute('/a')({ loader: () => 'getSignInUrl()' })`,
}
