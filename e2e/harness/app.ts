import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { copyOfCachedFolder } from './cached-folder.ts'
import { run } from './run.ts'
import { fixturesRoot } from './workspace.ts'

export type PackageManager = 'pnpm' | 'npm'

/** What a fresh app is made of. */
export interface AppRecipe {
  readonly packageManager?: PackageManager
  /** Names of @tanstack/cli's add-ons. */
  readonly addOns?: readonly string[]
  /** Versions to use instead of those @tanstack/cli writes: package name -> version. */
  readonly versions?: Readonly<Record<string, string>>
}

export interface App {
  readonly folder: string
  readonly packageManager: PackageManager
}

const require = createRequire(import.meta.url)

/** The @tanstack/cli of this workspace, so that the apps under test change only when it is updated here. */
const tanstackCli = join(dirname(require.resolve('@tanstack/cli/package.json')), 'dist/bin.js')

/**
 * Makes a fresh, installed app the way a user does, with @tanstack/cli, in a new folder below `parent`.
 *
 * @param cache folder for pristine apps; the same recipe is made and installed once
 */
export async function createApp(recipe: AppRecipe, parent: string, cache: string): Promise<App> {
  const packageManager = recipe.packageManager ?? 'pnpm'
  const folder = join(await mkdtemp(join(parent, 'app-')), 'my-app')
  const key = createHash('sha256').update(JSON.stringify([packageManager, recipe.addOns, recipe.versions]))
  await copyOfCachedFolder(join(cache, key.digest('hex').slice(0, 16)), folder, (pristine) =>
    scaffold(pristine, packageManager, recipe),
  )
  return { folder, packageManager }
}

async function scaffold(folder: string, packageManager: PackageManager, recipe: AppRecipe): Promise<void> {
  const args = ['create', 'my-app', '--target-dir', folder, '--force', '--package-manager', packageManager]
  args.push('--no-git', '--no-intent', '--yes')
  if (recipe.addOns !== undefined) args.push('--add-ons', recipe.addOns.join(','))
  if (recipe.versions !== undefined) args.push('--no-install')
  await run(process.execPath, [tanstackCli, ...args], { cwd: dirname(folder) })
  if (recipe.versions === undefined) return

  await setVersions(folder, recipe.versions)
  await run(packageManager, ['install'], { cwd: folder })
  await run(packageManager, ['run', 'generate-routes'], { cwd: folder })
}

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

async function setVersions(folder: string, versions: Readonly<Record<string, string>>): Promise<void> {
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
  for (const [name, version] of Object.entries(versions)) {
    const section = name in manifest.dependencies ? manifest.dependencies : manifest.devDependencies
    section[name] = version
  }
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Adds the routes of `fixtures/routes` to an app: pages that show who is signed in. */
export async function addUserRoutes(app: App): Promise<void> {
  await cp(join(fixturesRoot, 'routes'), join(app.folder, 'src/routes'), { recursive: true })
}
