import { type AppTree, routesUnder, sourceIn } from '../app-tree.ts'
import { manifest, movedTo, page, viteConfigOf } from '../compose.ts'

const QUERY = { '@tanstack/react-query': '^5.90.0' }

const LOVABLE: AppTree = {
  name: "Lovable's template",
  covers: ['whole apps: lovable template', 'Vite config: lovable', 'packages: bun'],
  files: {
    'pnpm-lock.yaml': null,
    'bun.lock': '{ "lockfileVersion": 1, "packages": {} }\n',
    'bunfig.toml': '[install]\nsaveTextLockfile = false\n',
    'package.json': manifest({
      name: 'tanstack_start_ts',
      scripts: {
        dev: 'vite dev',
        build: 'vite build',
        'build:dev': 'vite build --mode development',
        preview: 'vite preview',
      },
      dependencies: { ...QUERY, sonner: '^2.0.7' },
      devDependencies: {
        '@lovable.dev/vite-tanstack-config': '^1.4.0',
        '@cloudflare/vite-plugin': '^1.25.5',
      },
    }),
    'vite.config.ts': `// @lovable.dev/vite-tanstack-config already includes the following — do NOT add them manually
// or the app will break with duplicate plugins:
//   - tanstackStart, viteReact, tailwindcss, tsConfigPaths, cloudflare (build-only)
import { defineConfig } from "@lovable.dev/vite-tanstack-config";

// Redirect TanStack Start's bundled server entry to src/server.ts (our SSR error wrapper).
export default defineConfig({
  tanstackStart: {
    server: { entry: "server" },
  },
});
`,
    'src/server.ts': `import "./lib/error-capture";

import { renderErrorPage } from "./lib/error-page";

type ServerEntry = { fetch: (request: Request, env: unknown, ctx: unknown) => Promise<Response> | Response };

let serverEntryPromise: Promise<ServerEntry> | undefined;

async function getServerEntry(): Promise<ServerEntry> {
  if (!serverEntryPromise) {
    serverEntryPromise = import("@tanstack/react-start/server-entry").then(
      (m) => (m.default ?? m) as unknown as ServerEntry,
    );
  }
  return serverEntryPromise;
}

export default {
  async fetch(request: Request, env: unknown, ctx: unknown) {
    try {
      const handler = await getServerEntry();
      return await handler.fetch(request, env, ctx);
    } catch (error) {
      console.error(error);
      return new Response(renderErrorPage(), { status: 500, headers: { "content-type": "text/html" } });
    }
  },
};
`,
    'src/lib/error-capture.ts': 'export {};\n',
    'src/lib/error-page.ts': 'export const renderErrorPage = () => "<h1>Error</h1>";\n',
    'src/start.ts': `import { createStart, createMiddleware } from "@tanstack/react-start";

import { renderErrorPage } from "./lib/error-page";

const errorMiddleware = createMiddleware().server(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (error != null && typeof error === "object" && "statusCode" in error) {
      throw error;
    }
    console.error(error);
    return new Response(renderErrorPage(), {
      status: 500,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  }
});

export const startInstance = createStart(() => ({
  requestMiddleware: [errorMiddleware],
}));
`,
    'src/router.tsx': `import { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { routeTree } from "./routeTree.gen";

export const getRouter = () => {
  const queryClient = new QueryClient();

  const router = createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreloadStaleTime: 0,
  });

  return router;
};
`,
    'src/routes/__root.tsx': `import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  Outlet,
  Link,
  createRootRouteWithContext,
  useRouter,
  HeadContent,
  Scripts,
} from "@tanstack/react-router";

function NotFoundComponent() {
  return (
    <div className="flex min-h-screen items-center justify-center">
      <Link to="/">Go home</Link>
    </div>
  );
}

function ErrorComponent({ error, reset }: { error: Error; reset: () => void }) {
  console.error(error);
  const router = useRouter();
  return (
    <button
      onClick={() => {
        router.invalidate();
        reset();
      }}
    >
      Try again
    </button>
  );
}

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  head: () => ({
    meta: [{ charSet: "utf-8" }, { title: "Lovable App" }],
  }),
  shellComponent: RootShell,
  component: RootComponent,
  notFoundComponent: NotFoundComponent,
  errorComponent: ErrorComponent,
});

function RootShell({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <head>
        <HeadContent />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

function RootComponent() {
  const { queryClient } = Route.useRouteContext();

  return (
    <QueryClientProvider client={queryClient}>
      <Outlet />
    </QueryClientProvider>
  );
}
`,
  },
  unprovable: { types: "the router's generator runs the Vite config, and Lovable's wrapper is not there" },
  expect: {
    changes: { 'src/start.ts': 'modify' },
    app: { packageManager: 'bun', port: 8080 },
  },
}

