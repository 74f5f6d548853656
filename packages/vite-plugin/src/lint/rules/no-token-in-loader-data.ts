import { isSurelyRendered } from '../app/server-rendering.ts'
import { describeSink, traceOf } from '../describe-reach.ts'
import type { AuthTokenReach } from '../reach.ts'
import type { AppFinding, AppRule, Finding, ModuleRule, RuleMeta } from '../rule.ts'

/** What the router writes into the page: what these options return. */
const WRITTEN_OPTIONS = new Set(['loader', 'beforeLoad'])

const meta: RuleMeta = {
  code: 'AK005',
  name: 'no-token-in-loader-data',
  defaultSeverity: 'warn',
  what: "A loader's data holds the access token, which is then written into the HTML.",
  why: [
    'What `loader` and `beforeLoad` return is written into the HTML of the page, so that the browser does not have to ' +
      'ask for it again. `getAuth()` answers with the access token: returned as it is, the token of the user stands in ' +
      'the page’s source, for every cache, extension and error report that sees the page.',
    '`getAuthAction()` answers with the same but without the token. A component that needs the token gets it with ' +
      '`useAccessToken()`, and a new one when it has expired.',
    'It is a warning because the page is the user’s own, and the token short-lived.',
  ],
  incorrect: [
    {
      title: 'All of it',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: () => getAuth(),
})`,
    },
    {
      title: 'As a part, through a server function, and into the context of child routes',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getAuth } from 'virtual:authkit'

const loadSession = createServerFn().handler(async () => {
  const auth = await getAuth()
  return { auth, time: Date.now() }
})

export const Route = createFileRoute('/_app')({
  beforeLoad: () => loadSession(),
})`,
    },
  ],
  correct: [
    {
      title: 'The same without the token',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuthAction } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: () => getAuthAction(),
})`,
    },
    {
      title: 'Only what the page shows',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: async () => {
    const { user } = await getAuth()
    return { user }
  },
})`,
    },
  ],
  silent: [
    'Parts without the token: `return { user: auth.user }`, and what a function of your own makes of it.',
    'Objects that are written to, or handed to a function that may take the token out: `stripSecrets(auth)`.',
    'What is only returned when nobody is signed in, or may be: it holds no token.',
    'Routes that are not rendered on the server, because of their own `ssr`, that of a route above, or `defaultSsr`.',
    'Tokens that stay on the server.',
  ],
}

/** AK005: the access token becomes loader data, as far as one module tells. */
export const noTokenInLoaderData: ModuleRule = {
  meta,
  check: ({ reaches }) =>
    reaches
      .filter((reach) => reach.kind === 'auth-token')
      .filter(isWritten)
      .map(describe),
}

/** AK005 in an app, where routes above may decide that nothing is rendered on the server. */
export const noTokenInLoaderDataOfApp: AppRule = {
  meta,
  check: async (app) => {
    const findings: AppFinding[] = []
    for (const { file, reach } of app.reaches) {
      if (reach.kind !== 'auth-token' || !isWritten(reach)) continue
      if (await isSurelyRendered(app, reach.sink.route)) findings.push({ ...describe(reach), file })
    }
    return findings
  },
}

function describe(reach: AuthTokenReach): Finding {
  const [{ start, end }] = reach.steps
  const { option } = reach.sink
  return {
    message:
      `T${describeSink(reach).slice(1)} ${option === 'loader' ? 'returns' : 'adds to the context'} the access ` +
      `token${placeOf(reach)}, which is then written into the HTML.`,
    help: HELP[reach.source] ?? HELP_OTHERWISE,
    start,
    end,
    trace: traceOf(reach),
  }
}

const HELP_OTHERWISE =
  'Return only what the page shows, and get the token in the component that needs it:\n' +
  'const { getAccessToken } = useAccessToken()'

const HELP: Readonly<Record<string, string>> = {
  getAuth:
    '`getAuthAction()` answers with the same but without the token:\nconst { user } = await getAuthAction()',
}

/** Routes that are not rendered on the server write nothing into any HTML. */
function isWritten({ sink }: AuthTokenReach): boolean {
  const { ssr = true } = sink.traits ?? {}
  return WRITTEN_OPTIONS.has(sink.option) && ssr !== false && ssr !== 'unknown'
}

function placeOf({ placed }: AuthTokenReach): string {
  return placed.length === 0 ? '' : ` (\`${placed.join('.')}\`)`
}
