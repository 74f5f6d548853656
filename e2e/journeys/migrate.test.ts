import { glob, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { beforeAll, describe, expect, inject } from 'vitest'
import { addPages, type App } from '../harness/app.ts'
import { buildWithGraphs } from '../harness/build-graph.ts'
import { freshApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { deploymentOn } from '../harness/own-authkit.ts'
import { runCli } from '../harness/packed-cli.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { vendorApp, vendorRecipe } from '../harness/vendor-apps.ts'
import { users } from './vendor-journey.ts'

const HOME = '/demo/workos'

describe("an app on WorkOS' own package, migrated", () => {
  let app: App

  beforeAll(async () => {
    app = await freshApp(vendorRecipe)
    await addPages(app, 'vendor')
    // It has WorkOS' SDK make calls of its own, which keeps the package.
    await rm(join(app.folder, 'src/routes/api/user.ts'))
    await runCli(inject('run'), ['migrate', '--yes'], app.folder)
  })

  test('has nothing of WorkOS left, no type errors and nothing to migrate', async () => {
    expect(await readFile(join(app.folder, 'package.json'), 'utf8')).not.toContain('@workos')
    for await (const path of glob('src/**/*.{ts,tsx}', { cwd: app.folder })) {
      expect(await readFile(join(app.folder, path), 'utf8')).not.toContain('@workos/')
    }
    const signIn = await readFile(join(app.folder, 'src/routes/api/auth/sign-in.tsx'), 'utf8')
    expect(signIn).toContain('GET: handleSignInRoute(),')
    expect(await typeErrors(app)).toEqual([])
    await runCli(inject('run'), ['migrate', '--check'], app.folder)
  })

  test('keeps whoever is signed in, signs out and in again', async ({ page, servers }) => {
    const authKit = await servers.ownAuthKit(users)
    const main = page.getByRole('main')
    const before = await servers.host('vite preview', await vendorApp(), deploymentOn(authKit))
    await page.goto(`${before.origin}${HOME}`)
    await main.getByRole('link', { name: 'Sign In with AuthKit' }).click()
    await chooseAlice(page, HOME, 'Blue')
    await main.getByText(alice.email).waitFor()
    const exchanges = authKit.exchanges.length

    const { client, ssr } = await buildWithGraphs(app)
    for (const graph of [client, ssr]) {
      expect(graph.loaded.filter((id) => id.includes('@workos'))).toEqual([])
    }
    // Cookies belong to the host, whatever its port: this is the deployment of the migrated app.
    const after = await servers.host('vite preview', app, deploymentOn(authKit))
    await page.goto(`${after.origin}${HOME}`)
    await main.getByText(alice.email).waitFor()
    expect(authKit.exchanges).toHaveLength(exchanges)
    await page.goto(`${after.origin}/account`)
    await page.getByTestId('server-user').getByText(alice.email).waitFor()

    await page.goto(`${after.origin}/api/auth/sign-out`)
    await page.goto(`${after.origin}${HOME}`)
    await main.getByRole('link', { name: 'Sign In with AuthKit' }).click()
    await chooseAlice(page, HOME, 'Blue')
    await main.getByText(alice.email).waitFor()
  })
})
