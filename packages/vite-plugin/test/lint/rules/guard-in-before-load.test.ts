import { describe, expect, test } from 'vitest'

import { outline, outlineTrace, type Files } from '../app-fixture.ts'
import { foundBy, shownBy } from '../app/sound-app.ts'
import {
  CHILD,
  child,
  GUARD,
  IMPORTS,
  layout,
  LAYOUT,
  loader,
  REDIRECT,
  withChild,
} from './guarded-layout.ts'

async function found(files: Files): Promise<readonly string[]> {
  return outline(await foundBy('AK004', files, { options: { startEntry: undefined } }), files)
}

describe('AK004 guard-in-before-load finds', () => {
  test.each<{ name: string; files: Files; at?: string }>([
    { name: '`!user`', files: loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`) },
    {
      name: 'a block',
      files: loader(
        `const { user } = await getAuth(); if (!user) { console.log(1); throw ${REDIRECT} } return { user }`,
      ),
    },
    { name: 'a member', files: loader(`const auth = await getAuth(); if (!auth.user) throw ${REDIRECT}`) },
    {
      name: 'an optional member',
      files: loader(`const auth = await getAuth(); if (!auth?.user?.id) throw ${REDIRECT}`),
    },
    { name: 'the call in the condition', files: loader(`if (!(await getAuth()).user) throw ${REDIRECT}`) },
    {
      name: '`=== null`',
      files: loader(`const { user } = await getAuth(); if (user === null) throw ${REDIRECT}`),
    },
    {
      name: '`null ==`',
      files: loader(`const { user } = await getAuth(); if (null == user) throw ${REDIRECT}`),
    },
    {
      name: '`=== undefined`',
      files: loader(`const { sessionId } = await getAuth(); if (sessionId === undefined) throw ${REDIRECT}`),
    },
    {
      name: 'the other branch',
      files: loader(`const { user } = await getAuth(); if (user) return { user }; else throw ${REDIRECT}`),
    },
    {
      name: 'the rest',
      files: loader(`const { user } = await getAuth(); if (user) return { user }; throw ${REDIRECT}`),
    },
    {
      name: 'the rest of `!== null`',
      files: loader(
        `const { user } = await getAuth(); if (user !== null) { return { user } } throw ${REDIRECT}`,
      ),
    },
    {
      name: 'one of several conditions',
      files: loader(
        `const { user, role } = await getAuth(); if (!user || role !== 'admin') throw ${REDIRECT}`,
      ),
    },
    {
      name: 'several conditions',
      files: loader(`const { user } = await getAuth(); if (isPrivate && !user) throw ${REDIRECT}`),
    },
    {
      name: 'a conditional expression',
      files: withChild(
        layout(`loader: async () => (await getAuth()).user ? null : Promise.reject(${REDIRECT})`),
      ),
    },
    {
      name: 'a redirect that is returned',
      files: loader(`const { user } = await getAuth(); if (!user) return ${REDIRECT}`),
    },
    {
      name: 'getAuthAction',
      files: loader(`const { user } = await getAuthAction(); if (!user) throw ${REDIRECT}`),
    },
    { name: 'checkSessionAction', files: loader(`if (!(await checkSessionAction())) throw ${REDIRECT}`) },
    {
      name: 'the context of the request',
      files: loader(`const auth = getAuthKitContext().auth(); if (!auth.user) throw ${REDIRECT}`),
    },
    {
      name: 'an element of Promise.all',
      files: loader(
        `const [{ user }, x] = await Promise.all([getAuth(), fetch('/')]); if (!user) throw ${REDIRECT}`,
      ),
    },
    {
      name: 'a user that a function of the module gives',
      files:
        withChild(`const currentUser = createServerFn().handler(async () => { const { user } = await getAuth(); if (!user) return null; return user })
        ${layout(`loader: async () => { const user = await currentUser(); if (!user) throw ${REDIRECT} }`)}`),
    },
    {
      name: 'a user in what a function of the module gives',
      files: withChild(`const load = async () => ({ user: (await getAuth()).user })
        ${layout(`loader: async () => { const { user } = await load(); if (!user) throw ${REDIRECT} }`)}`),
    },
    {
      name: 'a server function that redirects',
      files:
        withChild(`const requireUser = createServerFn().handler(async () => { const { user } = await getAuth(); if (!user) throw ${REDIRECT}; return user })
        ${layout('loader: async () => ({ user: await requireUser() })')}`),
      at: 'requireUser()',
    },
    {
      name: 'a helper of another module',
      files: {
        [LAYOUT]: `import { createFileRoute } from '@tanstack/react-router'\nimport { requireUser } from '~/require-user'\n${layout('loader: () => requireUser()')}`,
        'src/require-user.ts': `${IMPORTS}export async function requireUser() { const { user } = await getAuth(); if (!user) throw ${REDIRECT}; return user }`,
        [CHILD]: child('loader: () => null'),
      },
      at: 'requireUser()',
    },
    {
      name: 'a child with beforeLoad',
      files: withChild(
        layout(`loader: async () => { const { user } = await getAuth(); if (!user) throw ${REDIRECT} }`),
        'beforeLoad: () => {}',
      ),
    },
    {
      name: 'a child whose loader is an import',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        [CHILD]: `import { load } from '@acme/data'\n${child('loader: load')}`,
      },
    },
    {
      name: 'an index route',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        [CHILD]: child('loader: () => null', '/_app/'),
      },
    },
    {
      name: 'a child that is farther below',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        [CHILD]: child('loader: () => null', '/_app/(a)/b/$c'),
      },
    },
    {
      name: 'the root route',
      files: withChild(
        `export const Route = createRootRoute({ loader: async () => { const { user } = await getAuth(); if (!user) throw ${REDIRECT} } })`,
      ),
    },
    {
      name: 'by a name',
      files: loader(
        `const { user } = await getAuth(); const isGuest = !user; if (isGuest) throw ${REDIRECT}`,
      ),
    },
    {
      name: 'a layout below a root route that only looks who is there',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        'src/routes/__root.tsx': `${IMPORTS}import { fetchAuth } from '~/fetch-auth'\nexport const Route = createRootRoute({ beforeLoad: async () => ({ auth: await fetchAuth() }) })`,
        'src/fetch-auth.ts': `${IMPORTS}export const fetchAuth = createServerFn().handler(async () => (await getAuth()).user)`,
      },
    },
    {
      name: 'a layout beside one with a guard',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        'src/routes/_other.tsx': child('beforeLoad: ({ context }) => context.check()', '/_other'),
      },
    },
    {
      name: 'a child whose data another module loads',
      files: {
        ...loader(`const { user } = await getAuth(); if (!user) throw ${REDIRECT}`),
        [CHILD]: `import { listPosts } from '~/posts'\n${child('loader: () => listPosts()')}`,
        'src/posts.ts': "import { db } from '@acme/db'\nexport const listPosts = () => db.posts.list()",
      },
    },
    {
      name: 'a layout with a beforeLoad that does something else',
      files: withChild(
        layout(
          `beforeLoad: () => ({ now: 1 }), loader: async () => { const { user } = await getAuth(); if (!user) throw ${REDIRECT} }`,
        ),
      ),
    },
  ])('$name', async ({ files, at = REDIRECT }) => {
    expect(await found(files)).toStrictEqual([`AK004 ${LAYOUT}: ${at}`])
  })
})

describe('AK004 guard-in-before-load is silent about', () => {
  test.each<{ name: string; files: Files }>([
    { name: 'a guard in its place', files: withChild(layout(`beforeLoad: async () => { ${GUARD} }`)) },
    {
      name: 'a guard in both places',
      files: withChild(layout(`beforeLoad: async () => { ${GUARD} }, loader: async () => { ${GUARD} }`)),
    },
    {
      name: 'a route without child routes',
      files: { [LAYOUT]: `${IMPORTS}${layout(`loader: async () => { ${GUARD} }`)}` },
    },
    {
      name: 'child routes that load nothing',
      files: withChild(layout(`loader: async () => { ${GUARD} }`), 'component: () => null'),
    },
    {
      name: 'child routes whose loader is left out',
      files: withChild(layout(`loader: async () => { ${GUARD} }`), 'loader: undefined'),
    },
    {
      name: 'child routes whose options cannot be followed',
      files: { ...loader(GUARD), [CHILD]: child('...options') },
    },
    {
      name: 'a route of a similar name',
      files: { ...loader(GUARD), [CHILD]: child('loader: () => null', '/_app_/account') },
    },
    {
      name: 'a route beside it',
      files: { ...loader(GUARD), [CHILD]: child('loader: () => null', '/_apps/account') },
    },
    {
      name: 'a text that looks like a child route',
      files: {
        ...loader(GUARD),
        [CHILD]: "export const paths = ['/_app/account']\nexport const loader = () => null",
      },
    },
    {
      name: 'a redirect of the signed-in',
      files: loader(`const { user } = await getAuth(); if (user) throw ${REDIRECT}`),
    },
    {
      name: 'a redirect of the signed-in, after the others',
      files: loader(`const { user } = await getAuth(); if (!user) return null; throw ${REDIRECT}`),
    },
    { name: 'a redirect for everybody', files: loader(`await getAuth(); throw ${REDIRECT}`) },
    {
      name: 'a redirect for another reason',
      files: loader(`const { organizationId } = await getAuth(); if (!organizationId) throw ${REDIRECT}`),
    },
    {
      name: 'a member that the signed-in may lack',
      files: loader(`const { user } = await getAuth(); if (!user.emailVerified) throw ${REDIRECT}`),
    },
    {
      name: 'what a function makes of the user',
      files: loader(`const { user } = await getAuth(); if (!isAdmin(user)) throw ${REDIRECT}`),
    },
    {
      name: 'something else that a function of the module gives',
      files:
        withChild(`const load = async () => { const { user } = await getAuth(); return user ? db.profile(user.id) : null }
        ${layout(`loader: async () => { const profile = await load(); if (!profile) throw ${REDIRECT} }`)}`),
    },
    {
      name: 'a function that calls itself',
      files: withChild(`const load = async () => load()
        ${layout(`loader: async () => { if (!(await load())) throw ${REDIRECT} }`)}`),
    },
    {
      name: 'another error',
      files: loader('const { user } = await getAuth(); if (!user) throw new Error("no")'),
    },
    {
      name: 'a function of one’s own called redirect',
      files: {
        [LAYOUT]: `${IMPORTS.replace(', redirect', '')}const redirect = (to) => to\n${layout(`loader: async () => { ${GUARD} }`)}`,
        [CHILD]: child('loader: () => null'),
      },
    },
    {
      name: 'a user of another SDK',
      files: {
        [LAYOUT]: `import { createFileRoute, redirect } from '@tanstack/react-router'\nimport { getAuth } from '~/auth'\n${layout(`loader: async () => { ${GUARD} }`)}`,
        'src/auth.ts': "export const getAuth = async () => ({ user: localStorage.getItem('user') })",
        [CHILD]: child('loader: () => null'),
      },
    },
    {
      name: 'a user of the context',
      files: withChild(layout(`loader: ({ context }) => { if (!context.user) throw ${REDIRECT} }`)),
    },
    {
      name: 'a user that is written over',
      files: loader(`let { user } = await getAuth(); user = other; if (!user) throw ${REDIRECT}`),
    },
    {
      name: 'an inner function that is not called',
      files: loader(
        `const { user } = await getAuth(); return { leave: () => { if (!user) throw ${REDIRECT} } }`,
      ),
    },
    { name: 'a component', files: withChild(layout(`component: async () => { ${GUARD} }`)) },
    {
      name: 'a route made in code',
      files: withChild(`export const route = createRoute({ path: 'app', loader: async () => { ${GUARD} } })`),
    },
    {
      name: 'an index route',
      files: {
        'src/routes/index.tsx': `${IMPORTS}export const Route = createFileRoute('/')({ loader: async () => { ${GUARD} } })`,
      },
    },
    {
      name: 'a test',
      files: {
        ...withChild(layout(`loader: async () => { ${GUARD} }`)),
        [LAYOUT]: `import { test } from 'vitest'\n${IMPORTS}${layout(`loader: async () => { ${GUARD} }`)}`,
      },
    },
  ])('$name', async ({ files }) => {
    expect(await found(files)).toStrictEqual([])
  })
})

describe('AK004 says', () => {
  const files: Files = {
    [LAYOUT]: `import { createFileRoute } from '@tanstack/react-router'
import { requireUser } from '~/require-user'

export const Route = createFileRoute('/_app')({
  loader: async () => ({ user: await requireUser() }),
})
`,
    'src/require-user.ts': `import { redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export async function requireUser() {
  const { user } = await getAuth()
  if (!user) throw redirect({ href: '/api/auth/sign-in', reloadDocument: true })
  return user
}
`,
    [CHILD]: child('loader: () => null'),
    'src/routes/_app/billing.tsx': child('loader: () => null', '/_app/billing'),
  }

  test('which child route runs, one of several', async () => {
    const [finding] = await foundBy('AK004', files, { options: { startEntry: undefined } })
    expect(outlineTrace(finding, files)).toStrictEqual([
      "src/require-user.ts: redirect({ href: '/api/auth/sign-in', reloadDocument: true }) — `requireUser` calls `redirect`",
      `${CHILD}: '/_app/account' — the \`loader\` of \`/_app/account\` runs all the same`,
    ])
  })

  test('what to do', async () => {
    const text = await shownBy('AK004', files, { options: { startEntry: undefined, signInPath: '/login' } })
    await expect(text).toMatchFileSnapshot('frames/guard-in-before-load.txt')
  })
})
