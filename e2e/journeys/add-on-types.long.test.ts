import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { freshApp } from '../harness/journey-apps.ts'
import { runCli } from '../harness/packed-cli.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { combinedAddOnApps } from './add-on-apps.ts'

test.for(combinedAddOnApps)('an app with $title is edited and its types still hold', async ({ recipe }) => {
  const app = await freshApp(recipe)
  const errorsBefore = await typeErrors(app)

  const { stdout } = await runCli(inject('run'), ['--yes', '--local'], app.folder)

  expect(stdout).toContain('route tree regenerated · types: no new errors')
  const routeTree = await readFile(join(app.folder, 'src/routeTree.gen.ts'), 'utf8')
  expect(routeTree).toContain("/auth/callback'")
  expect(await typeErrors(app)).toEqual(errorsBefore)
})
