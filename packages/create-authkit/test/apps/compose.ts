import { START_APP } from '../start-app.ts'

interface Manifest {
  [key: string]: unknown
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const MANIFEST: Manifest = JSON.parse(START_APP['package.json'])

/** package.json of the small app with more of the lists, and other properties. */
export function manifest(more: Partial<Manifest> & Record<string, unknown>): Manifest {
  return {
    ...MANIFEST,
    ...more,
    scripts: more.scripts ?? MANIFEST.scripts,
    dependencies: { ...MANIFEST.dependencies, ...more.dependencies },
    devDependencies: { ...MANIFEST.devDependencies, ...more.devDependencies },
  }
}

/** package.json of the small app with other scripts. */
export function scripts(commands: Record<string, string>): { 'package.json': Manifest } {
  return { 'package.json': manifest({ scripts: commands }) }
}

/** The small app's Vite config with options of `tanstackStart()`, or properties of the config. */
export function viteConfig(startOptions = '', properties = ''): string {
  return START_APP['vite.config.ts']
    .replace('tanstackStart()', `tanstackStart(${startOptions})`)
    .replace('defineConfig({\n', `defineConfig({\n${properties === '' ? '' : `  ${properties},\n`}`)
}

/** A Vite config whose body uses `tanstackStart`, `react`, `defineConfig` and whatever `imports` adds. */
export function viteConfigOf(body: string, imports = ''): string {
  return `import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
${imports}
${body}
`
}

/** Files of the small app moved to another folder than `src`. */
export function movedTo(folder: string): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(START_APP).flatMap(([path, text]) =>
      path.startsWith('src/') ? [[path, null] as const, [path.replace('src', folder), text] as const] : [],
    ),
  )
}

/** The root route's file without the document: imports, and what comes behind. */
export function rootRoute(body: string, imports = ''): string {
  return `import {
  HeadContent,
  Outlet,
  Scripts,
  createRootRoute,
  createRootRouteWithContext,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
${imports}
${body}
`
}

/** A document around its children. */
export const DOCUMENT = `function RootDocument({ children }: { children: ReactNode }) {
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
  )
}`

/** A page of the small app. */
export function page(route: string, options = 'component: () => <p>Page</p>'): string {
  return `import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('${route}')({ ${options} })
`
}

/** A server route that answers by itself. */
export function serverRoute(route: string, imports = ''): string {
  return `import { createFileRoute } from '@tanstack/react-router'
${imports}
export const Route = createFileRoute('${route}')({
  server: { handlers: { GET: () => new Response('theirs') } },
})
`
}

/** A start file whose body uses `createStart` and `createMiddleware`. */
export function startFile(body: string, imports = ''): string {
  return `import { createMiddleware, createStart } from '@tanstack/react-start'
${imports}
const logger = createMiddleware().server(({ next }) => next())

${body}
`
}
