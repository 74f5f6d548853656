import { readablePath } from '../../diagnostics/diagnostic-view.ts'
import type { ServerCode } from '../client-graph.ts'
import type { Finding, RuleMeta } from '../rule.ts'
import type { Span } from '../summary.ts'

const meta: RuleMeta = {
  code: 'AK020',
  name: 'server-code-in-client',
  defaultSeverity: 'error',
  what: 'A module that belongs on the server is in the client bundle.',
  why: [
    'The session toolkit, the server side of `virtual:authkit` and the WorkOS SDK work with the cookie password and ' +
      'the API key. In a browser they cannot work, and whatever they were given there is public. The same goes for ' +
      "what the app marks itself: by the option `serverOnly`, or by `import '@tanstack/react-start/server-only'`.",
    'What counts is the bundle as it is in the end. An import that only serves the handler of a server function is ' +
      'taken out by TanStack Start, and is fine.',
    'A dev server shakes nothing out, so there it is a warning, and the page goes on working: whether the module is ' +
      'in the bundle is for the build to say.',
  ],
  incorrect: [
    {
      title: 'A component reaches for the toolkit',
      code: `import { sessionEncryption } from 'vite-plugin-authkit-start/session'

export function SessionInfo({ cookie, password }: { cookie: string; password: string }) {
  return <button onClick={() => sessionEncryption.unsealData(cookie, { password })}>Show</button>
}`,
    },
    {
      title: "With `authkit({ serverOnly: ['src/server/**', 'pg'] })`, a component imports from there",
      code: `import { prices } from '../server/prices'

export function Prices() {
  return <p>{prices.basic}</p>
}`,
    },
  ],
  correct: [
    {
      title: 'The component asks the provider',
      code: `import { useAuth } from 'virtual:authkit/client'

export function SessionInfo() {
  const { user } = useAuth()
  return <p>{user?.email}</p>
}`,
    },
    {
      title: 'The SDK stays in the handler of a server function',
      code: `import { createServerFn } from '@tanstack/react-start'
import { WorkOS } from '@workos-inc/node'

export const listOrganizations = createServerFn().handler(async () => {
  const workos = new WorkOS(process.env.WORKOS_API_KEY)
  const { data } = await workos.organizations.listOrganizations()
  return data.map(({ id, name }) => ({ id, name }))
})`,
    },
  ],
  silent: [
    'Imports of types, and imports that TanStack Start takes out of the client.',
    '`jose` or `iron-webcrypto` that the app itself uses in the browser: they count when they come by way of the ' +
      'runtime, or when `serverOnly` names them.',
  ],
}

interface ServerCodeText {
  /** What it is called in a sentence. */
  name: string
  /** What to do instead of importing it. */
  help: string
}

const SERVER_CODE: Readonly<Record<ServerCode, ServerCodeText>> = {
  'session-toolkit': {
    name: 'the session toolkit',
    help:
      'Use it in the handler of a server function or server route, or in middleware. In components, ask ' +
      '`useAuth()` of `virtual:authkit/client` who is signed in.',
  },
  'virtual-server': {
    name: 'the server side of `virtual:authkit`',
    help: "Import from 'virtual:authkit' or 'virtual:authkit/client': each is another module in the browser.",
  },
  'workos-sdk': {
    name: 'the WorkOS SDK',
    help:
      'Call it in the handler of a server function, and call that from the component:\n' +
      'const load = createServerFn().handler(async () => …)',
  },
  copy: {
    name: 'a copy of the session toolkit',
    help: 'Use what brings it along in the handler of a server function or server route, or in middleware.',
  },
  marked: {
    name: 'a module that the app keeps on the server',
    help:
      'Use it in the handler of a server function or server route, or in middleware; what browsers need of it ' +
      'belongs in a module of its own.',
  },
}

/** A leak as a reader sees it. */
export interface LeakPlace {
  serverCode: ServerCode
  /** The imports in the original source that lead there, from the entry on; the last brings the server code. */
  steps: readonly (Span & { file: string })[]
  /** Absolute path of the server module. */
  imported: string
  /** Absolute path of the app. */
  root: string
}

/** AK020: server code is in the client bundle. */
export const serverCodeInClient: { meta: RuleMeta; describe: (leak: LeakPlace) => Finding } = {
  meta,
  describe: ({ serverCode, steps, imported, root }) => {
    const { name, help } = SERVER_CODE[serverCode]
    const last = steps.at(-1)
    const shown = [...steps.map(({ file }) => file), imported].map((file) => readablePath(file, root))
    return {
      message: `\`${shown.at(-2)}\` brings ${name} into the browser.`,
      help,
      start: last?.start ?? 0,
      end: last?.end ?? 0,
      trace: steps.map((step, index) => ({ ...step, note: `imports \`${shown[index + 1]}\`` })),
    }
  },
}
