import type { Files } from '../app-fixture.ts'

export const LAYOUT = 'src/routes/_app.tsx'
export const CHILD = 'src/routes/_app/account.tsx'
export const IMPORTS = `
import { createFileRoute, createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { checkSessionAction, getAuth, getAuthAction, getAuthKitContext, getAuthkit } from 'virtual:authkit'
`
export const child = (options: string, id = '/_app/account'): string =>
  `import { createFileRoute } from '@tanstack/react-router'
   export const Route = createFileRoute('${id}')({ ${options} })`
export const withChild = (layout: string, options = "loader: () => fetch('/api')"): Files => ({
  [LAYOUT]: `${IMPORTS}${layout}`,
  [CHILD]: child(options),
})
export const layout = (options: string): string =>
  `export const Route = createFileRoute('/_app')({ ${options} })`
export const loader = (code: string): Files => withChild(layout(`loader: async () => { ${code} }`))

export const REDIRECT = "redirect({ to: '/login' })"

/** A check of who is there, as it belongs into a `beforeLoad`. */
export const GUARD: string = `const { user } = await getAuth(); if (!user) throw ${REDIRECT}`
