import { expect } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { alice } from '../harness/sign-in.ts'
import { expectSignIn } from './session-journey.ts'

test('a sign-in and a sign-out in one tab reach the other', async ({ page, servers }) => {
  const app = await builtApp()
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const server = await servers.host('srvx', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await page.goto(`${server.origin}/whoami`)
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(() => void window.open('/whoami')),
  ])
  const shown = other.locator('[data-testid=browser-user][data-hydrated=true]')
  await shown.waitFor()
  expect(await shown.textContent()).toBe('nobody')
  let requests = 0
  other.on('request', (request) => {
    if (request.url().includes('/_serverFn/')) requests++
  })

  await expectSignIn(page, server.origin)
  await expect.poll(() => shown.textContent()).toBe(alice.email)
  // The pages of the sign-in told of the same session several times.
  expect(requests).toBe(1)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect.poll(() => shown.textContent()).toBe('nobody')
})
