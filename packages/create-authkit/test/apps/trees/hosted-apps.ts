import type { AppTree } from '../app-tree.ts'
import { manifest, page, viteConfigOf } from '../compose.ts'

const SENTRY: AppTree = {
  name: 'Sentry, first in the start file and last in the Vite config',
  covers: ['whole apps: Sentry app', 'start file: Sentry first', 'Vite config: Sentry last'],
  files: {
    'package.json': manifest({
      scripts: {
        dev: 'dotenv -e .env.local -- sh -c "NODE_OPTIONS=\'--import ./instrument.server.mjs\' vite dev --port 3000"',
        build: 'vite build && cp instrument.server.mjs .output/server',
        start: 'node --import ./.output/server/instrument.server.mjs .output/server/index.mjs',
      },
      dependencies: { '@sentry/tanstackstart-react': '^10.34.0' },
      devDependencies: { 'dotenv-cli': '^11.0.0' },
    }),
    'instrument.server.mjs':
      "import * as Sentry from '@sentry/tanstackstart-react'\n\nSentry.init({ dsn: process.env.VITE_SENTRY_DSN })\n",
    '.env.local': 'VITE_SENTRY_DSN=\nVITE_SENTRY_ORG=\n',
    'src/start.ts': `import {
  sentryGlobalFunctionMiddleware,
  sentryGlobalRequestMiddleware,
} from '@sentry/tanstackstart-react'
import { createStart } from '@tanstack/react-start'

export const startInstance = createStart(() => {
  return {
    // Sentry's middleware has to be the first one
    requestMiddleware: [sentryGlobalRequestMiddleware],
    functionMiddleware: [sentryGlobalFunctionMiddleware],
  }
})
`,
    'src/server.ts': `import { wrapFetchWithSentry } from '@sentry/tanstackstart-react'
import handler, { createServerEntry } from '@tanstack/react-start/server-entry'

const requestHandler = wrapFetchWithSentry({ fetch: (request: Request) => handler.fetch(request) })

export default createServerEntry(requestHandler)
`,
    'src/router.tsx': `import * as Sentry from '@sentry/tanstackstart-react'
import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export const getRouter = () => {
  const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true })
  if (!router.isServer) {
    Sentry.init({ dsn: import.meta.env.VITE_SENTRY_DSN, tracesSampleRate: 1.0 })
  }
  return router
}
`,
    'vite.config.ts': viteConfigOf(
      `const config = defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '')
  return {
    plugins: [
      tanstackStart(),
      react(),
      // Must be last
      sentryTanstackStart({ org: env.VITE_SENTRY_ORG, authToken: env.SENTRY_AUTH_TOKEN }),
    ],
  }
})

export default config`,
      "import { sentryTanstackStart } from '@sentry/tanstackstart-react/vite'\nimport { loadEnv } from 'vite'",
    ),
  },
  expect: {
    changes: { 'src/start.ts': 'modify', '.env.local': 'modify' },
    app: { port: 3000, portAssumed: false },
  },
}

