import { expect } from 'vitest'
import { test } from '../harness/journey-test.ts'
import { deploymentOn } from '../harness/own-authkit.ts'
import { vendorApp } from '../harness/vendor-apps.ts'
import { expectVendorJourney, users } from './vendor-journey.ts'

test("what compat: true is compared with: an app on WorkOS' packages in dev", async ({ page, servers }) => {
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  const authKit = await servers.ownAuthKit(users)
  const server = await servers.dev(await vendorApp(), { env: deploymentOn(authKit) })

  await expectVendorJourney(page, server.origin, authKit, { tokenFollowsSwitch: false })

  expect(requested.some((url) => url.includes('authkit-tanstack-react-start'))).toBe(true)
})
