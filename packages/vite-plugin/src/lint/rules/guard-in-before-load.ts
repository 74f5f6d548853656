import type { FileReach } from '../app/app-facts.ts'
import { findChildRoute, type ChildRoute } from '../app/child-route.ts'
import { SUGGESTED_PATHS } from '../app/route-source.ts'
import { describeSink, traceOf } from '../describe-reach.ts'
import type { AppFinding, AppRule, RuleMeta } from '../rule.ts'

const FILE_ROUTE = 'createFileRoute'
const ROOT_ROUTES = new Set(['createRootRoute', 'createRootRouteWithContext'])

const meta: RuleMeta = {
  code: 'AK004',
  name: 'guard-in-before-load',
  defaultSeverity: 'warn',
  what: "A layout route's `loader` sends the signed-out away, while the loaders of its child routes run.",
  why: [
    'The router runs the `beforeLoad` of all routes of a page one after the other, and then all their loaders at the ' +
      'same time. A redirect in the `loader` of a layout comes too late: the code of the child routes has run by then, ' +
      'or is running, for somebody who is not signed in.',
    'A redirect in `beforeLoad` stops everything below it. What it returns is there for the child routes as `context`.',
    'It is a warning because each server function has to check for itself who calls it: a guard is a convenience.',
  ],
  incorrect: [
    {
      title: 'The loader of a child route runs all the same',
      file: 'src/routes/_app.tsx',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/_app')({
  loader: async () => {
    const { user } = await getAuth()
    if (!user) throw redirect({ href: '/api/auth/sign-in', reloadDocument: true })
    return { user }
  },
})`,
    },
  ],
  correct: [
    {
      title: 'The guard comes before all that it guards',
      file: 'src/routes/_app.tsx',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/_app')({
  beforeLoad: async () => {
    const { user } = await getAuth()
    if (!user) throw redirect({ href: '/api/auth/sign-in', reloadDocument: true })
    return { user }
  },
})`,
    },
  ],
  silent: [
    'Routes without child routes, and layouts whose child routes load nothing, check for themselves who is there, or wait ' +
      'for their parent (`parentMatchPromise`).',
    'A `beforeLoad` of the layout, of a route above it, or of the child route, that may stop the navigation as well.',
    'Redirects of the signed-in, redirects for other reasons, and a user that comes from elsewhere than AuthKit.',
  ],
}

/** AK004: a layout guards its child routes too late. */
export const guardInBeforeLoad: AppRule = {
  meta,
  check: async (app) => {
    const findings: AppFinding[] = []
    for (const guard of app.reaches.filter(isLoaderGuard)) {
      const { creator, route } = guard.reach.sink
      const child =
        creator === FILE_ROUTE && route === undefined
          ? undefined
          : await findChildRoute(app, ROOT_ROUTES.has(creator) ? undefined : route)
      if (child !== undefined) findings.push(describe(guard, child, app.options.signInPath))
    }
    return findings
  },
}

function isLoaderGuard({ reach: { kind, sink } }: FileReach): boolean {
  return (
    kind === 'auth-guard' &&
    sink.option === 'loader' &&
    (sink.creator === FILE_ROUTE || ROOT_ROUTES.has(sink.creator))
  )
}

function describe(
  { file, reach }: FileReach,
  child: ChildRoute,
  signInPath: string = SUGGESTED_PATHS.signIn,
): AppFinding {
  const [{ start, end }] = reach.steps
  const { file: childFile, id, option, place } = child
  return {
    message: `T${describeSink(reach).slice(1)} sends the signed-out away, but does not stop the code of its child routes.`,
    help:
      'Do it in `beforeLoad`, which runs before the code of child routes:\n' +
      'beforeLoad: async () => {\n' +
      '  const { user } = await getAuth()\n' +
      `  if (!user) throw redirect({ href: '${signInPath}', reloadDocument: true })\n` +
      '  return { user }\n' +
      '},',
    file,
    start,
    end,
    trace: [
      ...traceOf(reach),
      {
        file: childFile,
        start: place.start,
        end: place.end,
        note: `the \`${option}\` of \`${id}\` runs all the same`,
      },
    ],
  }
}
