import { describe, expect, test } from 'vitest'

import type { AppOptions } from '../../../src/lint/app/app-options.ts'
import { outline, type Files } from '../app-fixture.ts'
import { foundBy, CSRF, START, shownBy } from '../app/sound-app.ts'

const IMPORTS = `
import { createCsrfMiddleware, createMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'
`
const start = (source: string): Files => ({ 'src/start.ts': `${IMPORTS}${source}` })
const withList = (list: string, before = ''): Files =>
  start(`${before}\nexport const startInstance = createStart(() => ({ requestMiddleware: ${list} }))`)

describe('AK011 csrf-middleware finds', () => {
  test.each<{ name: string; files: Files; at?: string; options?: Partial<AppOptions> }>([
    { name: 'AuthKit alone', files: withList('[authkitMiddleware()]') },
    {
      name: 'an instance without middleware',
      files: start('export const startInstance = createStart(() => ({}))'),
      at: 'createStart',
    },
    {
      name: 'the middleware among those of functions',
      files: start(
        `${CSRF}\nexport const startInstance = createStart(() => ({ functionMiddleware: [csrf] }))`,
      ),
      at: 'createStart',
    },
    {
      name: 'middleware of one’s own that does something else',
      files: withList(
        '[log, authkitMiddleware()]',
        'const log = createMiddleware().server(({ next, request }) => { console.log(request.url); return next() })',
      ),
    },
    {
      name: 'middleware of functions and a server entry that do something else',
      files: {
        ...start(`const timing = createMiddleware({ type: 'function' }).server(({ next }) => next())
          export const startInstance = createStart(() => ({ functionMiddleware: [timing] }))`),
        'src/server.ts': `import { createStartHandler, defaultStreamHandler } from '@tanstack/react-start/server'
          export default { fetch: createStartHandler(defaultStreamHandler) }`,
      },
      at: 'createStart',
    },
    {
      name: 'a function of the same name',
      files: {
        'src/start.ts': `import { createMiddleware, createStart } from '@tanstack/react-start'
          import { createCsrfMiddleware } from './mine'
          export const startInstance = createStart(() => ({ requestMiddleware: [createCsrfMiddleware()] }))`,
        'src/mine.ts': `import { createMiddleware } from '@tanstack/react-start'
          export const createCsrfMiddleware = () => createMiddleware().server(({ next }) => next())`,
      },
    },
    {
      name: 'Sentry’s middleware',
      files: withList(
        '[sentryGlobalRequestMiddleware]',
        "import { sentryGlobalRequestMiddleware } from '@sentry/tanstackstart-react'",
      ),
    },
    {
      name: 'the first Start with the protection',
      files: withList('[]'),
      options: { startVersion: '1.168.0' },
    },
    { name: 'a later major version', files: withList('[]'), options: { startVersion: '2.0.0' } },
    {
      name: 'a version that is not known, in an app with the plugin',
      files: withList('[]'),
      options: { startVersion: undefined },
    },
    {
      name: 'an app that has been seen in part',
      files: withList('[authkitMiddleware()]'),
      options: { complete: false },
    },
  ])('$name', async ({ files, options, at = 'requestMiddleware' }) => {
    expect(outline(await foundBy('AK011', files, { options }), files)).toStrictEqual([
      `AK011 src/start.ts: ${at}`,
    ])
  })
})

