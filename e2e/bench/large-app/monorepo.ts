import { largeApp, type AppFiles } from './large-app.ts'

/** Where the app is in it. */
export const APP = 'apps/web'

const PACKAGES = 40

/**
 * A monorepo with the large app of {@link largeApp} as it was before AuthKit was added, among packages that it does
 * not depend on.
 */
export function monorepo(routes: number): AppFiles {
  const packages = Array.from({ length: PACKAGES }, (_, index) => [
    [`packages/lib-${index}/package.json`, `{ "name": "@repo/lib-${index}", "private": true }\n`] as const,
    [`packages/lib-${index}/src/index.ts`, `export const name = 'lib-${index}'\n`] as const,
  ])
  return new Map([
    ['package.json', '{ "name": "repo", "private": true, "packageManager": "pnpm@11.28.10" }\n'],
    ['pnpm-workspace.yaml', "packages: ['apps/*', 'packages/*']\n"],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n"],
    ...packages.flat(),
    ...[...largeApp(routes)].flatMap(([path, text]) => withoutAuthKit(path, text)),
  ])
}

/** What the command line adds is taken out again; how the app uses AuthKit stays. */
function withoutAuthKit(path: string, text: string): Array<readonly [string, string]> {
  if (path === 'src/start.ts' || path.startsWith('src/routes/api/auth/')) return []
  const lines = text.split('\n').filter((line) => !ADDED.has(line.trim()))
  return [
    [`${APP}/${path}`, lines.join('\n').replace('authkit(), ', '').replace('"vite": "*",', '"vite": "*"')],
  ]
}

const ADDED: ReadonlySet<string> = new Set([
  '"vite-plugin-authkit-start": "*"',
  "import { authkit } from 'vite-plugin-authkit-start'",
  "import { AuthKitProvider } from 'virtual:authkit/client'",
  '<AuthKitProvider>',
  '</AuthKitProvider>',
])
