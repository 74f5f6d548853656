import type { AppRecipe } from '../harness/app.ts'
import { test } from '../harness/journey-test.ts'
import { deploymentOn } from '../harness/own-authkit.ts'
import { compatApp, vendorRecipe } from '../harness/vendor-apps.ts'
import { oldestReleases } from './oldest-releases.ts'
import { expectVendorJourney, users } from './vendor-journey.ts'

const recipe: AppRecipe = {
  ...vendorRecipe,
  blank: true,
  versions: { ...vendorRecipe.versions, ...oldestReleases },
}

const options = { home: '/profile', tokenFollowsSwitch: true }

test('compat: true with Vite 7 and React Start 1.168.25, in dev and built', async ({ page, servers }) => {
  const app = await compatApp(recipe)
  const authKit = await servers.ownAuthKit(users)
  const dev = await servers.dev(app, { env: deploymentOn(authKit) })
  await expectVendorJourney(page, dev.origin, authKit, options)

  const built = await servers.host('thin Node server', app, deploymentOn(authKit))
  await expectVendorJourney(page, built.origin, authKit, options)
})