describe('AK011 csrf-middleware is silent about', () => {
  test.each<{ name: string; files: Files; options?: Partial<AppOptions> }>([
    { name: 'a start file in order', files: { 'src/start.ts': START } },
    { name: 'no start file', files: {}, options: { startEntry: null } },
    { name: 'a start file of which nothing is known', files: {}, options: { startEntry: undefined } },
    { name: 'an entry that Start takes for empty', files: start('export default createStart(() => ({}))') },
    { name: 'Start before 1.168', files: withList('[]'), options: { startVersion: '1.166.15' } },
    {
      name: 'a version that is not known, in an app without the plugin',
      files: withList('[]'),
      options: { startVersion: undefined, signInPath: undefined },
    },
    {
      name: 'an app that protects itself in another way',
      files: withList('[]'),
      options: { csrfWarningDisabled: true },
    },
    { name: 'the protection anywhere in the list', files: withList('[authkitMiddleware(), csrf]', CSRF) },
    { name: 'the protection without options', files: withList('[createCsrfMiddleware()]') },
    {
      name: 'the protection by another name',
      files: withList('[guard({})]', "import { createCsrfMiddleware as guard } from '@tanstack/react-start'"),
    },
    {
      name: 'the protection in some cases',
      files: withList('[import.meta.env.PROD ? csrf : undefined]', CSRF),
    },
    {
      name: 'the protection, spread',
      files: withList('[...protection, authkitMiddleware()]', `${CSRF}\nconst protection = [csrf]`),
    },
    {
      name: 'middleware that is built on it',
      files: withList(
        '[safe]',
        `${CSRF}\nconst safe = createMiddleware({ type: 'request' }).middleware([csrf]).server(({ next }) => next())`,
      ),
    },
    {
      name: 'middleware that looks at the origin',
      files: withList(
        '[sameOrigin]',
        "const sameOrigin = createMiddleware().server(({ next, request }) => request.headers.get('Origin') === 'https://app.example' ? next() : new Response(null, { status: 403 }))",
      ),
    },
    {
      name: 'middleware whose code looks at where a request comes from',
      files: withList(
        '[own]',
        'const own = createMiddleware().server(async ({ next, request }) => { assertSameOrigin(request); return next() })',
      ),
    },
    {
      name: 'middleware whose code is in another module',
      files: {
        ...withList('[own]', "import { check } from './check'\nconst own = createMiddleware().server(check)"),
        'src/check.ts':
          "export const check = ({ next, request }) => (request.headers.get('sec-fetch-site') === 'cross-site' ? Response.error() : next())",
      },
    },
    {
      name: 'middleware that calls what looks at where a request comes from',
      files: withList(
        '[guard]',
        `import { getRequestHeader } from '@tanstack/react-start/server'
        function assertOwn() {
          if (getRequestHeader('sec-fetch-site') === 'cross-site') throw new Response(null, { status: 403 })
        }
        const guard = createMiddleware().server(({ next }) => { assertOwn(); return next() })`,
      ),
    },
    {
      name: 'middleware that calls what does so in another module',
      files: {
        ...withList(
          '[guard]',
          `import * as security from './security'
          const guard = createMiddleware().server(({ next, request }) => { security.verify(request); return next() })`,
        ),
        'src/security.ts':
          "export const verify = (request) => { if (request.headers.get('origin') !== 'https://app.example') throw Response.error() }",
      },
    },
    {
      name: 'middleware that imports when it runs',
      files: {
        ...withList(
          '[guard]',
          `const guard = createMiddleware().server(async ({ next, request }) => { (await import('./security')).default(request); return next() })`,
        ),
        'src/security.ts':
          "export default (request) => { if (request.headers.get('origin')) throw Response.error() }",
      },
    },
    {
      name: 'middleware that goes through a list of checks filled elsewhere',
      files: withList(
        '[guard]',
        `import { check } from '@acme/security'
        const checks = []
        checks.push(check)
        const guard = createMiddleware().server(({ next, request }) => { for (const run of checks) run(request); return next() })`,
      ),
    },
    {
      name: 'middleware that calls a package',
      files: withList(
        '[guard]',
        `import { protect } from '@acme/security'
        const guard = createMiddleware().server(async ({ next, request }) => { await protect(request); return next() })`,
      ),
    },
    {
      name: 'middleware of server functions that looks at where a request comes from',
      files: start(`const guard = createMiddleware({ type: 'function' }).server(({ next }) => {
          assertSameOrigin()
          return next()
        })
        export const startInstance = createStart(() => ({ functionMiddleware: [guard] }))`),
    },
    {
      name: 'a server entry that looks at where a request comes from',
      files: {
        ...withList('[authkitMiddleware()]'),
        'src/server.ts': `import handler from '@tanstack/react-start/server-entry'
          export default {
            fetch: (request) => request.headers.get('origin') === 'https://app.example' ? handler.fetch(request) : Response.error(),
          }`,
      },
    },
    {
      name: 'middleware whose code is a package’s',
      files: withList(
        '[own]',
        "import { check } from '@acme/security'\nconst own = createMiddleware().server(check)",
      ),
    },
    {
      name: 'middleware of a package',
      files: withList('[shield()]', "import { shield } from '@acme/security'"),
    },
    { name: 'what an unknown function gives', files: withList('[...defaults()]') },
    {
      name: 'an element of the context',
      files: start(
        'const make = (list) => createStart(() => ({ requestMiddleware: list }))\nexport const startInstance = make([])',
      ),
    },
    {
      name: 'a computed option',
      files: start(
        "const key = 'requestMiddleware'\nexport const startInstance = createStart(() => ({ [key]: [] }))",
      ),
    },
  ])('$name', async ({ files, options }) => {
    expect(outline(await foundBy('AK011', files, { options }), files)).toStrictEqual([])
  })
})

describe('AK011 says', () => {
  test.each([
    { list: '[authkitMiddleware()]', help: 'requestMiddleware: [csrfMiddleware, authkitMiddleware()],' },
    { list: '[]', help: 'requestMiddleware: [csrfMiddleware],' },
    { list: `[${'authkitMiddleware(), '.repeat(8)}]`, help: 'requestMiddleware: [csrfMiddleware, …],' },
    { list: '[\n  authkitMiddleware({\n  }),\n]', help: 'requestMiddleware: [csrfMiddleware, …],' },
  ])('how $list becomes right', async ({ list, help }) => {
    const [finding] = await foundBy('AK011', withList(list))
    expect(finding).toMatchObject({
      message:
        "A `startInstance` switches Start's own protection of server functions off, and nothing in `requestMiddleware` takes its place.",
    })
    expect(finding?.help.split('\n').at(-1)).toBe(help)
  })
})

test('AK011 looks like this', async () => {
  const text = await shownBy('AK011', {
    'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

export const startInstance = createStart(() => ({
  requestMiddleware: [authkitMiddleware()],
}))
`,
  })
  await expect(text).toMatchFileSnapshot('frames/csrf-middleware.txt')
})
