/** What an app has once: its shell, its auth routes, and what all features share. */
export function shellFiles(): Record<string, string> {
  return {
    'package.json': PACKAGE,
    'vite.config.ts': VITE_CONFIG,
    'tsconfig.json': TSCONFIG,
    'src/router.tsx': ROUTER,
    'src/start.ts': START,
    'src/routes/__root.tsx': ROOT,
    'src/routes/index.tsx': HOME,
    'src/routes/_members.tsx': MEMBERS,
    'src/routes/api/auth/callback.ts': authRoute('callback', 'handleCallbackRoute'),
    'src/routes/api/auth/sign-in.ts': authRoute('sign-in', 'handleSignInRoute'),
    'src/routes/api/auth/sign-out.ts': authRoute('sign-out', 'handleSignOutRoute'),
    'src/lib/auth.ts': AUTH,
    'src/lib/http.ts': HTTP,
    'src/lib/query.ts': QUERY,
    'src/lib/index.ts': "export * from './auth'\nexport * from './http'\nexport * from './query'\n",
    'src/ui/button.tsx': BUTTON,
    'src/ui/header.tsx': HEADER,
    'src/ui/index.ts': "export { Button } from './button'\nexport { Header } from './header'\n",
  }
}

const PACKAGE = `{
  "name": "large-app",
  "private": true,
  "type": "module",
  "dependencies": {
    "@tanstack/react-router": "*",
    "@tanstack/react-start": "*",
    "react": "*",
    "react-dom": "*"
  },
  "devDependencies": {
    "@vitejs/plugin-react": "*",
    "vite": "*",
    "vite-plugin-authkit-start": "*"
  }
}
`

const VITE_CONFIG = `import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { authkit } from 'vite-plugin-authkit-start'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  plugins: [authkit(), tanstackStart(), viteReact()],
})
`

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "ESNext",
    "moduleResolution": "bundler",
    "jsx": "react-jsx",
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true,
    "paths": { "@/*": ["./src/*"] }
  },
  "include": ["src"]
}
`

const ROUTER = `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export const getRouter = () => createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true })
`

const START = `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware, authkitMiddleware()],
}))
`

const ROOT = `import { createRootRoute, HeadContent, Scripts } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AuthKitProvider } from 'virtual:authkit/client'
import { Header } from '@/ui'

export const Route = createRootRoute({
  head: () => ({ meta: [{ charSet: 'utf-8' }, { title: 'Large app' }] }),
  shellComponent: RootDocument,
})

function RootDocument({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <HeadContent />
      </head>
      <body>
        <AuthKitProvider>
          <Header />
          {children}
        </AuthKitProvider>
        <Scripts />
      </body>
    </html>
  )
}
`

const HOME = `import { createFileRoute, Link } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/')({
  loader: async () => {
    const { user } = await getAuth()
    return { name: user?.firstName ?? null }
  },
  component: Home,
})

function Home() {
  const { name } = Route.useLoaderData()
  return (
    <main>
      <h1>Hello {name ?? 'stranger'}</h1>
      <Link to="/">Home</Link>
      <a href="/api/auth/sign-in?returnPathname=%2F">Sign in</a>
    </main>
  )
}
`

const MEMBERS = `import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/_members')({
  beforeLoad: async ({ location }) => {
    const { user } = await getAuth()
    if (!user) {
      throw redirect({ href: \`/api/auth/sign-in?returnPathname=\${encodeURIComponent(location.href)}\` })
    }
    return { user }
  },
  component: Outlet,
})
`

const AUTH = `import { createServerFn } from '@tanstack/react-start'
import { getAuth, getSignInUrl } from 'virtual:authkit'

export type Role = 'admin' | 'member' | 'guest'

/** Whoever is signed in, or an error for the error boundary. */
export async function requireUser() {
  const { user } = await getAuth()
  if (!user) throw new Error('Sign in first.')
  return user
}

export const whoAmI = createServerFn({ method: 'GET' }).handler(async () => {
  const auth = await getAuth()
  return { id: auth.user?.id ?? null, role: ((auth.user && auth.role) ?? 'guest') as Role }
})

/** For a button: the sign-in starts when somebody asks for it. */
export const startSignIn = createServerFn({ method: 'POST' }).handler(async () => getSignInUrl())

export function can(role: Role, action: 'read' | 'write'): boolean {
  return role === 'admin' || (role === 'member' && action === 'read')
}
`

const HTTP = `export interface Page<Item> {
  items: Item[]
  total: number
}

export async function getJson<Body>(url: URL, signal?: AbortSignal): Promise<Body> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal && { signal }) })
  if (!response.ok) throw new Error(\`\${response.status} \${response.statusText}\`)
  return (await response.json()) as Body
}
`

const QUERY = `export interface QueryOptions<Data> {
  queryKey: readonly unknown[]
  queryFn: () => Promise<Data>
  staleTime?: number
}

export function queryOptions<Data>(options: QueryOptions<Data>): QueryOptions<Data> {
  return { staleTime: 30_000, ...options }
}

export async function ensure<Data>(options: QueryOptions<Data>): Promise<Data> {
  return options.queryFn()
}
`

const BUTTON = `import type { ButtonHTMLAttributes } from 'react'

export function Button({ className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={\`button \${className}\`} {...rest} />
}
`

const HEADER = `import { useAuth } from 'virtual:authkit/client'
import { startSignIn } from '@/lib'
import { Button } from './button'

export function Header() {
  const { user, loading } = useAuth()
  if (loading) return <header aria-busy="true" />
  return (
    <header>
      {user ? (
        <form method="post" action="/api/auth/sign-out">
          <button type="submit">Sign out, {user.email}</button>
        </form>
      ) : (
        <Button
          onClick={async () => {
            window.location.href = await startSignIn()
          }}
        >
          Sign in
        </Button>
      )}
    </header>
  )
}
`

function authRoute(name: string, handler: string): string {
  return `import { createFileRoute } from '@tanstack/react-router'
import { ${handler} } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/${name}')({
  server: { handlers: { GET: ${handler}() } },
})
`
}
