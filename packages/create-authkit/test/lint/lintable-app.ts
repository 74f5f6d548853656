import { linkPackages, startApp } from '../start-app.ts'

/** Mints a sign-in URL in a loader: AK001 at `getSignInUrl()`, line 5, column 43. */
export const PREFETCHES = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/prefetches')({
  loader: async () => ({ signInUrl: await getSignInUrl() }),
})
`

/** Mints a sign-in URL only to redirect to it: AK002 at `getSignInUrl()`, line 6, column 34. */
export const REDIRECTS = `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/redirects')({
  beforeLoad: async () => {
    throw redirect({ href: await getSignInUrl() })
  },
})
`

/** The files of AuthKit, as the command line writes them: nothing to complain about. */
const AUTHKIT = {
  'src/start.ts': `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware, authkitMiddleware()],
}))
`,
  'src/routes/api/auth/callback.ts': authRoute('/api/auth/callback', 'handleCallbackRoute'),
  'src/routes/api/auth/sign-in.ts': authRoute('/api/auth/sign-in', 'handleSignInRoute'),
  'src/routes/api/auth/sign-out.ts': authRoute('/api/auth/sign-out', 'handleSignOutRoute'),
} as const

/** How many modules an app of {@link lintableApp} has without further ones. */
export const MODULE_COUNT = 7

function authRoute(path: string, handler: string): string {
  return `import { createFileRoute } from '@tanstack/react-router'
import { ${handler} } from 'virtual:authkit'

export const Route = createFileRoute('${path}')({
  server: { handlers: { GET: ${handler}() } },
})
`
}

/** A Start app with AuthKit on Vite 8, changed by `files`; `packages` are installed. */
export function lintableApp(
  files: Readonly<Record<string, string>> = {},
  packages: readonly string[] = ['vite', '@tanstack/react-router', '@tanstack/react-start'],
): string {
  const root = startApp({ ...AUTHKIT, ...files })
  linkPackages(root, packages)
  return root
}
