import { serverSpecifier } from '../app/route-source.ts'
import { startSource, withElement } from '../app/start-source.ts'
import type { AppRule, RuleMeta } from '../rule.ts'

const meta: RuleMeta = {
  code: 'AK010',
  name: 'start-middleware',
  defaultSeverity: 'error',
  what: 'The app uses AuthKit, and Start does not run `authkitMiddleware()`.',
  why: [
    '`authkitMiddleware()` reads the session of each request. Without it `getAuth()`, `signOut()` and all that builds ' +
      'on them throw at the first request.',
    'Start reads one list: the `requestMiddleware` of what the start entry exports as `startInstance`. A default ' +
      'export, another name, or `start.tsx` beside a `start.ts` is not looked at, and nothing says so.',
    'It is an error because nothing of AuthKit works without it.',
  ],
  incorrect: [
    {
      title: 'Only other middleware is there',
      file: 'src/start.ts',
      code: `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'

const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware],
}))`,
    },
    {
      title: 'Start reads only the export `startInstance`',
      file: 'src/start.ts',
      code: `import { createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

export default createStart(() => ({
  requestMiddleware: [authkitMiddleware()],
}))`,
    },
  ],
  correct: [
    {
      title: 'After the protection of server functions',
      file: 'src/start.ts',
      code: `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware, authkitMiddleware()],
}))`,
    },
  ],
  silent: [
    'A list with an element that cannot be followed to where it is made: it may be the middleware.',
    'Middleware or a server entry of your own that works with AuthKit itself, or that calls code of a package.',
    'Apps that use `authkitMiddleware` in the middleware of routes or server functions, or anywhere else.',
    'Apps that use nothing that needs the middleware.',
  ],
}

/** AK010: AuthKit is used, and its middleware is not installed. */
export const startMiddleware: AppRule = {
  meta,
  check: async (app) => {
    const start = await app.start()
    if (start.kind === 'unknown' || (start.kind === 'read' && start.authkit !== 'no')) return []
    const use = await app.needsMiddleware()
    if (use === undefined || (await app.usesMiddlewareElsewhere())) return []
    const { file: usedIn, name, specifier, start: from, end } = use
    const trace = [{ file: usedIn, start: from, end, note: `\`${name}\` needs it` }]
    switch (start.kind) {
      case 'absent':
        return [
          {
            message: `\`${name}\` needs \`authkitMiddleware()\`, and the app has no start file to install it.`,
            help: `Create \`start.ts\` beside the router's file:\n${startSource(serverSpecifier(specifier))}`,
            file: usedIn,
            start: from,
            end,
          },
        ]
      case 'ignored':
        return [
          {
            message:
              'Start reads only the export `startInstance` of this file, which it does not have: ' +
              '`authkitMiddleware()` does not run.',
            help: `Export it by that name:\nexport const startInstance = createStart(() => ({\n  requestMiddleware: [csrfMiddleware, authkitMiddleware()],\n}))`,
            file: start.file,
            ...start.place,
            trace,
          },
        ]
      default:
        return [
          {
            message: '`authkitMiddleware()` is not in the `requestMiddleware` that Start reads.',
            help: `Add it:\nimport { authkitMiddleware } from '${serverSpecifier(specifier)}'\n${withElement(start, 'authkitMiddleware()', 'last')}`,
            file: start.file,
            ...start.place,
            trace,
          },
        ]
    }
  },
}
