import { expect } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { oldestReleases } from './oldest-releases.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

const oldest = { blank: true, versions: oldestReleases }
const paths = { landing: '/whoami' }

test('sign-in works with Vite 7 and React Start 1.168.25, in dev and built', async ({ page, servers }) => {
  const app = await builtApp(oldest)
  const dev = await servers.dev(app)
  await expectSignInReloadAndSignOut(page, dev.origin, paths)

  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const built = await servers.host('thin Node server', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await expectSignInReloadAndSignOut(page, built.origin, paths)

  const prefetched = await page.request.get(`${built.origin}/eager`, {
    headers: { 'sec-purpose': 'prefetch' },
  })
  expect(prefetched.status()).toBe(503)
  expect(prefetched.headers()['cache-control']).toBe('private, no-store')
  expect(prefetched.headersArray().map(({ name }) => name.toLowerCase())).not.toContain('set-cookie')
})
