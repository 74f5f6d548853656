import { describe, expect, test } from 'vitest'

import { outline, type Files } from '../app-fixture.ts'
import { foundBy, CSRF, USE } from './sound-app.ts'

const IMPORTS = `
import { createCsrfMiddleware, createMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'
${CSRF}
`
const start = (source: string): Files => ({ 'src/lib/user.ts': USE, 'src/start.ts': `${IMPORTS}${source}` })

describe('AK010 is silent about', () => {
  test.each<{ name: string; files: Files; options?: object }>([
    {
      name: 'middleware of one’s own that hands its work to a helper',
      files: {
        ...start(`import { runAuth } from './session'
          const session = createMiddleware().server((context) => runAuth(context))
          export const startInstance = createStart(() => ({ requestMiddleware: [csrf, session] }))`),
        'src/session.ts': "export { runAuth } from './run-auth'",
        'src/run-auth.ts': `import { getAuthkit } from 'virtual:authkit'
          const toolkit = getAuthkit()
          export const runAuth = async ({ next, request }) => next({ context: (await toolkit).read(request) })`,
      },
    },
    {
      name: 'middleware of one’s own that hands its work to a package',
      files: start(`import { runAuth } from '@acme/auth'
        const session = createMiddleware().server((context) => runAuth(context))
        export const startInstance = createStart(() => ({ requestMiddleware: [csrf, session] }))`),
    },
    {
      name: 'a server entry that works with AuthKit itself',
      files: {
        ...start('export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))'),
        'src/server.ts': `import handler from '@tanstack/react-start/server-entry'
          import { runAuth } from '@acme/auth'
          export default { fetch: (request) => runAuth(request, handler.fetch) }`,
      },
    },
    {
      name: 'the middleware of a server function',
      files: {
        ...start('export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))'),
        'src/me.ts': `import { createServerFn } from '@tanstack/react-start'
          import { authkitMiddleware as auth, getAuth } from 'virtual:authkit'
          const signedIn = auth()
          export const me = createServerFn().middleware([signedIn]).handler(async () => (await getAuth()).user)`,
      },
    },
    {
      name: 'the middleware of a route, without a start file',
      files: {
        'src/routes/_app.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { authkitMiddleware, getAuth } from 'virtual:authkit'
          export const Route = createFileRoute('/_app')({
            server: { middleware: [authkitMiddleware()] },
            beforeLoad: async () => ({ user: (await getAuth()).user }),
          })`,
      },
      options: { startEntry: null },
    },
  ])('$name', async ({ files, options }) => {
    expect(outline(await foundBy('AK010', files, { options }), files)).toStrictEqual([])
  })
})

describe('AK010 finds', () => {
  test.each<{ name: string; files: Files; at: string }>([
    {
      name: 'middleware of one’s own with helpers that do something else, and a server entry',
      files: {
        ...start(`import { log } from './log'
          import { getRequestHeader } from '@tanstack/react-start/server'
          const levels = ['debug', 'info']
          const timing = createMiddleware().server(async ({ next, request }) => {
            const began = performance.now()
            const { response, ...rest } = await next()
            response.headers.set('server-timing', String(performance.now() - began))
            log(levels.at(0), new URL(request.url).pathname, getRequestHeader('x-id'))
            return { response, ...rest }
          })
          export const startInstance = createStart(() => ({ requestMiddleware: [csrf, timing] }))`),
        'src/log.ts': "export * from './console'",
        'src/console.ts': "export function log(...parts) { console.log(...parts) }\nexport * from './log'",
        'src/server.ts': `import handler, { createServerEntry } from '@tanstack/react-start/server-entry'
          export default createServerEntry({ fetch: (request) => handler.fetch(request) })`,
      },
      at: 'src/start.ts: requestMiddleware',
    },
    {
      name: 'the middleware only in a list of another start file',
      files: {
        ...start('export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))'),
        'src/old-start.ts': `${IMPORTS}export const startInstance = createStart(() => {
          return { requestMiddleware: [csrf, authkitMiddleware()] as const }
        })`,
      },
      at: 'src/start.ts: requestMiddleware',
    },
  ])('$name', async ({ files, at }) => {
    expect(outline(await foundBy('AK010', files), files)).toStrictEqual([`AK010 ${at}`])
  })
})
