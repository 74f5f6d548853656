import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp, freshApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { runCli } from '../harness/packed-cli.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { combinedAddOnApps } from './add-on-apps.ts'
import { expectSignIn } from './session-journey.ts'

test.for(combinedAddOnApps)('an app with $title is edited and its types still hold', async ({ recipe }) => {
  const app = await freshApp(recipe)
  const errorsBefore = await typeErrors(app)

  const { stdout } = await runCli(inject('run'), ['--yes', '--local'], app.folder)

  expect(stdout).toContain('route tree regenerated · types: no new errors')
  const routeTree = await readFile(join(app.folder, 'src/routeTree.gen.ts'), 'utf8')
  expect(routeTree).toContain("/auth/callback'")
  expect(await typeErrors(app)).toEqual(errorsBefore)
})

test('an app with nitro is built into a server of its own, and sign-in survives', async ({
  page,
  servers,
}) => {
  const app = await builtApp({ addOns: ['nitro'] })
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const server = await servers.host('nitro', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await expectSignIn(page, server.origin)
})
