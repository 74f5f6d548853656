import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { temporaryFolder, writeTree } from './file-tree.ts'

/** The smallest app that is a TanStack Start app to the router, to Vite and to TypeScript. */
export const START_APP = {
  'package.json': `${JSON.stringify(
    {
      name: 'app',
      private: true,
      type: 'module',
      scripts: { dev: 'vite dev --port 3000', build: 'vite build' },
      dependencies: {
        '@tanstack/react-router': '^1.170.0',
        '@tanstack/react-start': '^1.169.0',
        react: '^19.2.0',
        'react-dom': '^19.2.0',
      },
      devDependencies: { typescript: '^7.0.0', vite: '^8.0.0' },
    },
    null,
    2,
  )}\n`,
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'tsconfig.json': `${JSON.stringify(
    {
      compilerOptions: {
        target: 'ES2022',
        module: 'ESNext',
        moduleResolution: 'bundler',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        types: ['vite/client'],
        jsx: 'react-jsx',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
      },
      include: ['src'],
    },
    null,
    2,
  )}\n`,
  'vite.config.ts': `import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [tanstackStart(), react()],
})
`,
  'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export function getRouter() {
  return createRouter({ routeTree })
}
`,
  'src/routes/__root.tsx': `import { HeadContent, Scripts, createRootRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export const Route = createRootRoute({ shellComponent: RootDocument })

function RootDocument({ children }: { children: ReactNode }) {
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
`,
  'src/routes/index.tsx': `import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/')({ component: () => <p>Home</p> })
`,
  '.gitignore': 'node_modules\n*.local\n',
} as const

/** A new copy of that app, changed by `files`; nothing is installed. */
export function startApp(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder('start-app')
  writeTree(root, { ...START_APP, ...files })
  return root
}

const WORKSPACE_PACKAGE = join(import.meta.dirname, '../../vite-plugin')
const INSTALLED = [
  '@tanstack/react-router',
  '@tanstack/react-start',
  '@types/react',
  '@types/react-dom',
  '@vitejs/plugin-react',
  'react',
  'react-dom',
  'typescript',
  'vite',
]

/** Makes the packages of this workspace available to an app, as an install would. */
export function linkPackages(root: string, names: readonly string[] = INSTALLED): void {
  for (const name of names) {
    const link = join(root, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(WORKSPACE_PACKAGE, 'node_modules', name), link)
  }
}

/**
 * A folder for the PATH that holds a package manager of our making: a shell script. It stands for the real one where
 * what is tested is how we treat a package manager that behaves in a certain way.
 */
export function packageManagerThat(name: string, script: string): string {
  const folder = temporaryFolder('bin', tmpdir())
  writeTree(folder, { [name]: `#!/bin/sh\n${script}\n` })
  chmodSync(join(folder, name), 0o755)
  return folder
}

/** A script for {@link packageManagerThat}: changes the lockfile and links the plugin, as an install would. */
export const INSTALLS_THE_PLUGIN = `
echo "installed" >> pnpm-lock.yaml
mkdir -p node_modules
ln -s "${WORKSPACE_PACKAGE}" node_modules/vite-plugin-authkit-start
`
