import { START_APP, startApp } from '../start-app.ts'

/** package.json of an app on WorkOS' own package. */
export const VENDOR_PACKAGE_JSON: string = START_APP['package.json'].replace(
  '    "react":',
  '    "@workos-inc/node": "^10.8.0",\n    "@workos/authkit-tanstack-react-start": "^0.11.1",\n    "react":',
)

/** The files of AuthKit in an app on WorkOS' own package, as their README has them. */
const VENDOR_FILES = {
  'package.json': VENDOR_PACKAGE_JSON,
  '.env.example':
    'WORKOS_CLIENT_ID=\nWORKOS_API_KEY=\nWORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback\nWORKOS_COOKIE_PASSWORD=\n',
  '.env.local': `WORKOS_COOKIE_PASSWORD=${'a-password-of-the-user'.repeat(2)}\n`,
  'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { authkitMiddleware } from '@workos/authkit-tanstack-react-start'

export const startInstance = createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))
`,
  'src/routes/api/auth/callback.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from '@workos/authkit-tanstack-react-start'

export const Route = createFileRoute('/api/auth/callback')({
  server: { handlers: { GET: handleCallbackRoute() } },
})
`,
  'src/routes/api/auth/sign-in.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from '@workos/authkit-tanstack-react-start'

export const Route = createFileRoute('/api/auth/sign-in')({
  server: { handlers: { GET: async () => Response.redirect(await getSignInUrl()) } },
})
`,
  'src/components/provider.tsx': `import { AuthKitProvider } from '@workos/authkit-tanstack-react-start/client'
import type { ReactNode } from 'react'

export default function Provider({ children }: { children: ReactNode }) {
  return <AuthKitProvider>{children}</AuthKitProvider>
}
`,
  'src/routes/__root.tsx': START_APP['src/routes/__root.tsx']
    .replace('        {children}', '        <Provider>{children}</Provider>')
    .replace(
      "import type { ReactNode } from 'react'",
      "import type { ReactNode } from 'react'\nimport Provider from '../components/provider'",
    ),
} as const

/** A new app on WorkOS' own package, changed by `files`; nothing is installed. */
export function vendorApp(files: Readonly<Record<string, string>> = {}): string {
  return startApp({ ...VENDOR_FILES, ...files })
}
