import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { inject } from 'vitest'
import { addOnIds, writeAddOnApp } from '../../packages/create-authkit/test/apps/add-ons.ts'
import { FAST_COMPILER } from './app.ts'
import { childEnvironment, type Environment } from './environment.ts'
import { onceIntoFolder } from './once-into-folder.ts'
import { run } from './run.ts'

/** What the app trees import and no add-on does. */
const OF_TREES = {
  '@lovable.dev/vite-tanstack-config': '2.25.0',
  '@sentry/react': '11.12.0',
  '@tanstack/virtual-file-routes': '1.162.0',
  '@workos-inc/authkit-react': '0.16.2',
  'next-themes': '0.4.6',
  'rollup-plugin-visualizer': '7.1.3',
  sonner: '2.0.8',
  'vite-plugin-inspect': '12.1.0',
  'vite-tsconfig-paths': '6.1.1',
}

/** Releases that install together, where the newest ones did not. */
const PINNED = { '@clerk/tanstack-react-start': '1.5.12', 'better-auth': '1.7.7' }

/** Milliseconds for a thousand packages, which the machine may not have yet. */
const INSTALL_TIMEOUT = 1_200_000

const SETTINGS = `nodeLinker: hoisted
overrides:
  '@clerk/backend': 3.20.1
  '@clerk/react': 6.16.1
`

/**
 * What has the compiler as a peer, such as the parser of Netlify's plugin, calls the one written in JavaScript. An
 * extension of its dependencies would not do: the peer dependency wins over it.
 */
const HOOKS = `module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.peerDependencies?.typescript === undefined) return manifest
      delete manifest.peerDependencies.typescript
      manifest.dependencies = { ...manifest.dependencies, typescript: '6.0.2' }
      return manifest
    },
  },
}
`

/**
 * Gives an app everything that any app here imports: the packages of all add-ons and of the app trees, installed once
 * in a run and linked into each app, since an install for each of a hundred apps would take longer than all the rest.
 *
 * @param root the app, with no node_modules yet
 * @returns the environment to run the command line in. Its package managers run scripts, and install nothing.
 */
export async function putOnShelf(root: string): Promise<Environment> {
  const { folder, environment } = inject('run')
  const shelf = join(folder, 'shelf')
  await onceIntoFolder(shelf, install)
  await symlink(join(shelf, 'node_modules'), join(root, 'node_modules'))
  const path = childEnvironment()['PATH'] ?? ''
  return { ...environment, PATH: [join(shelf, 'bin'), path].join(delimiter) }
}

async function install(folder: string): Promise<void> {
  const ofAddOns = await packagesOfAddOns(folder)
  const dependencies = { ...ofAddOns, ...OF_TREES, ...PINNED, ...FAST_COMPILER, ...packedPlugin() }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  await writeFile(join(folder, 'pnpm-workspace.yaml'), SETTINGS)
  await writeFile(join(folder, '.pnpmfile.cjs'), HOOKS)
  await run('pnpm', ['install', '--ignore-scripts'], { cwd: folder, timeout: INSTALL_TIMEOUT })
  await mkdir(join(folder, 'bin'))
  const path = childEnvironment()['PATH'] ?? ''
  for (const name of ['npm', 'pnpm', 'yarn', 'bun']) {
    const file = join(folder, 'bin', name)
    await writeFile(file, `#!/bin/sh\nif [ "$1" = run ]; then PATH='${path}' exec npm "$@"; fi\n`)
    await chmod(file, 0o755)
  }
}

/** From its file: a thousand packages through the loopback registry would take minutes more. */
function packedPlugin(): Record<string, string> {
  const plugins = inject('run').tarballs.filter(({ name }) => name === 'vite-plugin-authkit-start')
  return Object.fromEntries(plugins.map(({ name, file }) => [name, `file:${file}`]))
}

async function packagesOfAddOns(folder: string): Promise<Record<string, string>> {
  const packages: Record<string, string> = {}
  for (const id of addOnIds) {
    const app = join(folder, 'add-ons', id)
    await writeAddOnApp(app, [id])
    const { dependencies, devDependencies } = JSON.parse(
      await readFile(join(app, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
    Object.assign(packages, dependencies, devDependencies)
  }
  return packages
}
