import { createSignedInFetch, signIn } from 'vite-plugin-authkit-start/testing'
import { expect } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'

test('the test kit signs in to a built app', async ({ page, servers }) => {
  const app = await builtApp()
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const { origin } = await servers.host('vite preview', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await signIn(page, {
    baseURL: origin,
    user: 'carol@example.com',
    organization: 'Example Org',
    role: 'owner',
  })
  await page.goto(`${origin}/server-user`)
  expect(await page.getByTestId('server-user').textContent()).toBe('carol@example.com')

  const fetchAsBob = await createSignedInFetch({ baseURL: origin, user: 'bob@example.com' })
  expect(await (await fetchAsBob('/server-user')).text()).toContain('bob@example.com')
})
