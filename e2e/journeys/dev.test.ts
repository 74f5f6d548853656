import { expect } from 'vitest'
import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

test('sign-in works in dev, with no account and no network', async ({ page, servers }) => {
  const server = await servers.dev(await wiredApp())
  await expectSignInReloadAndSignOut(page, server.origin)
  // Nothing that the plugin adds is discovered late, which would make Vite reload the page under the user.
  expect(server.log()).not.toContain('reloading')
})
