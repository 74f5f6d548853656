import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './run.ts'
import { fixturesRoot } from './workspace.ts'

export type PackageManager = 'pnpm' | 'npm' | 'yarn' | 'bun'

/** What a fresh app is made of. */
export interface AppRecipe {
  readonly packageManager?: PackageManager
  /** One route and nothing else: no Tailwind, no devtools. */
  readonly blank?: boolean
  /** Names of @tanstack/cli's add-ons. */
  readonly addOns?: readonly string[]
  /** Nothing is installed: for a package manager that the machine may not have. */
  readonly uninstalled?: boolean
  /** Versions to use instead of those @tanstack/cli writes: package name -> version. Such an app has the {@link FAST_COMPILER}. */
  readonly versions?: Readonly<Record<string, string>>
}

export interface App {
  readonly folder: string
  readonly packageManager: PackageManager
}

/** The compiler written in Go says the same as the one written in JavaScript, in a fourth of the time. */
export const FAST_COMPILER = { typescript: '7.0.2' } as const

const require = createRequire(import.meta.url)

/** The @tanstack/cli of this workspace, so that the apps under test change only when it is updated here. */
const tanstackCli = join(dirname(require.resolve('@tanstack/cli/package.json')), 'dist/bin.js')

/**
 * Makes a fresh, installed app in an empty folder the way a user does, with @tanstack/cli.
 */
export async function scaffoldApp(folder: string, recipe: AppRecipe = {}): Promise<App> {
  const packageManager = recipe.packageManager ?? 'pnpm'
  const args = ['create', 'my-app', '--target-dir', folder, '--force', '--package-manager', packageManager]
  args.push('--no-git', '--no-intent', '--yes')
  if (recipe.blank === true) args.push('--blank')
  if (recipe.addOns !== undefined) args.push('--add-ons', recipe.addOns.join(','))
  if (recipe.versions !== undefined || recipe.uninstalled === true) args.push('--no-install')
  await run(process.execPath, [tanstackCli, ...args], { cwd: dirname(folder) })
  if (recipe.versions !== undefined) {
    await setVersions(folder, { ...FAST_COMPILER, ...recipe.versions })
    await run(packageManager, ['install'], { cwd: folder })
    await run(packageManager, ['run', 'generate-routes'], { cwd: folder })
  }
  return { folder, packageManager }
}

/** Copies an app with all it has installed into the empty or missing folder `to`. */
export async function copyApp(app: App, to: string): Promise<App> {
  await mkdir(to, { recursive: true })
  // Three times as fast as Node's own copy on the ten thousand files of an app; links stay links.
  await run('cp', ['-a', `${app.folder}/.`, to], { cwd: app.folder })
  return { ...app, folder: to }
}

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

/** Versions of the app's own packages go into package.json, those of others into pnpm's overrides. */
async function setVersions(folder: string, versions: Readonly<Record<string, string>>): Promise<void> {
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
  const overrides: string[] = []
  for (const [name, version] of Object.entries(versions)) {
    const section = [manifest.dependencies, manifest.devDependencies].find((packages) => name in packages)
    if (section === undefined) overrides.push(`  '${name}': ${version}\n`)
    else section[name] = version
  }
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
  if (overrides.length > 0) {
    await appendFile(join(folder, 'pnpm-workspace.yaml'), `\noverrides:\n${overrides.join('')}`)
  }
}

/** Adds the pages of a folder of fixtures to an app. All of them show who is signed in. */
export async function addPages(app: App, fixtures: 'routes' | 'demo' | 'vendor'): Promise<void> {
  await cp(join(fixturesRoot, fixtures), join(app.folder, 'src/routes'), { recursive: true })
}
