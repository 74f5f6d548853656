import { temporaryFolder, writeTree } from '../file-tree.ts'

/** Files by their path below the folder; an object is written as JSON. */
export type Files = Record<string, string | object>

const VITE_CONFIG = `import { defineConfig } from 'vite'
import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'

export default defineConfig({
  plugins: [tanstackStart(), viteReact()],
})
`

const ROOT_ROUTE = `import { createRootRoute, HeadContent, Scripts } from '@tanstack/react-router'

export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: React.ReactNode }) {
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
}
`

const ROUTER = `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export const getRouter = () => createRouter({ routeTree })
`

/** package.json of a small Start app. */
export const PACKAGE_JSON = {
  name: 'app',
  private: true,
  type: 'module',
  scripts: { dev: 'vite dev --port 3000', build: 'vite build' },
  dependencies: {
    '@tanstack/react-router': '^1.170.0',
    '@tanstack/react-start': '^1.169.5',
    react: '^19.0.0',
  },
  devDependencies: { typescript: '^6.0.0', vite: '^8.0.0' },
} as const

/** A small Start app, as files. */
export const APP: Files = {
  'package.json': PACKAGE_JSON,
  'vite.config.ts': VITE_CONFIG,
  'tsconfig.json': { include: ['**/*.ts', '**/*.tsx'] },
  'src/router.tsx': ROUTER,
  'src/routes/__root.tsx': ROOT_ROUTE,
  'src/routes/index.tsx':
    "import { createFileRoute } from '@tanstack/react-router'\n\nexport const Route = createFileRoute('/')({})\n",
}

/** The Vite configuration of the small app with other options of `tanstackStart()`, or other properties. */
export function viteConfig(startOptions = '', properties = ''): string {
  return VITE_CONFIG.replace('tanstackStart()', `tanstackStart(${startOptions})`).replace(
    'defineConfig({\n',
    `defineConfig({\n${properties === '' ? '' : `  ${properties},\n`}`,
  )
}

/** Writes files into a new temporary folder, which is removed after the test. */
export function makeFolder(files: Files): string {
  const folder = temporaryFolder()
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
  ])
  writeTree(folder, Object.fromEntries(texts))
  return folder
}

/** The small app with some files changed or added. */
export function makeApp(files: Files = {}): string {
  return makeFolder({ ...APP, ...files })
}

/** package.json of an installed package. */
export function installed(name: string, version: string, more: object = {}): Files {
  return { [`node_modules/${name}/package.json`]: { name, version, ...more } }
}
