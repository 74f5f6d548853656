import { type AppTree, routesUnder, sourceIn } from '../app-tree.ts'
import { manifest, movedTo, page, scripts, serverRoute, viteConfig } from '../compose.ts'

const NO_LOCKFILE = { 'pnpm-lock.yaml': null }
const WORKSPACE = { name: 'repo', private: true, workspaces: ['apps/*'] }

/** The small app with its routes in another folder of `src`. */
function routesIn(folder: string): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(movedTo('src')).flatMap(([path, text]) => {
      const to = path.replace('src/routes', `src/${folder}`)
      return to === path
        ? []
        : [
            [to, text],
            [path, null],
          ]
    }),
  )
}

export const trees: readonly AppTree[] = [
  {
    name: 'nothing unusual',
    covers: [
      'layout: nested routes',
      'start file: no start file',
      'packages: pnpm',
      'Vite config: Vite 8',
      'Vite config: defineConfig(object)',
      'root route: createRootRoute',
      'root route: shellComponent',
      'root route: children',
      'style: single quotes',
      'style: indent of 2',
      'env: port in the script',
    ],
    files: { 'src/routes/posts/$postId.tsx': page('/posts/$postId') },
    expect: { app: { port: 3000, portAssumed: false, packageManager: 'pnpm' } },
  },
  {
    name: 'in a sub-directory of a repository',
    covers: ['layout: sub-directory of a repository'],
    folder: 'web',
    around: { 'README.md': '# Repo\n', 'server/main.go': 'package main\n', '.gitignore': '*.local\n' },
    git: {},
  },
  {
    name: 'run from a folder inside the app',
    covers: ['layout: sub-directory of a repository'],
    folder: 'web',
    cwd: 'web/src/routes',
  },
  {
    name: 'npm workspace',
    covers: ['layout: npm workspace', 'packages: npm'],
    folder: 'apps/web',
    files: NO_LOCKFILE,
    around: { 'package.json': WORKSPACE, 'package-lock.json': { lockfileVersion: 3, packages: {} } },
    expect: { app: { packageManager: 'npm' } },
  },
  {
    name: 'pnpm workspace',
    covers: ['layout: pnpm workspace'],
    folder: 'apps/web',
    files: NO_LOCKFILE,
    around: {
      'package.json': { name: 'repo', private: true },
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    },
    expect: { app: { packageManager: 'pnpm' } },
  },
  {
    name: 'yarn workspace',
    covers: ['layout: yarn workspace', 'packages: yarn'],
    folder: 'apps/web',
    files: NO_LOCKFILE,
    around: {
      'package.json': { ...WORKSPACE, packageManager: 'yarn@4.9.0' },
      'yarn.lock': '__metadata:\n  version: 8\n',
    },
    expect: { app: { packageManager: 'yarn' } },
  },
  {
    name: 'bun workspace',
    covers: ['layout: bun workspace', 'packages: bun'],
    folder: 'apps/web',
    files: NO_LOCKFILE,
    around: {
      'package.json': WORKSPACE,
      'bun.lock': '{ "lockfileVersion": 1, "workspaces": {}, "packages": {} }\n',
    },
    expect: { app: { packageManager: 'bun' } },
  },
  {
    name: 'the root of a workspace names its apps',
    covers: ['layout: pnpm workspace'],
    folder: 'apps/web',
    around: {
      'package.json': { name: 'repo', private: true },
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
    },
    cwd: '.',
    expect: { refused: 'ERR_WORKSPACE_ROOT', help: '--cwd apps/web' },
  },
  {
    name: 'a lockfile of the app below a workspace that is not its own',
    covers: ['layout: sub-directory of a repository', 'packages: bun'],
    folder: 'examples/start',
    files: { ...NO_LOCKFILE, 'bun.lock': '{}\n' },
    around: { 'package.json': { ...WORKSPACE, workspaces: ['packages/*'] }, 'package-lock.json': '{}\n' },
    expect: { app: { packageManager: 'bun' } },
  },
  {
    name: 'an app without package.json of its own, as Nx makes it',
    covers: ['layout: sub-directory of a repository'],
    base: 'none',
    around: {
      'package.json': manifest({}),
      'apps/web/project.json': { name: 'web' },
      'apps/web/vite.config.ts': viteConfig(),
      'apps/web/src/routes/__root.tsx': 'export {}\n',
    },
    cwd: 'apps/web',
    expect: { refused: 'ERR_NOT_START_APP', help: 'apps/web' },
  },
  {
    name: 'srcDirectory app',
    covers: ['layout: srcDirectory', 'start file: app/start.ts'],
    files: {
      ...movedTo('app'),
      'tsconfig.json': { compilerOptions: { jsx: 'react-jsx' }, include: ['**/*.ts', '**/*.tsx'] },
      'vite.config.ts': viteConfig("{ srcDirectory: 'app' }"),
      'app/start.ts': `import { createStart } from '@tanstack/react-start'

export const startInstance = createStart(() => ({}))
`,
    },
    expect: {
      changes: { ...sourceIn('app'), 'app/start.ts': 'modify' },
      app: { routesDirectory: 'app/routes' },
    },
  },
  {
    name: 'srcDirectory that tsconfig.json leaves out',
    covers: ['layout: srcDirectory'],
    files: { ...movedTo('client'), 'vite.config.ts': viteConfig("{ srcDirectory: './client' }") },
    expect: {
      changes: { ...sourceIn('client'), 'tsconfig.json': 'modify' },
    },
  },
  {
    name: 'routesDirectory under src/app',
    covers: ['layout: routesDirectory'],
    files: { ...routesIn('app'), 'vite.config.ts': viteConfig("{ router: { routesDirectory: 'app' } }") },
    expect: { changes: sourceIn('src', 'src/app'), app: { routesDirectory: 'src/app' } },
  },
  {
    name: 'routesDirectory . is the source folder itself',
    covers: ['layout: routesDirectory'],
    files: {
      ...movedTo('src'),
      'src/routes/__root.tsx': null,
      'src/routes/index.tsx': null,
      'src/app/__root.tsx': movedTo('src')['src/routes/__root.tsx'] ?? '',
      'src/app/index.tsx': movedTo('src')['src/routes/index.tsx'] ?? '',
      'vite.config.ts': viteConfig(
        "{\n    srcDirectory: 'src',\n    router: { routesDirectory: './app' },\n  }",
      ),
    },
    expect: { changes: sourceIn('src', 'src/app') },
  },
  {
    name: 'srcDirectory . is the app itself',
    covers: ['layout: srcDirectory'],
    files: {
      ...movedTo('.'),
      'tsconfig.json': { compilerOptions: { jsx: 'react-jsx' } },
      'vite.config.ts': viteConfig("{ srcDirectory: '.' }"),
    },
    expect: { changes: sourceIn('.', 'routes') },
  },
  {
    name: 'routeToken layout',
    covers: ['layout: routeToken'],
    files: {
      'vite.config.ts': viteConfig("{ router: { routeToken: 'layout' } }"),
      'src/routes/posts/layout.tsx': page('/posts'),
    },
  },
  {
    name: 'routeToken layout, where the routes of another library answer under that name',
    covers: ['layout: routeToken', 'routes: callback that is not ours'],
    files: {
      'vite.config.ts': viteConfig("{ router: { routeToken: 'layout' } }"),
      'src/routes/api/auth/callback/layout.tsx': page('/api/auth/callback'),
    },
    expect: { changes: routesUnder('auth') },
  },
  {
    name: 'routeFileIgnorePattern in the Vite config',
    covers: ['layout: routeFileIgnorePattern in the Vite config'],
    files: {
      'vite.config.ts': viteConfig("{ router: { routeFileIgnorePattern: '(components|hooks|test)' } }"),
      'src/routes/components/callback.tsx': 'export {}\n',
    },
  },
  {
    name: 'routeFileIgnorePattern in tsr.config.json',
    covers: ['layout: routeFileIgnorePattern in tsr.config.json'],
    files: {
      'tsr.config.json': { routeFileIgnorePattern: '\\.test\\.' },
      'src/routes/api/auth/callback.test.ts': 'export {}\n',
    },
  },
  {
    name: 'routeFileIgnorePattern that leaves our names out',
    covers: ['layout: routeFileIgnorePattern in tsr.config.json'],
    files: { 'tsr.config.json': { routeFileIgnorePattern: 'auth' } },
    expect: {
      manual: {
        'src/routes/api/auth/callback.ts': 'leaves out files named auth',
        'src/routes/api/auth/sign-in.ts': 'leaves out files named auth',
        'src/routes/api/auth/sign-out.ts': 'leaves out files named auth',
      },
    },
  },
  {
    name: 'generatedRouteTree moved',
    covers: ['layout: generatedRouteTree'],
    files: {
      'vite.config.ts': viteConfig("{ router: { generatedRouteTree: 'generated/routes.gen.ts' } }"),
      'src/router.tsx': `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './generated/routes.gen'

export const getRouter = () => createRouter({ routeTree })
`,
      'src/generated/routes.gen.ts': '// @ts-nocheck\n\nexport const routeTree = {} as never\n',
    },
  },
  {
    name: 'route tree committed',
    covers: ['layout: route tree committed'],
    files: {
      'src/routeTree.gen.ts':
        '/* eslint-disable */\n// @ts-nocheck\n\nexport const routeTree = {} as never\n',
    },
    git: { tracked: ['src/routeTree.gen.ts'] },
  },
  {
    name: 'flat routes',
    covers: ['layout: flat routes'],
    files: Object.fromEntries(
      ['posts.index', 'posts.$postId', 'settings.profile', 'api.health'].map((name) => [
        `src/routes/${name}.tsx`,
        page(`/${name.replace('.index', '/').replaceAll('.', '/')}`),
      ]),
    ),
    expect: {
      changes: Object.fromEntries(
        ['callback', 'sign-in', 'sign-out'].flatMap((name) => [
          [`src/routes/api/auth/${name}.ts`, null],
          [`src/routes/api.auth.${name}.ts`, 'create'],
        ]),
      ),
    },
  },
  {
    name: 'both styles: folders for api',
    covers: ['layout: nested routes', 'layout: flat routes'],
    files: {
      'src/routes/posts.index.tsx': page('/posts/'),
      'src/routes/posts.$id.tsx': page('/posts/$id'),
      'src/routes/posts.new.tsx': page('/posts/new'),
      'src/routes/api/health.ts': serverRoute('/api/health'),
      'src/routes/api/users.ts': serverRoute('/api/users'),
    },
  },
  {
    name: 'virtual route config',
    covers: ['layout: virtual route config'],
    files: {
      'vite.config.ts': viteConfig("{ router: { virtualRouteConfig: './routes.ts' } }"),
      'routes.ts': `import { index, rootRoute } from '@tanstack/virtual-file-routes'

export const routes = rootRoute('__root.tsx', [index('index.tsx')])
`,
    },
    expect: { changes: { 'routes.ts': 'modify' } },
  },
  {
    name: 'a router config with a routes directory that Start overrides',
    covers: ['layout: routesDirectory'],
    files: { 'tsr.config.json': { routesDirectory: './src/pages', target: 'react' } },
  },
  {
    name: 'pathless layouts, groups and ignored files',
    covers: ['layout: nested routes'],
    files: {
      'src/routes/_app.tsx': page('/_app', 'component: () => null'),
      'src/routes/_app/dashboard.tsx': page('/_app/dashboard'),
      'src/routes/(marketing)/about.tsx': page('/(marketing)/about'),
      'src/routes/-components/header.tsx': 'export const Header = () => null\n',
    },
  },
  {
    name: 'options of Start in a const',
    covers: ['layout: routesDirectory', 'layout: srcDirectory'],
    files: {
      ...routesIn('pages'),
      'vite.config.ts': viteConfig('startOptions').replace(
        'export default',
        "const routesDirectory = 'pages'\nconst startOptions = { router: { routesDirectory } }\n\nexport default",
      ),
    },
    expect: { changes: sourceIn('src', 'src/pages') },
  },
  {
    name: 'options of Start that decide nothing and can not be read',
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfig(
        "{ spa: { enabled: process.env.SPA === '1' }, prerender: { enabled: isCi, crawlLinks: true } }",
      ).replace('export default', 'const isCi = Boolean(process.env.CI)\n\nexport default'),
    },
  },
  {
    name: 'a spread in the options of Start',
    expect: { notes: ['The usual folders are assumed'] },
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfig('{ ...shared, server: { entry: "server" } }').replace(
        'export default',
        'const shared = process.env.SPA ? { spa: { enabled: true } } : {}\n\nexport default',
      ),
    },
  },
  {
    name: 'options of Start from another module',
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfig('startOptions').replace(
        'export default',
        "import { startOptions } from './start-options'\n\nexport default",
      ),
      'start-options.ts': "export const startOptions = { srcDirectory: 'src' }\n",
    },
  },
  {
    name: 'options of Start that another module makes',
    expect: { notes: ['The usual folders are assumed'] },
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfig('startOptions()').replace(
        'export default',
        "import { startOptions } from './start-options'\n\nexport default",
      ),
      'start-options.ts': "export const startOptions = () => ({ srcDirectory: 'src' })\n",
    },
  },
  {
    name: 'a script that builds a library besides',
    covers: ['Vite config: two configs'],
    files: {
      ...scripts({
        dev: 'vite dev --port 3000',
        build: 'vite build',
        'build:widget': 'vite build --config vite.widget.config.ts',
      }),
      'vite.widget.config.ts': "export default { build: { lib: { entry: 'src/widget.ts' } } }\n",
    },
  },
]
