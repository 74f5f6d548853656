import { expect, test } from 'vitest'

import { parseSource } from '../../src/codemods/syntax/source-file.ts'
import { listFiles } from '../../src/lint/find-modules.ts'
import { declarationHash } from '../../src/migrate/example/declaration-hash.ts'
import type { KnownDeclarations } from '../../src/migrate/example/example-code.ts'
import { type ExamplePlan, planExample } from '../../src/migrate/example/plan-example.ts'
import { readProject } from '../../src/project/read-project.ts'
import { startApp } from '../start-app.ts'

/** Stands for the published example: files of the same names, with code of our own. */
const EXAMPLE = {
  'src/authkit/serverFunctions.ts': `import { createServerFn } from '@tanstack/react-start'
import { endSession, readSession } from './ssr/session'
import { authorizeUrl } from './ssr/urls'
import type { UserInfo } from './ssr/interfaces'

export const getAuth = createServerFn({ method: 'GET' }).handler(async (): Promise<UserInfo> => readSession())

export const getSignInUrl = createServerFn({ method: 'GET' })
  .validator((data?: string) => data)
  .handler(({ data }) => authorizeUrl(data, 'sign-in'))

export const signOut = createServerFn({ method: 'POST' })
  .validator((data?: string) => data)
  .handler(({ data }) => endSession(data))
`,
  'src/authkit/ssr/session.ts': `import { getCookie, setCookie } from '@tanstack/react-start/server'
import { sealData, unsealData } from 'iron-session'

const NAME = 'wos-session'

export async function readSession() {
  return unsealData(getCookie(NAME) ?? '', { password: process.env.WORKOS_COOKIE_PASSWORD ?? '' })
}

export async function saveSession(session: unknown) {
  setCookie(NAME, await sealData(session, { password: process.env.WORKOS_COOKIE_PASSWORD ?? '' }))
}

export function endSession(returnTo?: string) {
  setCookie(NAME, '')
  return returnTo
}

export function updateSession() {
  return readSession()
}
`,
  'src/authkit/ssr/urls.ts': `export function authorizeUrl(returnPathname: string | undefined, hint: string) {
  return \`https://api.workos.com/authorize?\${new URLSearchParams({ hint, state: returnPathname ?? '/' })}\`
}
`,
  'src/authkit/ssr/interfaces.ts': `export interface UserInfo {
  user: { email: string } | null
}
`,
  'src/routes/api/auth/callback.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { saveSession } from '../../../authkit/ssr/session'

export const Route = createFileRoute('/api/auth/callback')({
  server: {
    handlers: {
      GET: async ({ request }) => {
        // The code that AuthKit gave
        await saveSession({ code: new URL(request.url).searchParams.get('code') })
        return toPage('/')
      },
    },
  },
})

function toPage(path: string) {
  return new Response(null, { status: 307, headers: { Location: path } })
}
`,
} as const

const FILES = {
  ...EXAMPLE,
  'src/routes/guarded.tsx': `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth, getSignInUrl } from '../authkit/serverFunctions'
import type { UserInfo } from '../authkit/ssr/interfaces'

export const Route = createFileRoute('/guarded')({
  beforeLoad: async (): Promise<UserInfo> => {
    const auth = await getAuth()
    if (!auth.user) throw redirect({ href: await getSignInUrl({ data: '/guarded' }) })
    return auth
  },
})
`,
  'src/routes/leave.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { signOut as leave } from '../authkit/serverFunctions'

export const Route = createFileRoute('/leave')({
  component: () => <button onClick={() => leave({ data: '/' })}>Leave</button>,
})
`,
} as const

const KNOWN: KnownDeclarations = knownFrom(EXAMPLE)

function knownFrom(files: Readonly<Record<string, string>>): KnownDeclarations {
  const known = new Map<string, string[]>()
  for (const [path, text] of Object.entries(files)) {
    const file = parseSource(path, text)
    for (const declaration of [
      ...file.getVariableDeclarations(),
      ...file.getFunctions(),
      ...file.getInterfaces(),
    ]) {
      known.set(declaration.getName() ?? '', [declarationHash(declaration)])
    }
    const handler = file.getDescendants().find((node) => node.getText().startsWith('async ({ request })'))
    if (handler !== undefined) known.set('GET', [declarationHash(handler)])
  }
  return known
}

async function plan(changed: Readonly<Record<string, string>> = {}): Promise<ExamplePlan | null> {
  const root = startApp({ ...FILES, ...changed })
  return planExample(await readProject(root), await listFiles(root, '.'), KNOWN)
}

function textOf(result: ExamplePlan | null, path: string): string | null {
  const change = result?.changes.find((candidate) => candidate.path === path)
  return change?.kind === 'modify' ? change.after : null
}

