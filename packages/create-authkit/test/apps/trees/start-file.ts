import type { AppTree, Expectation } from '../app-tree.ts'
import { manifest, startFile, viteConfig } from '../compose.ts'

const EDITED: Expectation = { changes: { 'src/start.ts': 'modify' } }

/** A start file that is left to the user, with a part of the reason. */
function left(reason: string): Expectation {
  return { manual: { 'src/start.ts': reason } }
}

const SENTRY =
  "import { sentryGlobalRequestMiddleware, sentryGlobalFunctionMiddleware } from '@sentry/tanstackstart-react'"

export const trees: readonly AppTree[] = [
  {
    name: 'an arrow with an object',
    covers: ['start file: start.ts', 'start file: arrow with object'],
    files: {
      'src/start.ts': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: EDITED,
  },
  {
    name: 'an arrow with a return',
    covers: ['start file: arrow with return'],
    files: {
      'src/start.ts': startFile(`export const startInstance = createStart(() => {
  return {
    requestMiddleware: [logger],
    defaultSsr: true,
  }
})`),
    },
    expect: EDITED,
  },
  {
    name: 'empty options',
    covers: ['start file: empty options', 'start file: no requestMiddleware'],
    files: { 'src/start.ts': startFile('export const startInstance = createStart(() => ({}))') },
    expect: EDITED,
  },
  {
    name: 'empty options that are returned',
    covers: ['start file: empty options'],
    files: { 'src/start.ts': startFile('export const startInstance = createStart(() => {\n  return {}\n})') },
    expect: EDITED,
  },
  {
    name: 'an async callback',
    covers: ['start file: async callback'],
    files: {
      'src/start.ts': startFile(`export const startInstance = createStart(async () => {
  await Promise.resolve()
  return { requestMiddleware: [logger] }
})`),
    },
    expect: EDITED,
  },
  {
    name: 'only middleware of functions',
    covers: ['start file: no requestMiddleware'],
    files: {
      'src/start.ts':
        startFile(`const functionLogger = createMiddleware({ type: 'function' }).server(({ next }) => next())

export const startInstance = createStart(() => ({
  functionMiddleware: [functionLogger],
  defaultSsr: 'data-only',
}))`),
    },
    expect: EDITED,
  },
  {
    name: 'start.tsx, which a new start.ts would hide',
    covers: ['start file: start.tsx'],
    files: {
      'src/start.tsx': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: { changes: { 'src/start.ts': null, 'src/start.tsx': 'modify' } },
  },
  {
    name: 'start.js in a TypeScript app',
    covers: ['start file: start.js'],
    files: {
      'src/start.js': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: { changes: { 'src/start.ts': null, 'src/start.js': 'modify' } },
  },
  {
    name: 'start.ts hides start.tsx already',
    covers: ['start file: start.tsx', 'start file: start.ts'],
    files: {
      'src/start.ts': startFile('export const startInstance = createStart(() => ({}))'),
      'src/start.tsx': "export const startInstance = 'never loaded'\n",
    },
    expect: EDITED,
  },
  {
    name: 'start.entry',
    covers: ['start file: start.entry'],
    files: {
      'vite.config.ts': viteConfig("{ start: { entry: './server/start-instance' } }"),
      'src/server/start-instance.ts': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: { changes: { 'src/start.ts': null, 'src/server/start-instance.ts': 'modify' } },
  },
  {
    name: 'start.entry that points nowhere',
    covers: ['start file: start.entry that points nowhere'],
    files: { 'vite.config.ts': viteConfig("{ start: { entry: './begin.ts' } }") },
    expect: { changes: { 'src/start.ts': null, 'src/begin.ts': 'create' } },
  },
  {
    name: 'start.entry that points nowhere, beside a start.ts that Start does not load',
    covers: ['start file: start.entry that points nowhere'],
    files: {
      'vite.config.ts': viteConfig("{ start: { entry: 'begin' } }"),
      'src/start.ts': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: { changes: { 'src/start.ts': null, 'src/begin.ts': 'create' } },
  },
  {
    name: 'a default export, which Start does not read',
    covers: ['start file: default export'],
    files: {
      'src/start.ts': startFile('export default createStart(() => ({ requestMiddleware: [logger] }))'),
    },
    expect: { ...EDITED, notes: ['Start reads only the export'] },
    unprovable: { running: 'what Start did not read before, it reads now' },
  },
  {
    name: 'an exported object, which Start does not read',
    covers: ['start file: exported object'],
    files: { 'src/start.ts': startFile('export default { requestMiddleware: [logger] }') },
    expect: left('does not export'),
  },
  {
    name: 'a homonym export, which is one middleware',
    covers: ['start file: homonym export'],
    files: {
      'src/start.ts':
        startFile(`export const requestMiddleware = createMiddleware().server(({ next }) => next())

export const startInstance = createStart(() => ({ requestMiddleware: [requestMiddleware] }))`),
    },
    expect: EDITED,
  },
  {
    name: 'a homonym export alone',
    covers: ['start file: homonym export'],
    files: {
      'src/start.ts': startFile(
        'export const requestMiddleware = createMiddleware().server(({ next }) => next())',
      ),
    },
    expect: left('does not export'),
  },
  {
    name: 'a shorthand module array',
    covers: ['start file: shorthand module array'],
    files: {
      'src/start.ts': startFile(`const requestMiddleware = [logger]

export const startInstance = createStart(() => ({ requestMiddleware }))`),
    },
    expect: EDITED,
  },
  {
    name: 'a module array that is pushed to',
    covers: ['start file: pushed array', 'start file: conditional middleware'],
    files: {
      'src/start.ts': startFile(`const requestMiddleware: unknown[] = []
if (import.meta.env.PROD) requestMiddleware.push(logger)

export const startInstance = createStart(() => ({ requestMiddleware: requestMiddleware as [] }))`),
    },
    expect: EDITED,
  },
  {
    name: 'a helper that is awaited',
    covers: ['start file: awaited helper'],
    files: {
      'src/start.ts': startFile(
        'export const startInstance = createStart(async () => ({ requestMiddleware: await loadMiddleware() }))',
        "import { loadMiddleware } from './middleware'",
      ),
      'src/middleware.ts': 'export const loadMiddleware = async () => []\n',
    },
    expect: { changes: { 'src/start.ts': null, 'src/middleware.ts': 'modify' } },
  },
  {
    name: 'a spread of a factory in another module',
    covers: ['start file: spread of a factory'],
    files: {
      'src/start.ts': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [...createMiddlewares(), logger] }))',
        "import { createMiddlewares } from './middleware'",
      ),
      'src/middleware.ts': 'export const createMiddlewares = () => []\n',
    },
    expect: EDITED,
  },
  {
    name: 'a middleware for production alone',
    covers: ['start file: conditional middleware'],
    files: {
      'src/start.ts': startFile(`export const startInstance = createStart(() => ({
  requestMiddleware: [...(import.meta.env.PROD ? [logger] : []), logger],
}))`),
    },
    expect: EDITED,
  },
  {
    name: 'one list or another',
    covers: ['start file: conditional middleware'],
    files: {
      'src/start.ts': startFile(`export const startInstance = createStart(() => ({
  requestMiddleware: import.meta.env.PROD ? [logger] : [],
}))`),
    },
    expect: EDITED,
  },
  {
    name: 'an early return outside the server',
    covers: ['start file: early return'],
    files: {
      'src/start.ts': startFile(`export const startInstance = createStart(() => {
  if (!import.meta.env.SSR) return {}
  return { requestMiddleware: [logger] }
})`),
    },
    expect: EDITED,
  },
  {
    name: 'AuthKit from a module of the app',
    covers: ['start file: AuthKit from another module'],
    files: {
      'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { authMiddleware } from './auth'

export const startInstance = createStart(() => ({ requestMiddleware: [authMiddleware] }))
`,
      'src/auth.ts':
        "import { authkitMiddleware } from 'virtual:authkit'\n\nexport const authMiddleware = authkitMiddleware()\n",
    },
    expect: left('auth'),
    unprovable: { running: 'the app runs AuthKit before' },
  },
  {
    name: 'AuthKit through a dynamic import',
    covers: ['start file: AuthKit through a dynamic import'],
    files: {
      'src/start.ts': `import { createStart } from '@tanstack/react-start'

export const startInstance = createStart(async () => {
  const { authkitMiddleware } = await import('virtual:authkit')
  return { requestMiddleware: [authkitMiddleware()] }
})
`,
    },
    expect: EDITED,
    unprovable: { running: 'the app runs AuthKit before' },
  },
  {
    name: 'Sentry comes first',
    covers: ['start file: Sentry first'],
    files: {
      'package.json': manifest({ dependencies: { '@sentry/tanstackstart-react': '^10.30.0' } }),
      'src/start.ts': startFile(
        `export const startInstance = createStart(() => ({
  requestMiddleware: [sentryGlobalRequestMiddleware, logger],
  functionMiddleware: [sentryGlobalFunctionMiddleware],
}))`,
        SENTRY,
      ),
    },
    expect: EDITED,
  },
  {
    name: 'CSRF protection is there already',
    covers: ['start file: csrf there already'],
    files: {
      'src/start.ts': `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'

const csrf = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({ requestMiddleware: [csrf] }))
`,
    },
    expect: EDITED,
  },
  {
    name: 'an empty file',
    covers: ['start file: start.ts'],
    files: { 'src/start.ts': '' },
    expect: EDITED,
  },
  {
    name: 'a named function',
    covers: ['start file: arrow with return'],
    files: {
      'src/start.ts': startFile(`function options() {
  return { requestMiddleware: [logger] }
}

export const startInstance = createStart(options)`),
    },
    expect: EDITED,
  },
  {
    name: 'what was exported as startInstance elsewhere',
    covers: ['start file: AuthKit from another module'],
    files: {
      'src/start.ts': "export { startInstance } from './server/start'\n",
      'src/server/start.ts': startFile(
        'export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))',
      ),
    },
    expect: { changes: { 'src/start.ts': null, 'src/server/start.ts': 'modify' } },
  },
]
