import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Environment } from './environment.ts'
import { onceIntoFolder } from './once-into-folder.ts'
import { run } from './run.ts'

/** A package manager as its users have it, and what they type to add AuthKit. */
export interface PackageManagerUnderTest {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun'
  /** For the name of the test. */
  readonly title: string
  /** The package that holds it, where the machine need not have it. */
  readonly from?: string
  /** Files an app has for it. */
  readonly files?: Readonly<Record<string, string>>
  readonly install: readonly string[]
  /** `npm create authkit-start`, before its flags. */
  readonly create: readonly string[]
  readonly lockfile: string
}

export const packageManagers: readonly PackageManagerUnderTest[] = [
  {
    name: 'npm',
    title: 'npm',
    install: ['install'],
    create: ['create', 'authkit-start', '--'],
    lockfile: 'package-lock.json',
  },
  {
    name: 'pnpm',
    title: 'pnpm',
    install: ['install'],
    create: ['create', 'authkit-start'],
    lockfile: 'pnpm-lock.yaml',
  },
  {
    name: 'yarn',
    title: 'Yarn 1',
    from: 'yarn@1.22.22',
    install: ['install'],
    create: ['create', 'authkit-start'],
    lockfile: 'yarn.lock',
  },
  {
    name: 'yarn',
    title: 'Yarn 4',
    from: '@yarnpkg/cli-dist@4.18.1',
    files: { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' },
    install: ['install'],
    create: ['create', 'authkit-start'],
    lockfile: 'yarn.lock',
  },
  {
    name: 'bun',
    title: 'Bun',
    from: 'bun@1.4.5',
    install: ['install'],
    create: ['create', 'authkit-start'],
    lockfile: 'bun.lock',
  },
]

/**
 * Installs a package manager into the folder of a run, when it has a package of its own.
 * @returns the environment in which it is on the PATH, and finds the packages of the loopback registry
 */
export async function providePackageManager(
  { from }: PackageManagerUnderTest,
  { folder, environment }: { readonly folder: string; readonly environment: Environment },
): Promise<Environment> {
  const registry = environment['npm_config_registry']
  const home = join(folder, 'package-managers')
  const env = {
    ...environment,
    // Yarn 1 and 4. Packages published seconds ago are what is under test.
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_NPM_MINIMAL_AGE_GATE: '0',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_GLOBAL_FOLDER: join(home, 'yarn-global'),
    YARN_CACHE_FOLDER: join(home, 'yarn-cache'),
    // What CI is set for, an install of what the lockfile has and nothing else, is not what a user does.
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    BUN_CONFIG_REGISTRY: registry,
    BUN_INSTALL_CACHE_DIR: join(home, 'bun-cache'),
    BUN_INSTALL: join(home, 'bun'),
  }
  if (from === undefined) return env
  // Yarn 1 hands its own registry down to what it starts, whatever npm's setting is; Yarn 4 does not know this one.
  const forYarn1 = from.startsWith('yarn@1') ? { YARN_REGISTRY: registry } : {}
  const own = join(home, from.replaceAll(/[^a-z0-9.]+/gi, '-'))
  await onceIntoFolder(own, async (staging) => {
    await mkdir(staging, { recursive: true })
    await writeFile(join(staging, 'package.json'), '{ "private": true }\n')
    await run('npm', ['install', from], { cwd: staging, env: environment })
  })
  return { ...env, ...forYarn1, PATH: [join(own, 'node_modules/.bin'), process.env['PATH']].join(delimiter) }
}
