import { DEFAULT_ACCESS_TOKEN_LIFETIME, DEFAULT_SEED } from 'vite-plugin-authkit-start/emulator'
import { expect } from 'vitest'
import type { AppRecipe } from '../harness/app.ts'
import { bun } from '../harness/bun.ts'
import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { deploymentOn } from '../harness/own-authkit.ts'
import { run } from '../harness/run.ts'
import type { Host } from '../harness/servers.ts'
import { waitUntil } from '../harness/wait-until.ts'
import { expectSignIn, expectSignInReloadAndSignOut } from './session-journey.ts'

/** Milliseconds: what is left of an access token that is made while AuthKit's clock is behind. */
const SHORT_TOKEN = 3_000

/** The two ways to serve an app with Bun. */
const ways: [host: Host, recipe: AppRecipe][] = [
  ['Bun.serve', {}],
  ['nitro in Bun', { addOns: ['nitro'] }],
]

test.for(ways)(
  'a fresh app, built by Bun and served with %s, signs in, refreshes and signs out',
  async ([host, recipe], { page, servers }) => {
    const app = await wiredApp(recipe)
    await run(bun, ['--bun', 'run', 'build'], { cwd: app.folder, env: { NITRO_PRESET: 'bun' } })
    const authKit = await servers.ownAuthKit(DEFAULT_SEED)
    const { origin } = await servers.host(host, app, deploymentOn(authKit))

    authKit.clockBehind = DEFAULT_ACCESS_TOKEN_LIFETIME * 1000 - SHORT_TOKEN
    await expectSignIn(page, origin)
    const expires = authKit.exchanges.at(-1)?.tokenExpires ?? 0
    await waitUntil(async () => Date.now() > expires, { what: 'the access token expires' })
    authKit.clockBehind = 0
    await page.goto(`${origin}/server-user`)
    expect(await page.getByTestId('server-user').textContent()).toBe('alice@example.com')
    expect(authKit.exchanges.at(-1)?.grant).toBe('refresh_token')

    await page.context().clearCookies()
    await expectSignInReloadAndSignOut(page, origin)
  },
)
