import { describeCall, describeSink, traceOf } from '../describe-reach.ts'
import type { ModuleRule, RuleMeta } from '../rule.ts'
import { signInLink } from '../sign-in-link.ts'

const meta: RuleMeta = {
  code: 'AK001',
  name: 'no-prefetched-auth-url',
  defaultSeverity: 'error',
  what: 'A URL that starts a sign-in is made while the router navigates or preloads.',
  why: [
    '`getSignInUrl`, `getSignUpUrl` and `getAuthorizationUrl` look like getters and are not: each call starts an ' +
      'OAuth flow and sets a `wos-auth-verifier-…` cookie that lives for ten minutes. A loader runs on every ' +
      "navigation and, with `defaultPreload: 'intent'`, for every link the pointer passes over.",
    'The cookies pile up until the server refuses the request (431). Where their number is capped, the cookie of ' +
      'a tab that is in the middle of a sign-in is thrown out, and that sign-in fails.',
    'A user who is shown a link needs a link to the sign-in route. It starts the flow when it is opened, once.',
  ],
  incorrect: [
    {
      title: 'The URL is made for a link that may never be followed',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth, getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/')({
  loader: async () => {
    const { user } = await getAuth()
    return { user, signInUrl: await getSignInUrl({ data: { returnPathname: '/account' } }) }
  },
})`,
    },
    {
      title: 'The same through a server function',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getSignUpUrl } from 'virtual:authkit'

const getLinks = createServerFn().handler(async () => ({ signUp: await getSignUpUrl() }))

export const Route = createFileRoute('/pricing')({
  loader: () => getLinks(),
})`,
    },
  ],
  correct: [
    {
      title: 'Link to the route that starts the flow',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/')({
  loader: async () => ({ user: (await getAuth()).user }),
  component: Home,
})

function Home() {
  const { user } = Route.useLoaderData()
  return user ? user.email : <a href="/api/auth/sign-in?returnPathname=%2Faccount">Sign in</a>
}`,
    },
    {
      title: 'For sign-up, a route of its own',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleSignInRoute } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/sign-up')({
  server: { handlers: { GET: handleSignInRoute({ screenHint: 'sign-up' }) } },
})`,
    },
  ],
  silent: [
    'Server routes (`server.handlers`), middleware, components and event handlers: they run when a user asks.',
    'Functions that are handed to something which may keep them for later: `setTimeout`, an interceptor, a registry.',
    'Functions of the same names that come from somewhere else: your own, or another SDK.',
    'A call that only ever ends in `throw redirect({ href })`: that is [AK002](./AK002.md).',
  ],
}

/** AK001: a URL that starts a sign-in is made in a loader. */
export const noPrefetchedAuthUrl: ModuleRule = {
  meta,
  check: ({ source, reaches, signInPath }) =>
    reaches
      .filter((reach) => reach.kind === 'auth-url')
      .filter((reach) => reach.outcome !== 'redirect')
      .map((reach) => {
        const [{ start, end }] = reach.steps
        const link = signInLink(reach, source, signInPath)
        const route =
          link.handler === undefined ? 'the sign-in route' : `a route with \`GET: ${link.handler}\``
        return {
          message:
            `${describeCall(reach)} in ${describeSink(reach)} starts a sign-in and sets a cookie on every ` +
            'navigation and preload.',
          help: `Take the call out, and link to ${route} instead:\n<a href=${link.attribute}>…</a>`,
          start,
          end,
          trace: traceOf(reach),
        }
      }),
}
