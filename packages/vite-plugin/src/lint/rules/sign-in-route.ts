import type { AppFacts } from '../app/app-facts.ts'
import type { AuthRoute } from '../app/auth-routes.ts'
import { otherAnswer } from '../app/other-answers.ts'
import { mayAnswer } from '../app/route-path.ts'
import { signInRouteSource, SUGGESTED_PATHS } from '../app/route-source.ts'
import type { AppFinding, AppRule, RuleMeta } from '../rule.ts'

const HANDLER = 'handleSignInRoute'

const meta: RuleMeta = {
  code: 'AK013',
  name: 'sign-in-route',
  defaultSeverity: 'warn',
  what: 'No route of the app begins a sign-in where it is expected.',
  why: [
    'Some sign-ins begin at WorkOS: when you impersonate a user in the dashboard, when a user opens an invitation or ' +
      'the app from their identity provider. WorkOS then sends the browser to the sign-in endpoint of the app (the ' +
      '“initiate login URI” of the dashboard), which has to start the flow and set its cookie. Where there is no such ' +
      'route, these sign-ins end in an error.',
    'The plugin sends browsers to `signInPath`, for example when somebody opens a page of `useAuth({ ensureSignedIn: ' +
      'true })`: the route has to be there.',
    'It is a warning because users who sign in from the app itself may notice nothing.',
  ],
  incorrect: [
    {
      title: 'The plugin looks for it at `/api/auth/sign-in`',
      file: 'src/routes/login.ts',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleSignInRoute } from 'virtual:authkit'

export const Route = createFileRoute('/login')({
  server: { handlers: { GET: handleSignInRoute() } },
})`,
    },
  ],
  correct: [
    {
      title: 'The path that the plugin goes by',
      file: 'src/routes/api/auth/sign-in.ts',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleSignInRoute } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/sign-in')({
  server: { handlers: { GET: handleSignInRoute() } },
})`,
    },
  ],
  silent: [
    'A route or middleware of your own that may begin the flow with `getSignInUrl()` or the session toolkit.',
    'Apps without a callback route, handlers of packages, and handlers that cannot be followed.',
    'Every app of which only some modules have been seen, as in `vite dev`.',
  ],
}

/** AK013: sign-ins that begin at WorkOS find no route. */
export const signInRoute: AppRule = {
  meta,
  check: async (app) => {
    if (!app.options.complete) return []
    const callback = await app.authRoutes('handleCallbackRoute')
    const [receiver] = callback.routes
    if (receiver === undefined || !callback.isComplete) return []
    const { routes, isComplete } = await app.authRoutes(HANDLER)
    if (!isComplete || routes.some((route) => !route.isCalled)) return []
    const [first] = routes
    const { signInPath, basePath } = app.options
    if (first === undefined) {
      const begins = (await mayBegin(app)) || (await otherAnswer(HANDLER, signInPath, app)) === 'maybe-same'
      return begins ? [] : [describeMissing(receiver, signInPath)]
    }
    if (signInPath === undefined || first.path === undefined) return []
    const isAnswered =
      routes.some(({ path }) => path === undefined || mayAnswer(path, signInPath, basePath)) ||
      (await hasRoute(app, signInPath))
    return isAnswered ? [] : [describeElsewhere(first, first.path, signInPath)]
  },
}

/** Whether some code that answers requests may begin a sign-in. */
async function mayBegin(app: AppFacts): Promise<boolean> {
  const beginning = app.mentioning('authUrl')
  if (beginning.length === 0) return false
  // A loader that redirects to the URL it made does it as well, though AK002 knows better.
  const redirects = app.reaches.some(({ reach }) => reach.kind === 'auth-url' && reach.outcome === 'redirect')
  if (redirects) return true
  const { startEntry } = app.options
  const answering = [...app.mentioning('handlers'), ...app.mentioning('answers')]
  return await app.importsAnyOf(
    typeof startEntry === 'string' ? [startEntry, ...answering] : answering,
    beginning,
  )
}

/** Whether another route may answer a path. */
async function hasRoute(app: AppFacts, wanted: string): Promise<boolean> {
  const routes = await app.routesIn(app.mentioning('handlers'))
  return routes.some(({ path }) => path === undefined || mayAnswer(path, wanted, app.options.basePath))
}

function describeMissing(
  { file, place, specifier }: AuthRoute,
  path: string = SUGGESTED_PATHS.signIn,
): AppFinding {
  return {
    message: 'No route begins a sign-in, so those that begin at WorkOS, such as impersonation, cannot work.',
    help:
      `Add a route for \`${path}\`, and make it the sign-in endpoint in the dashboard of WorkOS:\n` +
      signInRouteSource({ path, specifier }),
    file,
    start: place.start,
    end: place.end,
  }
}

function describeElsewhere({ file, place }: AuthRoute, path: string, signInPath: string): AppFinding {
  return {
    message: `The sign-in route answers \`${path}\`, and the plugin sends browsers to \`${signInPath}\`.`,
    help: `Tell the plugin:\nauthkit({ signInPath: '${path}' })`,
    file,
    start: place.start,
    end: place.end,
  }
}
