import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import type { Host } from '../harness/servers.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

/** In `tabs.test.ts` it is `srvx`. */
const hosts: Host[] = ['vite preview', 'correct Node server', 'thin Node server']

test.for(hosts)('sign-in survives %s', async (host, { page, servers }) => {
  const app = await builtApp()
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const server = await servers.host(host, app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await expectSignInReloadAndSignOut(page, server.origin)
})
