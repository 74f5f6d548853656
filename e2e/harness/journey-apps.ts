import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { addPages, copyApp, scaffoldApp, type App, type AppRecipe } from './app.ts'
import { runCli } from './packed-cli.ts'
import { run } from './run.ts'
import { sharedApp } from './shared-app.ts'

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
  return sharedApp('built', recipe, async (folder) => {
    const app = await copyApp(await sharedWiredApp(recipe), folder)
    await buildApp(app)
  })
}

/** Runs the app's own `build` script. */
export async function buildApp(app: App): Promise<void> {
  await run(app.packageManager, ['run', 'build'], { cwd: app.folder })
}

/** The app of {@link freshApp} itself. Journeys share it and must not change it. */
export function pristineApp(recipe: AppRecipe): Promise<App> {
  return sharedApp('pristine', recipe, async (folder) => {
    await scaffoldApp(folder, recipe)
  })
}

function sharedWiredApp(recipe: AppRecipe): Promise<App> {
  return sharedApp('wired', recipe, async (folder) => {
    const app = await copyApp(await pristineApp(recipe), folder)
    await runCli(inject('run'), ['--yes', '--local'], app.folder)
    await addPages(app, 'routes')
  })
}

async function ownCopy(app: App): Promise<App> {
  return copyApp(app, join(await mkdtemp(join(inject('run').folder, 'app-')), 'my-app'))
}
