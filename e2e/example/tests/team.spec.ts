import { expect, test } from '@playwright/test'
import { signIn } from 'vite-plugin-authkit-start/testing'

test('an admin of the seed sees the team', async ({ page, baseURL }) => {
  await signIn(page, { baseURL, user: 'alice@example.com' })
  await page.goto('/team')
  await expect(page.getByText('alice@example.com, admin')).toBeVisible()
})

test('who may invite sees the button', async ({ page, baseURL }) => {
  await signIn(page, {
    baseURL,
    user: 'inviter@example.com',
    organization: 'Example Org',
    role: 'manager',
    permissions: ['members:invite'],
  })
  await page.goto('/team')
  await expect(page.getByText('inviter@example.com, manager')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invite someone' })).toBeVisible()
})

test('who may not, does not', async ({ page, baseURL }) => {
  await signIn(page, { baseURL, user: 'viewer@example.com', organization: 'Example Org', role: 'viewer' })
  await page.goto('/team')
  await expect(page.getByText('viewer@example.com, viewer')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invite someone' })).toHaveCount(0)
})

test('support is announced when it looks at an account', async ({ page, baseURL }) => {
  const impersonator = { email: 'support@example.com', reason: 'Ticket 7' }
  await signIn(page, { baseURL, user: 'bob@example.com', impersonator })
  await page.goto('/team')
  await expect(page.getByRole('status')).toHaveText('support@example.com sees what you see')
})

test('two people at once', async ({ browser, baseURL }) => {
  for (const user of ['alice@example.com', 'bob@example.com']) {
    const context = await browser.newContext()
    await signIn(context, { baseURL, user })
    const page = await context.newPage()
    await page.goto('/team')
    await expect(page.getByText(user)).toBeVisible()
    await context.close()
  }
})

test('nobody gets to the sign-in page', async ({ page }) => {
  await page.goto('/team')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})
