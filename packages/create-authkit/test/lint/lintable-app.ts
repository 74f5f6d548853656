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

/** A Start app on Vite 8, with its packages, changed by `files`. */
export function lintableApp(files: Readonly<Record<string, string>> = {}): string {
  const root = startApp(files)
  linkPackages(root, ['vite', '@tanstack/react-router', '@tanstack/react-start'])
  return root
}
