import type { Page } from 'playwright-core'
import { createEmulator } from 'workos/emulate'
import { expect } from 'vitest'
import { test } from '../harness/journey-test.ts'
import { freePort } from '../harness/free-port.ts'
import { alice } from '../harness/sign-in.ts'
import { compatApp } from '../harness/vendor-apps.ts'

const apiKey = 'sk_test_of_a_journey'

/** WorkOS' own emulator with Alice, who is the admin of an organization. */
async function startVendorEmulator(): Promise<{
  port: number
  organizationId: string
  close: () => Promise<void>
}> {
  const port = await freePort()
  const emulator = await createEmulator({
    port,
    seed: {
      apiKeys: { [apiKey]: { environment: 'test' } },
      users: [{ email: alice.email, first_name: 'Alice', last_name: 'Andersson', email_verified: true }],
    },
  })
  const call = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ id: string; data: { id: string }[] }> => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return (await response.json()) as { id: string; data: { id: string }[] }
  }
  const { data } = await call('GET', '/user_management/users')
  const { id: organizationId } = await call('POST', '/organizations', { name: 'Blue' })
  await call('POST', '/user_management/organization_memberships', {
    user_id: data[0]?.id,
    organization_id: organizationId,
    role_slug: 'admin',
  })
  return { port, organizationId, close: () => emulator.close() }
}

test('our runtime signs in, refreshes, switches and signs out with the emulator of WorkOS', async ({
  page,
  servers,
  onTestFinished,
}) => {
  const app = await compatApp()
  const { port, organizationId, close } = await startVendorEmulator()
  onTestFinished(close)
  const { origin } = await servers.host('vite preview', app, (origin) => ({
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_CLIENT_ID: 'client_of_a_journey',
    WORKOS_API_KEY: apiKey,
    WORKOS_REDIRECT_URI: `${origin}/api/auth/callback`,
    WORKOS_COOKIE_PASSWORD: 'a password of a journey, longer than 32 characters',
    AUTHKIT_ALLOW_LOCAL: 'test',
  }))
  const main = page.getByRole('main')

  await page.goto(`${origin}/demo/workos`)
  expect(await sessionCookie(page)).toBe('')
  await main.getByRole('link', { name: 'Sign In with AuthKit' }).click()
  await main.getByText(alice.email).waitFor()
  expect(await sessionCookie(page)).not.toBe('')

  await page.goto(`${origin}/account`)
  expect(await page.getByTestId('server-user').textContent()).toBe(alice.email)
  expect(await page.getByTestId('server-organization').textContent()).toBe('none')
  await expectText(page, 'claims', / in none$/)

  await page.getByLabel('Id of another one').fill(organizationId)
  await page.getByRole('button', { name: 'Switch', exact: true }).click()
  await expectText(page, 'role', 'admin')
  await expectText(page, 'claims', new RegExp(` in ${organizationId}$`))
  await page.reload()
  await expectText(page, 'server-organization', organizationId)
  await expectText(page, 'role', 'admin')

  const before = await sessionCookie(page)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => sessionCookie(page)).not.toBe(before)
  await expectText(page, 'role', 'admin')

  await page.goto(`${origin}/demo/workos`)
  await main.getByRole('button', { name: 'Sign Out' }).click()
  await page.waitForURL(`${origin}/`)
  expect(await sessionCookie(page)).toBe('')
})

async function sessionCookie(page: Page): Promise<string> {
  return (await page.context().cookies()).find(({ name }) => name === 'wos-session')?.value ?? ''
}

async function expectText(page: Page, id: string, text: string | RegExp): Promise<void> {
  await expect.poll(() => page.getByTestId(id).textContent(), { timeout: 30_000 }).toMatch(text)
}
