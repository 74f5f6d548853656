import { describe, expect, test } from 'vitest'

import { outline, type Files } from '../app-fixture.ts'
import { foundBy, CSRF, START, USE, shownBy } from '../app/sound-app.ts'

const IMPORTS = `
import { createCsrfMiddleware, createMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'
${CSRF}
`
const LIB = { 'src/lib/user.ts': USE }
const start = (source: string): Files => ({ ...LIB, 'src/start.ts': `${IMPORTS}${source}` })

describe('AK010 start-middleware finds', () => {
  test.each<{ name: string; files: Files; at: string; options?: object }>([
    {
      name: 'no start file',
      files: LIB,
      options: { startEntry: null },
      at: 'src/lib/user.ts: getAuth',
    },
    {
      name: 'no start file, and the provider',
      files: {
        'src/root.tsx': `
          import { AuthKitProvider } from 'virtual:authkit/client'
          export const Root = ({ children }) => <AuthKitProvider>{children}</AuthKitProvider>`,
      },
      options: { startEntry: null },
      at: 'src/root.tsx: AuthKitProvider',
    },
    {
      name: 'no start file, and a namespace',
      files: {
        'src/a.ts': "import * as authkit from 'virtual:authkit'\nexport const a = () => authkit.signOut()",
      },
      options: { startEntry: null },
      at: 'src/a.ts: authkit.signOut',
    },
    {
      name: 'no start file, the first place of several',
      files: { 'src/b.ts': USE, 'src/a.ts': USE },
      options: { startEntry: null },
      at: 'src/a.ts: getAuth',
    },
    {
      name: 'other middleware only',
      files: start('export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))'),
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'no list',
      files: start('export const startInstance = createStart(() => ({ defaultSsr: false }))'),
      at: 'src/start.ts: createStart',
    },
    {
      name: 'an empty list, in an async block',
      files: start(`export const startInstance = createStart(async () => {
        return { requestMiddleware: [] }
      })`),
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'the middleware among those of functions',
      files: start(
        'export const startInstance = createStart(() => ({ requestMiddleware: [csrf], functionMiddleware: [authkitMiddleware()] }))',
      ),
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'an instance by another name',
      files: start('export const start = createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))'),
      at: 'src/start.ts: ',
    },
    {
      name: 'an instance that is exported by default',
      files: start('export default createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))'),
      at: 'src/start.ts: createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))',
    },
    {
      name: 'an instance whose type alone is exported',
      files: start(`const startInstance = createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))
        export type { startInstance }`),
      at: 'src/start.ts: ',
    },
    {
      name: 'a list of another module',
      files: {
        ...LIB,
        'src/start.ts': `import { createStart } from '@tanstack/react-start'
          import { middleware } from './middleware'
          export const startInstance = createStart(() => ({ requestMiddleware: middleware }))`,
        'src/middleware.ts': `${IMPORTS}export const middleware = [csrf]`,
      },
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'middleware of one’s own, and Sentry’s',
      files: {
        ...LIB,
        'src/start.ts': `import { createMiddleware, createStart } from '@tanstack/react-start'
          import { sentryGlobalRequestMiddleware } from '@sentry/tanstackstart-react'
          const timing = createMiddleware().server(({ next }) => next())
          export const startInstance = createStart(() => ({
            requestMiddleware: [sentryGlobalRequestMiddleware, timing].filter(Boolean),
          }))`,
      },
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'a list that something else is pushed to',
      files: start(`const requestMiddleware = []
        if (import.meta.env.PROD) requestMiddleware.push(csrf)
        export const startInstance = createStart(() => ({ requestMiddleware }))`),
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'a function of the same name',
      files: {
        ...LIB,
        'src/start.ts': `import { createMiddleware, createStart } from '@tanstack/react-start'
          const authkitMiddleware = () => createMiddleware().server(({ next }) => next())
          export const startInstance = createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))`,
      },
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'a module that is not the entry',
      files: {
        ...LIB,
        'src/start.tsx': START,
        'src/start.ts':
          "import { createStart } from '@tanstack/react-start'\nexport const startInstance = createStart(() => ({}))",
      },
      at: 'src/start.ts: createStart',
    },
    {
      name: 'an app that has been seen in part',
      files: start('export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))'),
      options: { complete: false },
      at: 'src/start.ts: requestMiddleware',
    },
  ])('$name', async ({ files, options, at }) => {
    expect(outline(await foundBy('AK010', files, { options }), files)).toStrictEqual([`AK010 ${at}`])
  })
})

