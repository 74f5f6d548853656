import type { Files } from '../app-fixture.ts'

/** Some modules of an app, and what is found in them: code, file, and the text it is about. */
export interface AppCase {
  files: Files
  found: readonly string[]
}

export const ROUTE = 'src/routes/a.tsx'

/** A module with a route; `imports` stand before it. */
export function route(options: string, imports = ''): string {
  return `import { createFileRoute, redirect } from '@tanstack/react-router'
${imports}
export const Route = createFileRoute('/a')({ ${options} })
`
}

/** A module that makes a sign-in URL and exports how. */
export const LINK = `import { getSignInUrl } from 'virtual:authkit'
export const signInLink = async () => ({ href: await getSignInUrl() })
`

export const START = "import { createServerFn, createMiddleware } from '@tanstack/react-start'\n"
export const AUTHKIT = "import { getAuth, getSignInUrl, getSignUpUrl, signOut } from 'virtual:authkit'\n"
