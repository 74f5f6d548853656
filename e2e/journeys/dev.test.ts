import { expect } from 'vitest'
import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { addDevtoolsPanel, expectDevPage, expectDevtoolsPanel } from './dev-page.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

test('sign-in works in dev, with no account and no network, and the page in dev shows it', async ({
  page,
  servers,
}) => {
  const app = await wiredApp()
  await addDevtoolsPanel(app)
  const server = await servers.dev(app)
  await expectSignInReloadAndSignOut(page, server.origin)
  await expectDevPage(page, server.origin)
  await expectDevtoolsPanel(page, server.origin)
  // Nothing that the plugin adds is discovered late, which would make Vite reload the page under the user.
  expect(server.log()).not.toContain('reloading')
})
