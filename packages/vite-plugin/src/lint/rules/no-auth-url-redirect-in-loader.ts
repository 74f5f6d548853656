import { describeCall, describeSink, traceOf } from '../describe-reach.ts'
import type { ModuleRule, RuleMeta } from '../rule.ts'
import { signInLink } from '../sign-in-link.ts'

const meta: RuleMeta = {
  code: 'AK002',
  name: 'no-auth-url-redirect-in-loader',
  defaultSeverity: 'warn',
  what: 'A loader redirects the signed-out to a sign-in URL that it makes itself.',
  why: [
    'It works when the page is opened. When the page is only preloaded, because the pointer passed over a link, ' +
      'the loader runs all the same: it starts an OAuth flow nobody asked for, and sets its cookie.',
    'On a client-side navigation the cookie and the redirect arrive on two ways and race each other; the one who ' +
      'loses is a user whose sign-in fails.',
    'A redirect to the sign-in route has neither fault: the flow starts when the browser opens that route. It needs ' +
      '`reloadDocument`, because the route answers on the server: the router would otherwise look for a page.',
  ],
  incorrect: [
    {
      title: 'The URL is made only to be thrown',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth, getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  beforeLoad: async () => {
    const { user } = await getAuth()
    if (!user) {
      const href = await getSignInUrl({ data: { returnPathname: '/account' } })
      throw redirect({ href })
    }
    return { user }
  },
})`,
    },
  ],
  correct: [
    {
      title: 'Redirect to the route that starts the flow',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  beforeLoad: async () => {
    const { user } = await getAuth()
    if (!user) {
      throw redirect({ href: '/api/auth/sign-in?returnPathname=%2Faccount', reloadDocument: true })
    }
    return { user }
  },
})`,
    },
  ],
  silent: [
    'Server routes and middleware, where a redirect to a URL made on the spot is right.',
    'A URL that is also shown, returned or stored, or that some path does not use: that is [AK001](./AK001.md).',
  ],
}

/** AK002: a loader redirects to a URL that starts a sign-in. */
export const noAuthUrlRedirectInLoader: ModuleRule = {
  meta,
  check: ({ source, reaches, signInPath }) => {
    const authUrlReaches = reaches.filter((reach) => reach.kind === 'auth-url')
    const prefetched = new Set(
      authUrlReaches.filter((reach) => reach.outcome !== 'redirect').map(({ steps }) => steps[0].start),
    )
    return authUrlReaches
      .filter((reach) => reach.outcome === 'redirect' && !prefetched.has(reach.steps[0].start))
      .map((reach) => {
        const [{ start, end }] = reach.steps
        const link = signInLink(reach, source, signInPath)
        const route =
          link.handler === undefined ? 'the sign-in route' : `a route with \`GET: ${link.handler}\``
        return {
          message: `${describeCall(reach)} in ${describeSink(reach)} starts a sign-in on preload, before any redirect.`,
          help: `Redirect to ${route} instead:\nthrow redirect({ href: ${link.expression}, reloadDocument: true })`,
          start,
          end,
          trace: traceOf(reach),
        }
      })
  },
}