const CONVEX: AppTree = {
  name: "Convex and Clerk, in the router's Wrap",
  covers: ['whole apps: Convex and Clerk', 'root route: Wrap of the router'],
  files: {
    'package.json': manifest({
      scripts: {
        dev: 'npx convex dev --once && concurrently -r npm:dev:web npm:dev:db',
        'dev:web': 'vite dev --port 3000',
        'dev:db': 'convex dev',
      },
      dependencies: {
        ...QUERY,
        '@clerk/tanstack-react-start': '^0.27.0',
        '@convex-dev/react-query': '^0.1.0',
        convex: '^1.31.0',
      },
    }),
    '.env.local':
      'CONVEX_DEPLOYMENT=dev:fast-cat-1 # team: acme, project: web\n\nVITE_CONVEX_URL=https://fast-cat-1.convex.cloud\n',
    'convex/_generated/api.d.ts': 'export declare const api: unknown\n',
    'src/start.ts': `import { clerkMiddleware } from '@clerk/tanstack-react-start/server'
import { createStart } from '@tanstack/react-start'

export const startInstance = createStart(() => {
  return {
    requestMiddleware: [clerkMiddleware()],
  }
})
`,
    'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
import { ConvexQueryClient } from '@convex-dev/react-query'
import { QueryClient } from '@tanstack/react-query'
import { ConvexProvider } from 'convex/react'
import { routeTree } from './routeTree.gen'

export function getRouter() {
  const convexQueryClient = new ConvexQueryClient(import.meta.env.VITE_CONVEX_URL)
  const queryClient = new QueryClient()

  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    context: { queryClient, convexClient: convexQueryClient.convexClient, convexQueryClient },
    Wrap: ({ children }) => (
      <ConvexProvider client={convexQueryClient.convexClient}>{children}</ConvexProvider>
    ),
  })
}
`,
    'src/routes/__root.tsx': `import * as React from 'react'
import {
  HeadContent,
  Outlet,
  Scripts,
  createRootRouteWithContext,
  useRouteContext,
} from '@tanstack/react-router'
import { ClerkProvider, useAuth } from '@clerk/tanstack-react-start'
import { auth } from '@clerk/tanstack-react-start/server'
import { createServerFn } from '@tanstack/react-start'
import { ConvexProviderWithClerk } from 'convex/react-clerk'
import appCss from '~/styles/app.css?url'

const fetchClerkAuth = createServerFn({ method: 'GET' }).handler(async () => {
  const { getToken, userId } = await auth()
  return { userId, token: await getToken({ template: 'convex' }) }
})

export const Route = createRootRouteWithContext<{ queryClient: any; convexClient: any; convexQueryClient: any }>()({
  head: () => ({ links: [{ rel: 'stylesheet', href: appCss }] }),
  beforeLoad: async (ctx) => {
    const { userId, token } = await fetchClerkAuth()
    if (token) ctx.context.convexQueryClient.serverHttpClient?.setAuth(token)
    return { userId, token }
  },
  notFoundComponent: () => <div>Not Found</div>,
  component: RootComponent,
})

function RootComponent() {
  const context = useRouteContext({ from: Route.id })
  return (
    <ClerkProvider>
      <ConvexProviderWithClerk client={context.convexClient} useAuth={useAuth}>
        <RootDocument>
          <Outlet />
        </RootDocument>
      </ConvexProviderWithClerk>
    </ClerkProvider>
  )
}

