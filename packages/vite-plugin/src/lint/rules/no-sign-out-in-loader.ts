import { SUGGESTED_PATHS } from '../app/route-source.ts'
import { describeCall, describeSink, traceOf } from '../describe-reach.ts'
import type { SignOutReach } from '../reach.ts'
import type { ModuleRule, RuleMeta } from '../rule.ts'

const meta: RuleMeta = {
  code: 'AK003',
  name: 'no-sign-out-in-loader',
  defaultSeverity: 'error',
  what: 'The user is signed out while the router navigates or preloads.',
  why: [
    "A loader runs for every link that is preloaded. With `defaultPreload: 'intent'` the pointer only has to pass over " +
      '“Sign out” on its way to something else, and the session is gone.',
    '`preload: false` keeps the `loader` of a route from that, though not its `beforeLoad`. What remains is that any ' +
      'request for the page signs out, also one that another site or the browser itself makes: that is a warning. So is ' +
      "a call that only runs when the router does not preload, as after `if (preload) return` or `if (cause !== 'preload')`.",
    'The sign-out route (`handleSignOutRoute()`) refuses preloads and requests of other sites. A redirect to it signs ' +
      'out when the browser opens it, and not before.',
    'It is an error because users lose their session without having asked for it.',
  ],
  incorrect: [
    {
      title: 'A hovered link signs the user out',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { signOut } from 'virtual:authkit'

export const Route = createFileRoute('/logout')({
  loader: () => signOut(),
})`,
    },
    {
      title: '`preload: false` does not keep `beforeLoad` from running',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { signOut } from 'virtual:authkit'

export const Route = createFileRoute('/logout')({
  preload: false,
  beforeLoad: async () => {
    await signOut({ data: { returnTo: '/' } })
  },
})`,
    },
  ],
  correct: [
    {
      title: 'Redirect to the route that ends the session',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/logout')({
  loader: () => {
    throw redirect({ href: '/api/auth/sign-out', reloadDocument: true })
  },
})`,
    },
    {
      title: 'Or link to it',
      code: `export function SignOut() {
  return <a href="/api/auth/sign-out">Sign out</a>
}`,
    },
    {
      title: 'Or sign out when the user asks',
      code: `import { useAuth } from 'virtual:authkit/client'

export function SignOut() {
  const { signOut } = useAuth()
  return <button onClick={() => signOut()}>Sign out</button>
}`,
    },
  ],
  silent: [
    'Server routes (`server.handlers`), middleware, components and event handlers: they run when a user asks.',
    'Functions that are handed to something which may keep them for later: `setTimeout`, an interceptor, a registry.',
    'Functions of the same name that come from somewhere else, such as another SDK.',
  ],
}

/** AK003: a loader signs the user out. */
export const noSignOutInLoader: ModuleRule = {
  meta,
  check: ({ reaches, signOutPath = SUGGESTED_PATHS.signOut }) =>
    reaches
      .filter((reach) => reach.kind === 'sign-out')
      .filter(isWorstOfItsCall)
      .map((reach) => {
        const [{ start, end }] = reach.steps
        const when = isPreloaded(reach)
          ? 'on every navigation and preload: a hovered link is enough.'
          : 'on every request for the page, also one that another site makes.'
        return {
          message: `${describeCall(reach)} in ${describeSink(reach)} signs the user out ${when}`,
          help:
            'Let the sign-out route do it, when the browser opens it:\n' +
            `throw redirect({ href: '${signOutPath}', reloadDocument: true })`,
          start,
          end,
          trace: traceOf(reach),
          ...(isPreloaded(reach) ? {} : { defaultSeverity: 'warn' }),
        }
      }),
}

/** One call may sign out in two ways: of these the one that may happen on preload is said. */
function isWorstOfItsCall(reach: SignOutReach, _index: number, all: readonly SignOutReach[]): boolean {
  const isSameCall = ({ sink, steps: [step] }: SignOutReach): boolean =>
    sink === reach.sink && step.start === reach.steps[0].start && step.end === reach.steps[0].end
  return !reach.notPreloaded || !all.some((other) => !other.notPreloaded && isSameCall(other))
}

/** `preload: false` keeps the `loader` from running on preload, and nothing else; so may the code itself. */
function isPreloaded({ sink, notPreloaded }: SignOutReach): boolean {
  return !notPreloaded && (sink.option !== 'loader' || sink.traits?.preload !== false)
}