const I18N: AppTree = {
  name: 'paraglide, which rewrites addresses in the server entry',
  covers: ['whole apps: i18n app', 'routes: callback that is not ours'],
  files: {
    'package.json': manifest({ devDependencies: { '@inlang/paraglide-js': '^2.8.0' } }),
    'project.inlang/settings.json': { baseLocale: 'en', locales: ['en', 'de'] },
    'src/paraglide/runtime.d.ts':
      'export declare const getLocale: () => string\nexport declare const deLocalizeUrl: (url: string) => string\nexport declare const localizeUrl: (url: string) => string\n',
    'src/paraglide/server.d.ts':
      'export declare function paraglideMiddleware(r: Request, h: (c: { request: Request }) => unknown): Promise<Response>\n',
    'src/server.ts': `import { paraglideMiddleware } from './paraglide/server.js'
import handler from '@tanstack/react-start/server-entry'

export default {
  fetch(req: Request): Promise<Response> {
    return paraglideMiddleware(req, () => handler.fetch(req))
  },
}
`,
    'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
import { deLocalizeUrl, localizeUrl } from './paraglide/runtime.js'
import { routeTree } from './routeTree.gen'

export const getRouter = () =>
  createRouter({
    routeTree,
    rewrite: {
      input: ({ url }) => deLocalizeUrl(url.href),
      output: ({ url }) => localizeUrl(url.href),
    },
  })
`,
    'src/routes/__root.tsx': `import { HeadContent, Scripts, createRootRoute } from '@tanstack/react-router'
import { getLocale } from '../paraglide/runtime.js'

export const Route = createRootRoute({
  beforeLoad: async () => {
    if (typeof document !== 'undefined') document.documentElement.setAttribute('lang', getLocale())
  },
  head: () => ({ meta: [{ title: 'TanStack Start Starter' }] }),
  shellComponent: RootDocument,
})

function RootDocument({ children }: { children: React.ReactNode }) {
  return (
    <html lang={getLocale()}>
      <head>
        <HeadContent />
      </head>
      <body>
        {children}
        <TanStackDevtools
          config={{ position: 'bottom-right' }}
          plugins={[{ name: 'Tanstack Router', render: <TanStackRouterDevtoolsPanel /> }]}
        />
        <Scripts />
      </body>
    </html>
  )
}
`.replace(
      '\nexport const Route',
      "import { TanStackDevtools } from '@tanstack/react-devtools'\nimport { TanStackRouterDevtoolsPanel } from '@tanstack/react-router-devtools'\n\nexport const Route",
    ),
    'vite.config.ts': viteConfigOf(
      `const config = defineConfig({
  plugins: [
    devtools(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['url', 'baseLocale'],
    }),
    nitro({ rollupConfig: { external: [/^@sentry\\//] } }),
    tanstackStart(),
    react(),
  ],
})

export default config`,
      `import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { devtools } from '@tanstack/devtools-vite'
import { nitro } from 'nitro/vite'`,
    ),
  },
}

const TURBO: AppTree = {
  name: 'a turbo monorepo with catalogs and an auth package of another library',
  covers: ['whole apps: turbo monorepo', 'layout: pnpm workspace', 'packages: catalog', 'env: envDir'],
  folder: 'apps/web',
  around: {
    'package.json': {
      name: 'repo',
      private: true,
      packageManager: 'pnpm@10.26.0',
      scripts: { dev: 'turbo run dev' },
    },
    'turbo.json': { tasks: { dev: { cache: false, persistent: true } } },
    'pnpm-workspace.yaml': `packages:
  - apps/*
  - packages/*

catalog:
  # shared
  "@tanstack/react-start": ^1.169.2
  react: ^19.2.0
  vite: ^8.0.3

onlyBuiltDependencies:
  - esbuild
`,
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    '.gitignore': 'node_modules\n.env*\n!.env.example\n',
    '.env': 'DATABASE_URL=postgres://localhost/app\n',
    'tooling/tsconfig.json': {
      compilerOptions: {
        jsx: 'react-jsx',
        module: 'ESNext',
        moduleResolution: 'bundler',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
      },
    },
    'packages/auth/package.json': { name: '@repo/auth', dependencies: { 'better-auth': 'catalog:' } },
    'packages/auth/src/index.ts': 'export const auth = null\n',
    'apps/docs/package.json': { name: 'docs', dependencies: { astro: '^5.0.0' } },
  },
  files: {
    'pnpm-lock.yaml': null,
    '.gitignore': null,
    'package.json': manifest({
      name: '@repo/web',
      scripts: { dev: 'vite dev --port 3001', build: 'vite build', 'check-types': 'tsc --noEmit' },
      dependencies: { '@tanstack/react-start': 'catalog:', '@repo/auth': 'workspace:*', react: 'catalog:' },
      devDependencies: { vite: 'catalog:' },
    }),
    'tsconfig.json': `{
  "extends": "../../tooling/tsconfig.json",
  "compilerOptions": {
    "paths": { "@/*": ["./src/*"] }, // the app's own
  },
  "include": ["src", "vite.config.ts"],
  "exclude": ["node_modules"],
}
`,
    'vite.config.ts': viteConfigOf(
      `export default defineConfig({
  envDir: "../../",
  plugins: [tanstackStart(), react()],
});`,
    ),
  },
  git: {},
  expect: { app: { packageManager: 'pnpm', port: 3001 } },
}

const CLOUDFLARE: AppTree = {
  name: 'a Worker with bindings, workers and its own .dev.vars',
  covers: ['whole apps: Cloudflare app', 'Vite config: cloudflare', 'env: .dev.vars', 'packages: bun'],
  files: {
    'pnpm-lock.yaml': null,
    'bun.lock': '{ "lockfileVersion": 1, "packages": {} }\n',
    'package.json': manifest({
      scripts: {
        dev: 'bun --bun vite dev',
        build: 'vite build',
        deploy: 'bun run build && wrangler deploy',
        'cf-typegen': 'wrangler types',
      },
      devDependencies: { '@cloudflare/vite-plugin': '^1.22.0', wrangler: '^4.60.0' },
    }),
    'wrangler.jsonc': `{
  "$schema": "node_modules/wrangler/config-schema.json",
  "name": "app",
  "compatibility_date": "2026-01-01",
  "compatibility_flags": ["nodejs_compat"],
  "main": "src/server.ts",
  "d1_databases": [{ "binding": "DB", "database_name": "app" }],
}
`,
    '.dev.vars': 'API_TOKEN="secret" # for dev\r\nEMPTY=\r\n',
    '.dev.vars.example': 'API_TOKEN=\n',
    '.gitignore': 'node_modules\n.wrangler\n.dev.vars*\n!.dev.vars.example\n.env*\n',
    'src/server.ts': `import handler from '@tanstack/react-start/server-entry'

export { Counter } from './counter'

export default {
  async fetch(request: Request) {
    return handler.fetch(request)
  },
  async scheduled() {},
}
`,
    'src/counter.ts': 'export class Counter {}\n',
    'worker-configuration.d.ts': 'interface Env { DB: unknown }\n',
    'vite.config.ts': viteConfigOf(
      `export default defineConfig({
  plugins: [
    cloudflare({ viteEnvironment: { name: 'ssr' } }),
    tailwindcss(),
    tanstackStart(),
    react(),
  ],
  server: { port: 8787, strictPort: true },
})`,
      "import { cloudflare } from '@cloudflare/vite-plugin'\nimport tailwindcss from '@tailwindcss/vite'",
    ),
  },
  git: {},
  expect: {
    changes: {
      '.env.local': null,
      '.env.example': null,
      '.dev.vars': 'modify',
      '.dev.vars.example': 'modify',
    },
    contains: { '.dev.vars': 'EMPTY=\r\n\r\n# WorkOS AuthKit\r\nWORKOS_COOKIE_PASSWORD=' },
    app: { packageManager: 'bun', port: 8787, portAssumed: false },
  },
}

const NITRO: AppTree = {
  name: 'nitro and tRPC, behind a base path',
  covers: [
    'whole apps: nitro app',
    'Vite config: nitro',
    'layout: flat routes',
    'packages: @workos-inc/node',
  ],
  files: {
    'package.json': manifest({
      scripts: { dev: 'vite dev', build: 'vite build', start: 'node .output/server/index.mjs' },
      dependencies: {
        nitro: 'npm:nitro-nightly@latest',
        '@trpc/server': '^11.8.0',
        '@workos-inc/node': '^8.2.0',
      },
    }),
    'src/routes/api.trpc.$.tsx': page('/api/trpc/$', 'server: { handlers: { GET: () => new Response() } }'),
    'src/routes/demo.start.server-funcs.tsx': page('/demo/start/server-funcs'),
    'src/routes/demo.table.tsx': page('/demo/table'),
    'vite.config.ts': viteConfigOf(
      `const config = defineConfig({
  base: '/portal/',
  resolve: { tsconfigPaths: true },
  plugins: [devtools(), nitro({ rollupConfig: { external: [] } }), tailwindcss(), tanstackStart(), react()],
})

export default config`,
      `import tailwindcss from '@tailwindcss/vite'
import { devtools } from '@tanstack/devtools-vite'
import { nitro } from 'nitro/vite'`,
    ),
  },
  expect: {
    changes: Object.fromEntries(
      ['callback', 'sign-in', 'sign-out'].flatMap((name) => [
        [`src/routes/api/auth/${name}.ts`, null],
        [`src/routes/api.auth.${name}.ts`, 'create' as const],
      ]),
    ),
    contains: { '.env.example': 'http://localhost:3000/portal/api/auth/callback' },
    notes: ["Nitro's default"],
    app: { port: 3000, portAssumed: true },
  },
}

export const trees: readonly AppTree[] = [SENTRY, I18N, TURBO, CLOUDFLARE, NITRO]
