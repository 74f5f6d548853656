import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { App, AppRecipe } from './app.ts'
import { onceIntoFolder } from './once-into-folder.ts'

/**
 * An app that all journeys of a run share, made by the first that asks for it.
 *
 * @param state what has been done to it, to tell apps of the same recipe apart
 */
export async function sharedApp(
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
