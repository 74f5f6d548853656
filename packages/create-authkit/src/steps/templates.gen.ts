// Generated from templates/files by templates/embed.ts; `pnpm build` writes it anew.

/** Name of a file that the command line writes. */
export type TemplateName = 'start' | 'callback' | 'signIn' | 'signOut' | 'viteEnv'

/** The files as they are in templates/files, before the app's own style is put on them. */
export const TEMPLATES: Readonly<Record<TemplateName, string>> = {
  start: "import { createCsrfMiddleware, createStart } from '@tanstack/react-start'\nimport { authkitMiddleware } from 'virtual:authkit'\n\n// A start file switches Start's automatic CSRF protection off, so it is switched on here.\nconst csrfMiddleware = createCsrfMiddleware({\n  filter: (ctx) => ctx.handlerType === 'serverFn',\n})\n\nexport const startInstance = createStart(() => ({\n  requestMiddleware: [csrfMiddleware, authkitMiddleware()],\n}))\n",
  callback: "import { createFileRoute } from '@tanstack/react-router'\nimport { handleCallbackRoute } from 'virtual:authkit'\n\nexport const Route = createFileRoute('/api/auth/callback')({\n  server: {\n    handlers: {\n      GET: handleCallbackRoute(),\n    },\n  },\n})\n",
  signIn: "import { createFileRoute } from '@tanstack/react-router'\nimport { handleSignInRoute } from 'virtual:authkit'\n\n// A link with ?returnPathname=/account comes back to that page.\nexport const Route = createFileRoute('/api/auth/sign-in')({\n  server: {\n    handlers: {\n      GET: handleSignInRoute(),\n    },\n  },\n})\n",
  signOut: "import { createFileRoute } from '@tanstack/react-router'\nimport { handleSignOutRoute } from 'virtual:authkit'\n\n// A plain link or form, not a <Link>: signing out ends with a redirect to another site.\nexport const Route = createFileRoute('/api/auth/sign-out')({\n  server: {\n    handlers: {\n      GET: handleSignOutRoute(),\n      POST: handleSignOutRoute(),\n    },\n  },\n})\n",
  viteEnv: "/// <reference types=\"vite-plugin-authkit-start/virtual\" />\n",
}
