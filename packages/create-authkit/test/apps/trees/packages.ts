import type { AppTree } from '../app-tree.ts'
import { manifest } from '../compose.ts'

const NO_LOCKFILE = { 'pnpm-lock.yaml': null }
const START = '@tanstack/react-start'

/** The small app with this range of Start. */
function start(range: string): { 'package.json': object } {
  return { 'package.json': manifest({ dependencies: { [START]: range } }) }
}

function pnpmLock(version: string, importer = '.'): string {
  return `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  ${importer}:
    dependencies:
      '${START}':
        specifier: ^1.132.0
        version: ${version}(react@19.2.0)
      react:
        specifier: ^19.2.0
        version: 19.2.0

packages:

  '${START}@${version}':
    resolution: {integrity: sha512-x}
`
}

const TOO_OLD = { refused: 'ERR_START_TOO_OLD', help: `${START}@` } as const
const OLD_CATALOG = { refused: 'ERR_START_TOO_OLD', help: 'in `catalog` of ' } as const

export const trees: readonly AppTree[] = [
  {
    name: 'npm',
    covers: ['packages: npm'],
    files: { ...NO_LOCKFILE, 'package-lock.json': { name: 'app', lockfileVersion: 3, packages: {} } },
    expect: { app: { packageManager: 'npm' } },
  },
  {
    name: 'yarn',
    covers: ['packages: yarn'],
    files: { ...NO_LOCKFILE, 'yarn.lock': '# yarn lockfile v1\n' },
    expect: { app: { packageManager: 'yarn' } },
  },
  {
    name: 'bun',
    covers: ['packages: bun'],
    files: { ...NO_LOCKFILE, 'bun.lock': '{ "lockfileVersion": 1 }\n' },
    expect: { app: { packageManager: 'bun' } },
  },
  {
    name: "bun's lockfile of old",
    covers: ['packages: bun'],
    files: { ...NO_LOCKFILE, 'bun.lockb': Buffer.from([0, 255, 254, 1]) },
    expect: { app: { packageManager: 'bun' } },
  },
  {
    name: 'two lockfiles, and package.json decides',
    covers: ['packages: two lockfiles'],
    files: {
      'package.json': manifest({ packageManager: 'bun@1.3.2' }),
      'bun.lock': '{ "lockfileVersion": 1 }\n',
      'package-lock.json': '{}\n',
    },
    expect: { app: { packageManager: 'bun' } },
  },
  {
    name: 'no lockfile',
    covers: ['packages: no lockfile'],
    files: NO_LOCKFILE,
  },
  {
    name: 'catalogs of pnpm',
    covers: ['packages: catalog'],
    files: {
      'package.json': manifest({
        dependencies: { [START]: 'catalog:', react: 'catalog:react19' },
        devDependencies: { vite: 'catalog:' },
      }),
      'pnpm-workspace.yaml': `catalog:
  "${START}": ^1.169.0
  vite: ^8.0.0
catalogs:
  react19:
    react: ^19.2.0
`,
    },
  },
  {
    name: 'a catalog with a version that is too old',
    covers: ['packages: catalog', 'packages: Start too old'],
    folder: 'apps/web',
    files: { ...NO_LOCKFILE, ...start('catalog:') },
    around: {
      'package.json': { name: 'repo' },
      'pnpm-workspace.yaml': `packages:\n  - apps/*\n\ncatalog:\n  '${START}': 1.139.12\n  vite: ^7.0.0\n`,
    },
    expect: OLD_CATALOG,
  },
  {
    name: 'catalogs of bun',
    covers: ['packages: catalog', 'packages: bun'],
    folder: 'apps/web',
    files: { ...NO_LOCKFILE, ...start('catalog:') },
    around: {
      'package.json': { name: 'repo', workspaces: { packages: ['apps/*'], catalog: { [START]: '1.140.0' } } },
      'bun.lock': '{}\n',
    },
    expect: { ...OLD_CATALOG, help: 'in `catalog` of package.json' },
  },
  {
    name: 'latest',
    covers: ['packages: latest'],
    files: {
      'package.json': manifest({
        dependencies: { [START]: 'latest', '@tanstack/react-router': 'latest' },
        devDependencies: { vite: 'latest' },
      }),
    },
  },
  {
    name: 'a pin below the needed range',
    covers: ['packages: pin below the needed range', 'packages: Start too old'],
    files: start('1.166.2'),
    expect: TOO_OLD,
  },
  {
    name: 'a range that could reach it, and a lockfile that does not (pnpm)',
    covers: ['packages: old version in the lockfile', 'packages: Start too old'],
    files: { ...start('^1.132.0'), 'pnpm-lock.yaml': pnpmLock('1.139.12') },
    expect: TOO_OLD,
  },
  {
    name: 'a range that could reach it, and a lockfile of the workspace that does not (pnpm)',
    covers: ['packages: old version in the lockfile', 'layout: pnpm workspace'],
    folder: 'apps/web',
    files: { ...NO_LOCKFILE, ...start('^1.132.0') },
    around: {
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
      'package.json': { name: 'repo' },
      'pnpm-lock.yaml': pnpmLock('1.145.0', 'apps/web'),
    },
    expect: TOO_OLD,
  },
  {
    name: 'a range that could reach it, and a lockfile that does not (npm)',
    covers: ['packages: old version in the lockfile', 'packages: npm'],
    files: {
      ...NO_LOCKFILE,
      ...start('^1.132.0'),
      'package-lock.json': {
        lockfileVersion: 3,
        packages: { '': {}, [`node_modules/${START}`]: { version: '1.141.0' } },
      },
    },
    expect: TOO_OLD,
  },
  {
    name: 'a range that could reach it, and a lockfile that does not (yarn)',
    covers: ['packages: old version in the lockfile', 'packages: yarn'],
    files: {
      ...NO_LOCKFILE,
      ...start('^1.132.0'),
      'yarn.lock': `# yarn lockfile v1


"${START}@^1.132.0":
  version "1.139.1"
  resolved "https://registry.example/x.tgz"
`,
    },
    expect: TOO_OLD,
  },
  {
    name: 'a range that could reach it, and a lockfile that does not (bun)',
    covers: ['packages: old version in the lockfile', 'packages: bun'],
    files: {
      ...NO_LOCKFILE,
      ...start('^1.132.0'),
      'bun.lock': `{
  "lockfileVersion": 1,
  "packages": {
    "${START}": ["${START}@1.150.3", "", { "dependencies": {} }, "sha512-x"],
  }
}
`,
    },
    expect: TOO_OLD,
  },
  {
    name: 'an old range, and a lockfile that is new enough',
    covers: ['packages: old version in the lockfile'],
    files: { ...start('^1.132.0'), 'pnpm-lock.yaml': pnpmLock('1.169.5') },
  },
  {
    name: "WorkOS' SDK in an older version",
    covers: ['packages: @workos-inc/node'],
    files: { 'package.json': manifest({ dependencies: { '@workos-inc/node': '^8.0.0' } }) },
  },
  {
    name: 'package.json that is not valid JSON',
    covers: ['packages: package.json that is not valid JSON'],
    files: { 'package.json': '{\n  "name": "app",\n  "dependencies": {},\n}\n' },
    expect: { refused: 'ERR_INVALID_JSON', help: 'Correct' },
  },
  {
    name: 'Vite among the dependencies',
    covers: ['packages: Vite in dependencies'],
    files: {
      'package.json': {
        ...manifest({ dependencies: { vite: '^8.0.0' } }),
        devDependencies: { typescript: '^7.0.0' },
      },
    },
  },
  {
    name: "WorkOS' own AuthKit",
    covers: ['packages: AuthKit of WorkOS'],
    files: {
      'package.json': manifest({ dependencies: { '@workos/authkit-tanstack-react-start': '^0.11.0' } }),
    },
    expect: { refused: 'ERR_AUTHKIT_ALREADY_INSTALLED' },
  },
  {
    name: "a copy of TanStack's example",
    covers: ['packages: AuthKit of WorkOS'],
    files: {
      'package.json': manifest({ dependencies: { 'iron-session': '^8.0.0' } }),
      'src/authkit/serverFunctions.ts':
        "import { createServerFn } from '@tanstack/react-start'\nexport const getAuth = createServerFn()\n",
      'src/authkit/ssr/session.ts': 'export {}\n',
      'src/routes/guarded.tsx': "import { getAuth } from '../authkit/serverFunctions'\nvoid getAuth\n",
    },
    expect: { refused: 'ERR_AUTHKIT_ALREADY_INSTALLED', help: 'pnpm create authkit-start migrate' },
  },
]