const REST = 'createStart(() => ({ requestMiddleware }))'

describe('AK010 start-middleware is silent about', () => {
  test.each<{ name: string; files: Files; options?: object }>([
    { name: 'a start file in order', files: { ...LIB, 'src/start.ts': START } },
    { name: 'a start file of which nothing is known', files: LIB, options: { startEntry: undefined } },
    { name: 'a start file that does not parse', files: { ...LIB, 'src/start.ts': 'export const = ' } },
    {
      name: 'an app without AuthKit',
      files: { 'src/a.ts': 'export const getAuth = () => 1' },
      options: { startEntry: null },
    },
    {
      name: 'what works without it',
      files: {
        'src/a.ts': `import { checkSessionAction, getAuthKitContextOrNull, handleCallbackRoute } from 'virtual:authkit'
          export const a = [checkSessionAction(), getAuthKitContextOrNull(), handleCallbackRoute()]`,
      },
      options: { startEntry: null },
    },
    {
      name: 'imports that nothing uses',
      files: {
        'src/a.ts': "import { getAuth } from 'virtual:authkit'\nexport const a = { getAuth: 1 }.getAuth",
      },
      options: { startEntry: null },
    },
    {
      name: 'types',
      files: {
        'src/a.ts':
          "import type { getAuth } from 'virtual:authkit'\nimport { type signOut } from 'virtual:authkit'\nexport type A = ReturnType<typeof getAuth | typeof signOut>",
      },
      options: { startEntry: null },
    },
    {
      name: 'a barrel',
      files: {
        'src/a.ts':
          "export { getAuth } from 'virtual:authkit'\nimport { signOut } from 'virtual:authkit'\nexport { signOut }",
      },
      options: { startEntry: null },
    },
    {
      name: 'a name that hides the import',
      files: {
        'src/a.ts': "import { getAuth } from 'virtual:authkit'\nexport const a = (getAuth) => getAuth()",
      },
      options: { startEntry: null },
    },
    {
      name: 'a test',
      files: { 'src/a.test.ts': `import { expect } from 'vitest'\n${USE}` },
      options: { startEntry: null },
    },
    {
      name: 'the provider of another SDK',
      files: {
        'src/a.tsx':
          "import { AuthKitProvider } from '@workos-inc/authkit-react'\nexport const A = () => <AuthKitProvider />",
      },
      options: { startEntry: null },
    },
    {
      name: 'the middleware by another name',
      files: {
        ...LIB,
        'src/start.ts': `import * as Start from '@tanstack/react-start'
          import { authkitMiddleware as auth } from '@workos/authkit-tanstack-react-start'
          const options = () => { return { requestMiddleware: [auth({})] } }
          const instance = Start.createStart(options)
          export { instance as startInstance }`,
      },
    },
    {
      name: 'a list with a spread of another module',
      files: {
        ...LIB,
        'src/start.ts': `import { createStart } from '@tanstack/react-start'
          import { base } from '~/middleware'
          export const startInstance = createStart(() => ({ requestMiddleware: [...base()] }))`,
        'src/middleware/index.ts': "export * from './auth'",
        'src/middleware/auth.ts': `${IMPORTS}export const base = () => [csrf, authkitMiddleware()] as const`,
      },
    },
    {
      name: 'options that are spread',
      files: start(`const base = { requestMiddleware: [authkitMiddleware()] }
        export const startInstance = createStart(() => ({ ...base, defaultSsr: true }))`),
    },
    {
      name: 'a re-exported instance',
      files: { ...LIB, 'src/start.ts': "export * from './other'", 'src/other.ts': START },
    },
    {
      name: 'a list that it is pushed to',
      files: start(`const requestMiddleware = [csrf]
        if (process.env.AUTH) requestMiddleware.push(authkitMiddleware())
        export const startInstance = ${REST}`),
    },
    {
      name: 'a list that is handed to something else',
      files: start(`const requestMiddleware = [csrf]
        install(requestMiddleware)
        export const startInstance = ${REST}`),
    },
    {
      name: 'a list with something written over',
      files: start(`const requestMiddleware = [csrf]
        requestMiddleware[0] = other
        export const startInstance = ${REST}`),
    },
    {
      name: 'a list that is assigned later',
      files: start(`let requestMiddleware = [csrf]
        requestMiddleware = []
        export const startInstance = ${REST}`),
    },
    {
      name: 'an early way out',
      files: start(`export const startInstance = createStart(() => {
        if (!import.meta.env.SSR) return {}
        return { requestMiddleware: [authkitMiddleware()] }
      })`),
    },
    {
      name: 'a conditional element',
      files: start(
        'export const startInstance = createStart(() => ({ requestMiddleware: [csrf, process.env.AUTH && authkitMiddleware()] }))',
      ),
    },
    {
      name: 'a conditional list',
      files: start(
        'export const startInstance = createStart(() => ({ requestMiddleware: x ? [csrf] : [csrf].concat([authkitMiddleware()]) }))',
      ),
    },
    {
      name: 'middleware that is built on it',
      files:
        start(`const auth = createMiddleware().middleware([authkitMiddleware()]).server(({ next }) => next())
        export const startInstance = createStart(() => ({ requestMiddleware: [csrf, auth] }))`),
    },
    {
      name: 'the result of an awaited import',
      files: {
        ...LIB,
        'src/start.ts': `import { createStart } from '@tanstack/react-start'
          export const startInstance = createStart(async () => {
            const { auth } = await import('./auth')
            return { requestMiddleware: [auth] }
          })`,
        'src/auth.ts':
          "import { authkitMiddleware } from 'virtual:authkit'\nexport const auth = authkitMiddleware()",
      },
    },
    {
      name: 'middleware of a package',
      files: start(`import { everything } from '@acme/middleware'
        export const startInstance = createStart(() => ({ requestMiddleware: [everything] }))`),
    },
    {
      name: 'what an unknown function gives',
      files: start('export const startInstance = createStart(() => ({ requestMiddleware: list() }))'),
    },
    {
      name: 'options that an unknown function gives',
      files: start('export const startInstance = createStart(() => withDefaults({}))'),
    },
    {
      name: 'an instance that a wrapper gives',
      files: start('export const startInstance = traced(createStart(() => ({})))'),
    },
    {
      name: 'a callback that is a parameter',
      files: start(
        'const make = (options) => createStart(options)\nexport const startInstance = make(() => ({}))',
      ),
    },
    {
      name: 'middleware of one’s own that works with AuthKit',
      files: start(`import { getAuthkit } from 'virtual:authkit'
        const auth = createMiddleware().server(async ({ next, request }) => {
          const { auth } = await (await getAuthkit()).withAuth(request)
          return next({ context: { auth: () => auth, request } })
        })
        export const startInstance = createStart(() => ({ requestMiddleware: [csrf, auth] }))`),
    },
    {
      name: 'two modules that import each other',
      files: {
        ...LIB,
        'src/start.ts':
          "import { createStart } from '@tanstack/react-start'\nimport { list } from './a'\nexport const startInstance = createStart(() => ({ requestMiddleware: list }))",
        'src/a.ts': "import { more } from './b'\nexport const list = [...more]",
        'src/b.ts': "import { list } from './a'\nexport const more = [...list]",
      },
    },
  ])('$name', async ({ files, options }) => {
    expect(outline(await foundBy('AK010', files, { options }), files)).toStrictEqual([])
  })
})

test('AK010 looks like this', async () => {
  const text = await shownBy('AK010', {
    ...LIB,
    'src/start.ts': `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'

const csrf = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrf],
}))
`,
  })
  await expect(text).toMatchFileSnapshot('frames/start-middleware.txt')
})