test('a copy of the example is moved, and what it leaves is told', async () => {
  const result = await plan()

  expect(result?.blockers).toEqual([])
  expect(textOf(result, 'src/routes/api/auth/callback.tsx')).toContain('GET: handleCallbackRoute(),')
  expect(textOf(result, 'src/routes/guarded.tsx')).toBe(
    FILES['src/routes/guarded.tsx']
      .replace('../authkit/serverFunctions', 'virtual:authkit')
      .replace('../authkit/ssr/interfaces', 'virtual:authkit'),
  )
  expect(textOf(result, 'src/routes/leave.tsx')).toBe(
    FILES['src/routes/leave.tsx']
      .replace('../authkit/serverFunctions', 'virtual:authkit')
      .replace("{ data: '/' }", "{ data: { returnTo: '/' } }"),
  )
  expect(result?.notes).toEqual([expect.stringContaining('Nothing uses src/authkit any more')])
})

test('a copy that a formatter has been over, with comments and the name of another Start, is the same', async () => {
  const original = EXAMPLE['src/authkit/serverFunctions.ts']
  const result = await plan({
    'src/authkit/serverFunctions.ts': original
      .replaceAll("'", '"')
      .replaceAll('.validator(', '.inputValidator(')
      .replaceAll('(data?: string) => data)', '(data?: string) => data,)')
      .replace('export const signOut', '/** Ends it. */\nexport const signOut'),
  })

  expect(result?.blockers).toEqual([])
})

test('an import that takes something of the user’s own too is split', async () => {
  const result = await plan({
    'src/authkit/serverFunctions.ts': `${EXAMPLE['src/authkit/serverFunctions.ts']}
export const createOrganization = createServerFn().handler(() => 'org')
`,
    'src/routes/own.tsx': `import { createOrganization, getAuth } from '../authkit/serverFunctions';

export const own = () => [createOrganization(), getAuth()];
`,
  })

  expect(textOf(result, 'src/routes/own.tsx')).toBe(`import { getAuth } from 'virtual:authkit';
import { createOrganization } from '../authkit/serverFunctions';

export const own = () => [createOrganization(), getAuth()];
`)
  expect(result?.notes).toEqual([expect.stringContaining('src/authkit is still used by src/routes/own.tsx')])
})

test.each([
  {
    name: 'a function that was changed',
    path: 'src/authkit/serverFunctions.ts',
    change: ['=> readSession()', '=> ({ ...(await readSession()), plan: "free" })'],
    says: 'uses `getAuth` of src/authkit, which is not as in the example',
  },
  {
    name: 'a function that was changed further down',
    path: 'src/authkit/ssr/session.ts',
    change: ["'wos-session'", "'my-session'"],
    says: 'uses `getAuth` of src/authkit',
  },
  {
    name: 'a function that comes from another package',
    path: 'src/authkit/ssr/session.ts',
    change: ["'iron-session'", "'my-session'"],
    says: 'uses `getAuth` of src/authkit',
  },
  {
    name: 'a callback that does more',
    path: 'src/routes/api/auth/callback.tsx',
    change: ["return toPage('/')", "await fetch('/log')\n        return toPage('/')"],
    says: 'does more than the example',
  },
  {
    name: 'a callback with another method',
    path: 'src/routes/api/auth/callback.tsx',
    change: ['      GET: async', '      POST: () => new Response(),\n      GET: async'],
    says: 'does more than the example',
  },
  {
    name: 'a callback with a comment of the user’s',
    path: 'src/routes/api/auth/callback.tsx',
    change: ['export const Route', '// Registered as two redirect URIs\nexport const Route'],
    says: 'does more than the example',
  },
  {
    name: 'a callback that saves in another way',
    path: 'src/routes/api/auth/callback.tsx',
    change: [
      "import { saveSession } from '../../../authkit/ssr/session'",
      "import { saveSession } from '../../../mine'",
    ],
    says: 'no route was found that saves the session',
  },
  {
    name: 'signOut that is told an address',
    path: 'src/routes/leave.tsx',
    change: ["{ data: '/' }", '{ data: location.href }'],
    says: 'signOut is told something else than a path',
  },
  {
    name: 'signOut that is handed on',
    path: 'src/routes/leave.tsx',
    change: ["() => leave({ data: '/' })", 'leave'],
    says: 'signOut is handed on',
  },
  {
    name: 'an import as a whole',
    path: 'src/routes/leave.tsx',
    change: ['import { signOut as leave }', 'import * as leave'],
    says: 'it is not imported by names',
  },
  {
    name: 'updateSession of the copy',
    path: 'src/routes/leave.tsx',
    change: [
      "import { signOut as leave } from '../authkit/serverFunctions'",
      "import { updateSession as leave } from '../authkit/ssr/session'",
    ],
    says: 'which authkitMiddleware() does from now on',
  },
])(
  '$name is left to the user, and everything waits',
  async ({ path, change: [from = '', to = ''], says }) => {
    const original: string = FILES[path as keyof typeof FILES]
    expect(original).toContain(from)

    const result = await plan({ [path]: original.replace(from, to) })

    expect(result?.blockers.map(({ why }) => why)).toContainEqual(expect.stringContaining(says))
  },
)

test('a copy that nothing uses is no reason to migrate', async () => {
  const root = startApp({ 'src/authkit/serverFunctions.ts': EXAMPLE['src/authkit/serverFunctions.ts'] })
  expect(planExample(await readProject(root), await listFiles(root, '.'), KNOWN)).toBe(null)
})
