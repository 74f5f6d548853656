import type { AppTree } from '../app-tree.ts'
import { DOCUMENT, manifest, rootRoute } from '../compose.ts'

const PATH = 'src/routes/__root.tsx'

const PLAIN_DOCUMENT = `function Document() {
  return (
    <html lang="en">
      <head>
        <HeadContent />
      </head>
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  )
}`

/** The small app with this root route. */
function withRoot(body: string, imports = ''): { [PATH]: string } {
  return { [PATH]: rootRoute(body, imports) }
}

/** A router with this option. */
function router(options: string, imports: string): { 'src/router.tsx': string } {
  return {
    'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
${imports}
import { routeTree } from './routeTree.gen'

export function getRouter() {
  return createRouter({ routeTree, ${options} })
}
`,
  }
}

export const trees: readonly AppTree[] = [
  {
    name: 'with a context',
    covers: ['root route: createRootRouteWithContext'],
    files: withRoot(
      `export const Route = createRootRouteWithContext<{ queryClient: object }>()({
  head: () => ({ meta: [{ charSet: 'utf-8' }] }),
  shellComponent: RootDocument,
})

${DOCUMENT}`,
    ),
  },
  {
    name: 'component with the document',
    covers: ['root route: component', 'root route: Outlet in the document'],
    files: withRoot(`export const Route = createRootRoute({ component: Document })\n\n${PLAIN_DOCUMENT}`),
  },
  {
    name: 'component that renders the document around an outlet',
    covers: ['root route: component', 'root route: children'],
    files: withRoot(`export const Route = createRootRoute({ component: RootComponent })

function RootComponent() {
  return (
    <RootDocument>
      <Outlet />
    </RootDocument>
  )
}

${DOCUMENT}`),
  },
  {
    name: 'component and shellComponent',
    covers: ['root route: component and shellComponent'],
    files: withRoot(`export const Route = createRootRoute({
  shellComponent: RootDocument,
  component: () => (
    <main>
      <Outlet />
    </main>
  ),
})

${DOCUMENT}`),
  },
  {
    name: 'a document of error and not-found pages too',
    covers: ['root route: document of error pages too'],
    files: withRoot(`export const Route = createRootRoute({
  component: RootComponent,
  errorComponent: ({ error }) => (
    <RootDocument>
      <pre>{error.message}</pre>
    </RootDocument>
  ),
  notFoundComponent: () => (
    <RootDocument>
      <p>Not found</p>
    </RootDocument>
  ),
})

function RootComponent() {
  return (
    <RootDocument>
      <Outlet />
    </RootDocument>
  )
}

${DOCUMENT}`),
  },
  {
    name: 'several outlets',
    covers: ['root route: several outlets'],
    files: withRoot(`export const Route = createRootRoute({ component: RootComponent })

function RootComponent() {
  const embedded = false
  return (
    <html lang="en">
      <body>
        {embedded ? <Outlet /> : <main><Outlet /></main>}
        <Scripts />
      </body>
    </html>
  )
}`),
  },
  {
    name: 'an early return of JSX',
    covers: ['root route: early return JSX'],
    files:
      withRoot(`export const Route = createRootRoute({ shellComponent: RootDocument, component: RootComponent })

function RootComponent() {
  const embedded = false
  if (embedded) return <Outlet />
  return (
    <main>
      <Outlet />
    </main>
  )
}

${DOCUMENT}`),
  },
  {
    name: 'an early return of the document',
    covers: ['root route: early return JSX'],
    files: withRoot(`export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
  const maintenance = false
  if (maintenance) return <html><body>{children}</body></html>
  return (
    <html lang="en">
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  )
}`),
  },
  {
    name: 'a component around the document',
    covers: ['root route: HOC around the document'],
    files: withRoot(
      `export const Route = createRootRoute({ shellComponent: withProfiler(RootDocument) })\n\n${DOCUMENT}`,
      "import { withProfiler } from '@sentry/react'",
    ),
    unprovable: { running: 'what the stand-in makes of the document is not rendered' },
  },
  {
    name: 'a provider outside of html',
    covers: ['root route: provider outside html'],
    files: withRoot(
      `export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider>
      <html lang="en">
        <head>
          <HeadContent />
        </head>
        <body>
          {children}
          <Scripts />
        </body>
      </html>
    </ThemeProvider>
  )
}`,
      "import { ThemeProvider } from 'next-themes'",
    ),
  },
  {
    name: 'a provider outside of html that uses AuthKit',
    covers: ['root route: provider outside html', 'root route: Wrap of the router'],
    files: withRoot(
      `export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <html lang="en">
        <body>
          <Toaster />
          {children}
          <Scripts />
        </body>
      </html>
    </QueryClientProvider>
  )
}`,
      "import { QueryClient, QueryClientProvider } from '@tanstack/react-query'\nimport { Toaster } from 'sonner'",
    ),
  },
  {
    name: 'scripts inside a provider',
    covers: ['root route: Scripts inside a provider'],
    files: withRoot(
      `export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <ThemeProvider attribute="class">
          {children}
          <Toaster />
          <Scripts />
        </ThemeProvider>
      </body>
    </html>
  )
}`,
      "import { ThemeProvider } from 'next-themes'\nimport { Toaster } from 'sonner'",
    ),
  },
  {
    name: 'Wrap of the router',
    covers: ['root route: Wrap of the router'],
    files: router(
      'Wrap: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,',
      "import { QueryClient, QueryClientProvider } from '@tanstack/react-query'\n\nconst queryClient = new QueryClient()",
    ),
  },
  {
    name: 'InnerWrap of the router',
    covers: ['root route: InnerWrap of the router'],
    files: router(
      'InnerWrap: ({ children }) => <PostHogProvider>{children}</PostHogProvider>,',
      "import { PostHogProvider } from 'posthog-js/react'",
    ),
  },
  {
    name: 'AuthKitProvider of another package',
    covers: ['root route: homonym AuthKitProvider'],
    files: {
      'package.json': manifest({ dependencies: { '@workos-inc/authkit-react': '^0.16.0' } }),
      ...withRoot(
        `export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <AuthKitProvider clientId="client_1">{children}</AuthKitProvider>
        <Scripts />
      </body>
    </html>
  )
}`,
        "import { AuthKitProvider } from '@workos-inc/authkit-react'",
      ),
    },
    expect: { notes: ['@workos-inc/authkit-react'] },
  },
  {
    name: 'the document is in another file',
    covers: ['root route: shellComponent'],
    files: {
      ...withRoot(
        'export const Route = createRootRoute({ shellComponent: RootDocument })',
        "import { RootDocument } from '../components/root-document'",
      ),
      'src/components/root-document.tsx': `import { HeadContent, Scripts } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export ${DOCUMENT}
