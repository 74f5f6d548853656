import { describe, expect, test } from 'vitest'

import type { Files } from '../app-fixture.ts'
import { CHILD, child, GUARD, IMPORTS, layout, loader, REDIRECT, withChild } from '../rules/guarded-layout.ts'
import { foundBy } from './sound-app.ts'

test('without any of what follows, AK004 finds the guard', async () => {
  expect(await foundBy('AK004', loader(GUARD), { options: { startEntry: undefined } })).toHaveLength(1)
})

describe('below a layout with a guard in its loader, AK004 is silent about', () => {
  test.each<{ name: string; files: Files }>([
    {
      name: 'child routes that check for themselves',
      files: {
        ...loader(GUARD),
        [CHILD]: `${IMPORTS}export const Route = createFileRoute('/_app/account')({ beforeLoad: async () => { ${GUARD} }, loader: () => null })`,
      },
    },
    {
      name: 'child routes that may check for themselves, by what the context holds',
      files: {
        ...loader(GUARD),
        [CHILD]: `${IMPORTS}export const Route = createFileRoute('/_app/account')({ beforeLoad: ({ context }) => { if (!context.user) throw ${REDIRECT} } })`,
      },
    },
    {
      name: 'a guard of the root route',
      files: {
        ...loader(GUARD),
        'src/routes/__root.tsx': `${IMPORTS}export const Route = createRootRoute({ beforeLoad: async ({ location }) => { const { user } = await getAuth(); if (!user && location.pathname !== '/') throw ${REDIRECT}; return { user } } })`,
      },
    },
    {
      name: 'a guard of the root route with context, by what it is given',
      files: {
        ...loader(GUARD),
        'src/routes/__root.tsx':
          "import { createRootRouteWithContext } from '@tanstack/react-router'\nexport const Route = createRootRouteWithContext()({ beforeLoad: ({ context }) => context.auth.require() })",
      },
    },
    {
      name: 'a guard of a route in between',
      files: {
        ...loader(GUARD),
        'src/routes/_app/admin.tsx': `import { requireAdmin } from '@acme/auth'\n${child('beforeLoad: () => requireAdmin()', '/_app/admin')}`,
        [CHILD]: child('loader: () => null', '/_app/admin/users'),
      },
    },
    {
      name: 'a guard of the layout, by what the context holds',
      files: withChild(
        layout(
          `beforeLoad: ({ context }) => { if (!context.user) throw ${REDIRECT} }, loader: async () => { ${GUARD} }`,
        ),
      ),
    },
    {
      name: 'a guard of the layout that throws something else',
      files: withChild(
        layout(
          `beforeLoad: ({ context }) => { if (!context.user) throw new Response() }, loader: async () => { ${GUARD} }`,
        ),
      ),
    },
    {
      name: 'child routes with a guard of another module',
      files: {
        ...loader(GUARD),
        [CHILD]: `import { requireUser } from '~/guard'\n${child('beforeLoad: () => requireUser(), loader: () => null')}`,
        'src/guard.ts': `${IMPORTS}export const requireUser = async () => { throw ${REDIRECT} }`,
      },
    },
    {
      name: 'child routes whose beforeLoad is of a package',
      files: {
        ...loader(GUARD),
        [CHILD]: `import { requireUser } from '@acme/auth'\n${child('beforeLoad: requireUser, loader: () => null')}`,
      },
    },
    {
      name: 'child routes that wait for their parent',
      files: withChild(
        layout(`loader: async () => { ${GUARD} return { user } }`),
        'loader: async ({ parentMatchPromise }) => { const { loaderData } = await parentMatchPromise; return loaderData ? fetch("/") : [] }',
      ),
    },
    {
      name: 'child routes whose server functions check for themselves',
      files: {
        ...loader(GUARD),
        [CHILD]: `import { listPosts } from '~/posts'\n${child('loader: () => listPosts()')}`,
        'src/posts.ts': `${IMPORTS}export const listPosts = createServerFn().handler(async () => { const { user } = await getAuth(); return user ? [] : null })`,
      },
    },
    {
      name: 'child routes whose server functions check in middleware',
      files: {
        ...loader(GUARD),
        [CHILD]: `import { listPosts } from '~/posts'\n${child('loader: () => listPosts()')}`,
        'src/posts.ts':
          "import { createServerFn } from '@tanstack/react-start'\nimport { signedIn } from './signed-in'\nexport const listPosts = createServerFn().middleware([signedIn]).handler(async () => [])",
        'src/signed-in.ts':
          "import { createMiddleware } from '@tanstack/react-start'\nimport { getAuth } from 'virtual:authkit'\nexport const signedIn = createMiddleware().server(async ({ next }) => next({ context: await getAuth() }))",
      },
    },
    {
      name: 'child routes whose server functions are guarded',
      files: {
        ...loader(GUARD),
        [CHILD]: `import { listPosts } from '~/posts'\n${child('loader: () => listPosts()')}`,
        'src/posts.ts':
          "import { createServerFn } from '@tanstack/react-start'\nimport { requireAuth } from 'virtual:authkit'\nexport const listPosts = createServerFn().middleware([requireAuth()]).handler(async () => [])",
      },
    },
  ])('$name', async ({ files }) => {
    expect(await foundBy('AK004', files, { options: { startEntry: undefined } })).toStrictEqual([])
  })
})
