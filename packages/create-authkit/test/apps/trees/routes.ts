import { type AppTree, routesUnder } from '../app-tree.ts'
import { manifest, page, serverRoute, viteConfig } from '../compose.ts'

const BETTER_AUTH = `import { createFileRoute } from '@tanstack/react-router'
import { auth } from '@/lib/auth'

export const Route = createFileRoute('/api/auth/$')({
  server: {
    handlers: {
      GET: ({ request }) => auth.handler(request),
      POST: ({ request }) => auth.handler(request),
    },
  },
})
`

export const trees: readonly AppTree[] = [
  {
    name: "better-auth's catch-all",
    covers: ['routes: better-auth catch-all'],
    files: {
      'package.json': manifest({ dependencies: { 'better-auth': '^1.4.0' } }),
      'src/routes/api/auth/$.ts': BETTER_AUTH,
    },
    expect: {
      changes: routesUnder('auth'),
      contains: {
        'vite.config.ts': "callbackPath: '/auth/callback'",
        '.env.example': 'WORKOS_REDIRECT_URI=http://localhost:3000/auth/callback',
      },
      notes: ['better-auth'],
    },
  },
  {
    name: 'a catch-all written flat',
    covers: ['routes: better-auth catch-all', 'layout: flat routes'],
    files: { 'src/routes/api.auth.$.ts': serverRoute('/api/auth/$') },
    expect: { changes: routesUnder('auth') },
  },
  {
    name: 'a callback that is not ours',
    covers: ['routes: callback that is not ours'],
    files: { 'src/routes/api/auth/callback.ts': serverRoute('/api/auth/callback') },
    expect: { changes: routesUnder('auth') },
  },
  {
    name: 'a callback of another provider in a folder of its own',
    covers: ['routes: callback that is not ours'],
    files: { 'src/routes/api/auth/github/callback.ts': serverRoute('/api/auth/github/callback') },
  },
  {
    name: 'pages for signing in and out',
    covers: ['routes: login', 'routes: sign-in', 'routes: logout'],
    files: {
      'src/routes/login.tsx': page('/login'),
      'src/routes/sign-in.tsx': page('/sign-in'),
      'src/routes/logout.tsx': page('/logout'),
    },
  },
  {
    name: 'pages of our names under /auth, and a catch-all under /api/auth',
    covers: ['routes: sign-in', 'routes: better-auth catch-all'],
    files: {
      'src/routes/api/auth/$.ts': serverRoute('/api/auth/$'),
      'src/routes/auth/sign-in.tsx': page('/auth/sign-in'),
    },
    expect: { changes: routesUnder('authkit') },
  },
  {
    name: 'pages of our names below a pathless layout',
    covers: ['routes: sign-in'],
    files: {
      'src/routes/api/auth/$.ts': serverRoute('/api/auth/$'),
      'src/routes/_auth.tsx': page('/_auth'),
      'src/routes/_auth/auth/sign-in.tsx': page('/_auth/auth/sign-in'),
    },
    expect: { changes: routesUnder('authkit') },
  },
  {
    name: 'every prefix taken',
    covers: ['routes: every prefix taken'],
    files: Object.fromEntries(
      ['api/auth', 'auth', 'authkit'].map((prefix) => [
        `src/routes/${prefix}/$.ts`,
        serverRoute(`/${prefix}/$`),
      ]),
    ),
    expect: {
      manual: Object.fromEntries(
        ['callback', 'sign-in', 'sign-out']
          .map((name) => `src/routes/api/auth/${name}.ts`)
          .concat('vite.config.ts')
          .map((path) => [path, 'other routes are in the way']),
      ),
    },
  },
  {
    name: 'the dev server hands /api to another server',
    covers: ['routes: callback that is not ours'],
    files: {
      'vite.config.ts': viteConfig('', "server: { port: 3000, proxy: { '/api': 'http://localhost:8080' } }"),
    },
    expect: {
      changes: routesUnder('auth'),
      contains: { 'vite.config.ts': "signInPath: '/auth/sign-in'" },
    },
  },
  {
    name: 'Nitro hands /api to another server',
    covers: ['routes: callback that is not ours'],
    files: {
      'nitro.config.ts': `import { defineConfig } from 'nitro'

export default defineConfig({
  routeRules: {
    '/api/**': { proxy: 'https://api.example.com/**' },
  },
})
`,
    },
    expect: {
      changes: routesUnder('auth'),
      contains: { 'vite.config.ts': "signInPath: '/auth/sign-in'" },
    },
  },
  {
    name: 'the dev server hands something else to another server',
    covers: ['routes: callback that is not ours'],
    files: {
      'vite.config.ts': viteConfig(
        '',
        "server: { proxy: { '/graphql': 'http://localhost:8080', '^/api/v\\\\d+/': {} } }",
      ),
    },
  },
  {
    name: 'a server entry of its own',
    covers: ['routes: callback that is not ours'],
    files: {
      'src/server.ts': `import handler from '@tanstack/react-start/server-entry'

export default {
  fetch(request: Request) {
    if (new URL(request.url).pathname.startsWith('/api/')) return new Response('theirs')
    return handler.fetch(request)
  },
}
`,
    },
    expect: { notes: ['src/server.ts'] },
  },
  {
    name: 'a server entry that only hands on',
    covers: ['routes: callback that is not ours'],
    files: {
      'src/server.ts': `import handler, { createServerEntry } from '@tanstack/react-start/server-entry'

export default createServerEntry({
  fetch(request) {
    return handler.fetch(request)
  },
})
`,
    },
  },
  {
    name: 'catch-alls further up',
    covers: ['routes: callback that is not ours'],
    files: { 'src/routes/$.tsx': page('/$'), 'src/routes/api/$.ts': serverRoute('/api/$') },
  },
  {
    name: 'links are preloaded, and a loader signs out',
    covers: ['routes: defaultPreload intent', 'routes: signOut in a loader', 'routes: logout'],
    files: {
      'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export const getRouter = () =>
  createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true })
`,
      'src/routes/logout.tsx': page('/logout', 'preload: false, loader: async () => null'),
    },
  },
]