function RootDocument({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en" className="dark">
      <head>
        <HeadContent />
      </head>
      <body className="bg-neutral-950 text-white">
        {children}
        <Scripts />
      </body>
    </html>
  )
}
`,
    'src/styles/app.css': '@import "tailwindcss";\n',
  },
  expect: {
    changes: { 'src/start.ts': 'modify', '.env.local': 'modify' },
    notes: ['@clerk/tanstack-react-start'],
    app: { port: 3000, portAssumed: false },
  },
}

const BETTER_AUTH: AppTree = {
  name: 'better-auth, Drizzle and t3-env',
  covers: ['whole apps: better-auth app', 'routes: better-auth catch-all', 'env: t3-env', 'routes: login'],
  files: {
    'package.json': manifest({
      dependencies: {
        ...QUERY,
        'better-auth': '^1.4.5',
        'drizzle-orm': '^0.45.0',
        '@t3-oss/env-core': '^0.13.8',
      },
    }),
    'src/env/server.ts': `import { createEnv } from '@t3-oss/env-core'
import * as z from 'zod'

export const env = createEnv({
  server: { DATABASE_URL: z.url(), BETTER_AUTH_SECRET: z.string().min(1) },
  runtimeEnv: process.env,
})
`,
    '.env.example':
      'VITE_BASE_URL=http://localhost:3000\n\nDATABASE_URL=\n# pnpm auth:secret\nBETTER_AUTH_SECRET=',
    'src/routes/api/auth/$.ts': `import { createFileRoute } from '@tanstack/react-router'
import { auth } from '~/lib/auth/auth'

export const Route = createFileRoute('/api/auth/$')({
  server: {
    handlers: {
      GET: ({ request }) => auth.handler(request),
      POST: ({ request }) => auth.handler(request),
    },
  },
})
`,
    'src/routes/_auth.tsx': page('/_auth'),
    'src/routes/_auth/login.tsx': page('/_auth/login'),
    'src/routes/_auth/signup.tsx': page('/_auth/signup'),
    'vite.config.ts': viteConfigOf(
      `export default defineConfig({
  plugins: [
    devtools(),
    tsConfigPaths({ projects: ["./tsconfig.json"] }),
    tanstackStart(),
    // https://tanstack.com/start/latest/docs/framework/react/guide/hosting
    nitro(),
    react({
      // https://react.dev/learn/react-compiler
      babel: { plugins: [["babel-plugin-react-compiler", { target: "19" }]] },
    }),
    tailwindcss(),
  ],
});`,
      `import { devtools } from "@tanstack/devtools-vite";
import tailwindcss from "@tailwindcss/vite";
import { nitro } from "nitro/vite";
import tsConfigPaths from "vite-tsconfig-paths";`,
    ),
  },
  expect: {
    changes: { ...routesUnder('auth'), '.env.example': 'modify' },
    notes: ['better-auth', 'src/env/server.ts'],
    contains: {
      'vite.config.ts': "callbackPath: '/auth/callback'".replaceAll("'", '"'),
      '.env.example': 'BETTER_AUTH_SECRET=\n\n# WorkOS AuthKit',
    },
  },
}

const NETLIFY: AppTree = {
  name: 'Netlify, in app/',
  covers: ['whole apps: Netlify app', 'layout: srcDirectory', 'Vite config: netlify', 'packages: npm'],
  files: {
    ...movedTo('app'),
    'pnpm-lock.yaml': null,
    'package-lock.json': { name: 'app', lockfileVersion: 3, packages: {} },
    'netlify.toml':
      '[build]\n  command = "vite build"\n  publish = "dist/client"\n[dev]\n  command = "npm run dev"\n  port = 3000\n',
    'tsconfig.json': {
      compilerOptions: { jsx: 'react-jsx', paths: { '~/*': ['./app/*'] } },
      include: ['**/*.ts', '**/*.tsx'],
    },
    'vite.config.ts': viteConfigOf(
      `export default defineConfig({
  server: { port: 3000 },
  plugins: [
    tsConfigPaths(),
    tanstackStart({ srcDirectory: 'app', router: { routesDirectory: './routes' } }),
    netlify(),
    react(),
  ],
})`,
      `import netlify from '@netlify/vite-plugin-tanstack-start'
import tsConfigPaths from 'vite-tsconfig-paths'`,
    ),
  },
  expect: { changes: sourceIn('app'), app: { packageManager: 'npm', port: 3000 } },
}

export const trees: readonly AppTree[] = [LOVABLE, CONVEX, BETTER_AUTH, NETLIFY]
