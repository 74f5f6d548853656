import { createHash } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { addPages, copyApp, scaffoldApp, type App, type AppRecipe } from './app.ts'
import { onceIntoFolder } from './once-into-folder.ts'
import { runCli } from './packed-cli.ts'
import { run } from './run.ts'

/** A fresh app of its own for one journey. The same recipe is scaffolded and installed once in a run. */
export async function freshApp(recipe: AppRecipe = {}): Promise<App> {
  return ownCopy(await pristineApp(recipe))
}

/**
 * A fresh app of its own for one journey, to which the command line has added the local AuthKit, with pages that
 * show the user. The same recipe is done once in a run.
 */
export async function wiredApp(recipe: AppRecipe = {}): Promise<App> {
  return ownCopy(await sharedWiredApp(recipe))
}

/** The app of {@link wiredApp}, built for production. Journeys share it and must not change it. */
export async function builtApp(recipe: AppRecipe = {}): Promise<App> {
  return shared('built', recipe, async (folder) => {
    const app = await copyApp(await sharedWiredApp(recipe), folder)
    await buildApp(app)
  })
}

/** Runs the app's own `build` script. */
export async function buildApp(app: App): Promise<void> {
  await run(app.packageManager, ['run', 'build'], { cwd: app.folder })
}

function pristineApp(recipe: AppRecipe): Promise<App> {
  return shared('pristine', recipe, async (folder) => {
    await scaffoldApp(folder, recipe)
  })
}

function sharedWiredApp(recipe: AppRecipe): Promise<App> {
  return shared('wired', recipe, async (folder) => {
    const app = await copyApp(await pristineApp(recipe), folder)
    await runCli(inject('run'), ['--yes', '--local'], app.folder)
    await addPages(app, 'routes')
  })
}

async function shared(
  state: string,
  recipe: AppRecipe,
  make: (folder: string) => Promise<void>,
): Promise<App> {
  const packageManager = recipe.packageManager ?? 'pnpm'
  const key = createHash('sha256').update(
    JSON.stringify([packageManager, recipe.blank, recipe.addOns, recipe.versions]),
  )
  const folder = join(inject('run').folder, state, key.digest('hex').slice(0, 12))
  await onceIntoFolder(folder, make)
  return { folder, packageManager }
}

async function ownCopy(app: App): Promise<App> {
  return copyApp(app, join(await mkdtemp(join(inject('run').folder, 'app-')), 'my-app'))
}