`,
    },
    expect: { changes: { [PATH]: null, 'src/components/root-document.tsx': 'modify' } },
  },
  {
    name: 'compiled JSX in a JavaScript app',
    covers: ['root route: compiled JSX'],
    files: {
      'tsconfig.json': null,
      'package.json': {
        name: 'app',
        type: 'module',
        scripts: { dev: 'vite dev --port 3000' },
        dependencies: {
          '@tanstack/react-router': '^1.170.0',
          '@tanstack/react-start': '^1.169.0',
          react: '^19.2.0',
        },
        devDependencies: { vite: '^8.0.0' },
      },
      'vite.config.ts': null,
      'vite.config.js': `import { tanstackStart } from '@tanstack/react-start/plugin/vite'

export default { plugins: [tanstackStart()] }
`,
      'src/router.tsx': null,
      'src/router.js':
        "import { createRouter } from '@tanstack/react-router'\nimport { routeTree } from './routeTree.gen'\n\nexport const getRouter = () => createRouter({ routeTree })\n",
      'src/routes/index.tsx': null,
      'src/routes/__root.tsx': null,
      'src/routes/__root.js': `import { createRootRoute, Scripts } from '@tanstack/react-router'
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime'

export const Route = createRootRoute({
  shellComponent: ({ children }) =>
    _jsx('html', { children: _jsxs('body', { children: [children, _jsx(Scripts, {})] }) }),
})
`,
    },
    expect: {
      changes: {
        'vite.config.ts': null,
        'vite.config.js': 'modify',
        'src/routes/__root.tsx': null,
        'src/routes/__root.js': 'modify',
        'src/start.ts': null,
        'src/start.js': 'create',
        'src/vite-env.d.ts': null,
        ...Object.fromEntries(
          ['callback', 'sign-in', 'sign-out'].flatMap((name) => [
            [`src/routes/api/auth/${name}.ts`, null],
            [`src/routes/api/auth/${name}.js`, 'create' as const],
          ]),
        ),
      },
    },
  },
]
