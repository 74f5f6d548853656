import type { AppFacts } from '../app/app-facts.ts'
import type { AuthRoute } from '../app/auth-routes.ts'
import type { ModuleUse } from '../app/module-use.ts'
import { otherAnswer } from '../app/other-answers.ts'
import { mayBeElsewhere, redirectTarget, type RedirectTarget } from '../app/redirect-target.ts'
import { mayAnswer } from '../app/route-path.ts'
import { callbackRouteSource, SUGGESTED_PATHS } from '../app/route-source.ts'
import type { AppFinding, AppRule, RuleMeta } from '../rule.ts'

const HANDLER = 'handleCallbackRoute'

const meta: RuleMeta = {
  code: 'AK012',
  name: 'callback-route',
  defaultSeverity: 'warn',
  what: 'No route receives the answer of a sign-in where WorkOS sends it.',
  why: [
    'After a sign-in WorkOS sends the browser to the redirect URI, with a code. The route of that path has to exchange ' +
      'the code for a session, and `handleCallbackRoute()` does. Without it every sign-in ends on an error page.',
    'It is a warning because the redirect URI is set where the app runs, and may be the address of another server.',
  ],
  incorrect: [
    {
      title: 'The function is given instead of its result',
      file: 'src/routes/api/auth/callback.ts',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/callback')({
  server: { handlers: { GET: handleCallbackRoute } },
})`,
    },
    {
      title: 'Another path than that of the redirect URI, `/api/auth/callback`',
      file: 'src/routes/auth/callback.ts',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from 'virtual:authkit'

export const Route = createFileRoute('/auth/callback')({
  server: { handlers: { GET: handleCallbackRoute() } },
})`,
    },
  ],
  correct: [
    {
      title: 'The path of the redirect URI',
      file: 'src/routes/api/auth/callback.ts',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/callback')({
  server: { handlers: { GET: handleCallbackRoute() } },
})`,
    },
  ],
  silent: [
    'A path that depends on what is only known at run time, and a redirect URI on another host.',
    'Handlers of your own that use the session toolkit or the SDK of WorkOS, handlers of packages, and code that ' +
      'cannot be followed.',
    'Apps that begin no sign-in; and every app of which only some modules have been seen, as in `vite dev`.',
  ],
}

/** AK012: the answer of a sign-in is not received. */
export const callbackRoute: AppRule = {
  meta,
  check: async (app) => {
    if (!app.options.complete) return []
    const { routes, isComplete } = await app.authRoutes(HANDLER)
    const uncalled = routes.filter((route) => !route.isCalled)
    if (uncalled.length > 0) return uncalled.map(describeUncalled)
    if (!isComplete) return []
    if (routes.length === 0) return await findMissing(app)
    const target = redirectTarget(app)
    const [first] = routes
    if (target === undefined || first === undefined || first.path === undefined) return []
    const isAnswered = routes.some(
      ({ path }) => path === undefined || mayAnswer(path, target.path, app.options.basePath),
    )
    if (isAnswered || (await otherAnswer(HANDLER, target.path, app)) === 'maybe-same') return []
    return [describeElsewhere(first, first.path, target)]
  },
}

async function findMissing(app: AppFacts): Promise<readonly AppFinding[]> {
  if (mayBeElsewhere(app.options)) return []
  const use = await app.beginsSignIn()
  if (use === undefined) return []
  const target = redirectTarget(app)
  const other = await otherAnswer(HANDLER, target?.path, app)
  return other === 'maybe-same' ? [] : [describeMissing(use, target, other === 'different')]
}

function describeUncalled({ file, place: { start, end } }: AuthRoute): AppFinding {
  return {
    message: `\`${HANDLER}\` makes the handler when it is called; here it is handed over itself.`,
    help: `Call it:\nGET: ${HANDLER}()`,
    file,
    start,
    end,
  }
}

function describeMissing(
  { file, name, specifier, start, end }: ModuleUse,
  target: RedirectTarget | undefined,
  isAnswered: boolean,
): AppFinding {
  const path = target?.path ?? SUGGESTED_PATHS.callback
  const what = isAnswered
    ? `the route of \`${path}\`, where its answer comes, does not complete it.`
    : 'no route of the app receives its answer.'
  return {
    message: `\`${name}\` begins a sign-in, and ${what}`,
    help: `${isAnswered ? 'Make it' : `Add a route for \`${path}\``}:\n${callbackRouteSource({ path, specifier })}`,
    file,
    start,
    end,
  }
}

function describeElsewhere({ file, place }: AuthRoute, path: string, target: RedirectTarget): AppFinding {
  const help =
    target.by === 'plugin'
      ? `Tell the plugin, and let WORKOS_REDIRECT_URI end in it:\nauthkit({ callbackPath: '${path}' })`
      : `Let WORKOS_REDIRECT_URI end in \`${path}\`, here and in the dashboard of WorkOS, or make this the route of \`${target.path}\`.`
  return {
    message: `The callback route answers \`${path}\`, and WorkOS sends the browser to \`${target.path}\`.`,
    help,
    file,
    start: place.start,
    end: place.end,
  }
}
