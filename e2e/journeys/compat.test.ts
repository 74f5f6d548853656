import { expect } from 'vitest'
import { buildGraphs } from '../harness/build-graph.ts'
import type { Environment } from '../harness/environment.ts'
import { test } from '../harness/journey-test.ts'
import { deploymentOn } from '../harness/own-authkit.ts'
import { runAnyway } from '../harness/run.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { compatApp, vendorApp } from '../harness/vendor-apps.ts'
import { expectVendorJourney, users } from './vendor-journey.ts'

/** Parts of ids and addresses of modules. */
const OURS = '/vite-plugin-authkit-start/dist/runtime/'
const THEIRS = /authkit-tanstack-react-start|authkit-session/

const apps = [
  { runtime: "WorkOS' packages", getApp: vendorApp, isOurs: false },
  { runtime: 'compat: true', getApp: compatApp, isOurs: true },
]

test.for(apps)(
  'an app on the SDK of WorkOS, with $runtime',
  async ({ getApp, isOurs }, { page, servers }) => {
    const app = await getApp()
    const authKit = await servers.ownAuthKit(users)
    const server = await servers.host('vite preview', app, deploymentOn(authKit))

    await expectVendorJourney(page, server.origin, authKit, { tokenFollowsSwitch: isOurs })

    const { client, ssr } = await buildGraphs(app)
    for (const graph of [client, ssr]) {
      expect(graph.rendered.some((id) => id.includes(OURS))).toBe(isOurs)
      expect(graph.loaded.some((id) => THEIRS.test(id))).toBe(!isOurs)
    }
  },
)

test('with compat: true in dev', async ({ page, servers }) => {
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  const authKit = await servers.ownAuthKit(users)
  const server = await servers.dev(await compatApp(), { env: deploymentOn(authKit) })

  await expectVendorJourney(page, server.origin, authKit, { tokenFollowsSwitch: true })

  expect(requested).toContainEqual(expect.stringContaining(OURS))
  expect(requested.filter((url) => THEIRS.test(url))).toEqual([])
})

test('with compat: true the app has no type errors, by the types of the packages it has', async () => {
  expect(await typeErrors(await compatApp())).toEqual([])
})

test("the packages of WorkOS can't have a part in the journeys with compat: true", async () => {
  const { folder } = await compatApp()
  const specifier = '@workos/authkit-tanstack-react-start'
  const node = await runAnyway(process.execPath, ['--eval', `import('${specifier}')`], { cwd: folder })
  expect(node.stderr).toContain('A module of WorkOS runs')
})

test('with compat: true, dev needs no account', async ({ page, servers }) => {
  // The app's own .env.local says where its callback is, on a port that another journey may have.
  const env = (origin: string): Environment => ({ WORKOS_REDIRECT_URI: `${origin}/api/auth/callback` })
  const server = await servers.dev(await compatApp(), { env })
  const main = page.getByRole('main')
  await page.goto(`${server.origin}/demo/workos`)
  await main.getByRole('link', { name: 'Sign In with AuthKit' }).click()
  await chooseAlice(page, '/demo/workos')
  await main.getByText(alice.email).waitFor()
  expect(server.log()).toContain('AuthKit: local')
})
