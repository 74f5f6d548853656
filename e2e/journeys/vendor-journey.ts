import type { Locator, Page } from 'playwright-core'
import { DEFAULT_ACCESS_TOKEN_LIFETIME } from 'vite-plugin-authkit-start/emulator'
import { expect } from 'vitest'
import type { OwnAuthKit } from '../harness/own-authkit.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'
import { waitUntil } from '../harness/wait-until.ts'

/** Whom the journey needs: Alice in two organizations. */
export const users = {
  users: [{ id: 'user_alice', email: alice.email, firstName: 'Alice', lastName: 'Andersson' }],
  organizations: [
    { id: 'org_blue', name: 'Blue', members: [{ email: alice.email, role: 'admin' }] },
    { id: 'org_green', name: 'Green', members: [{ email: alice.email, role: 'member' }] },
  ],
}

/** Milliseconds: what is left of an access token that is made while AuthKit's clock is behind. */
const SHORT_TOKEN = 3_000
const TOKEN = DEFAULT_ACCESS_TOKEN_LIFETIME * 1000

interface JourneyOptions {
  /** The page with a link to sign in and a button to sign out; the add-on's own unless told. */
  readonly home?: string
  /** Whether `useAccessToken()` has the token of the new organization at once, without a reload. */
  readonly tokenFollowsSwitch: boolean
}

/**
 * What a person does in an app on WorkOS' SDK: sign in, come back after the access token expired, reload, have a
 * component call an API, switch the organization, sign out.
 */
export async function expectVendorJourney(
  page: Page,
  origin: string,
  authKit: OwnAuthKit,
  { home = '/demo/workos', tokenFollowsSwitch }: JourneyOptions,
): Promise<void> {
  const main = page.getByRole('main')

  // Short tokens, on a page that does not renew them by itself.
  authKit.clockBehind = TOKEN - SHORT_TOKEN
  await page.goto(`${origin}${home}`)
  await main.getByRole('link', { name: 'Sign In with AuthKit' }).click()
  await chooseAlice(page, home, 'Blue')
  await main.getByText(alice.email).waitFor()
  await waitUntil(async () => Date.now() > lastExpiry(authKit), { what: 'the access token expires' })

  authKit.clockBehind = 0
  await waitUntil(
    async () => {
      await page.reload()
      await main.getByText(alice.email).waitFor()
      // A page that was slow to load may have come by another short one meanwhile.
      return lastExpiry(authKit) > Date.now() + SHORT_TOKEN
    },
    { what: 'the access token is renewed' },
  )
  expect(authKit.exchanges.at(-1)?.grant).toBe('refresh_token')

  const exchanges = authKit.exchanges.length
  await page.goto(`${origin}/account`)
  await expectOrganization(page, 'org_blue', 'admin')
  await page.reload()
  await expectOrganization(page, 'org_blue', 'admin')
  expect(authKit.exchanges).toHaveLength(exchanges)
  // With a client of WorkOS' SDK.
  expect(await (await page.request.get(`${origin}/api/user`)).text()).toBe(alice.email)

  await page.getByLabel('Organization').selectOption('Green')
  await expectText(page.getByTestId('role'), 'member')
  if (tokenFollowsSwitch) await expectOrganizationInToken(page, 'org_green')
  await page.reload()
  await expectOrganization(page, 'org_green', 'member')

  await page.goto(`${origin}${home}`)
  const signOut = main.getByRole('button', { name: 'Sign Out' })
  await untilHydrated(signOut)
  await signOut.click()
  await page.waitForURL((url) => url.origin === origin && url.pathname === '/')
  // Nobody is signed in, so the page sends to AuthKit.
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: alice.email }).waitFor()
}

/** Who is where, to a loader, to `useAuth()`, in the access token of a component, and to an API that is sent the token. */
async function expectOrganization(page: Page, organization: string, role: string): Promise<void> {
  await expectText(page.getByTestId('server-user'), alice.email)
  await expectText(page.getByTestId('server-organization'), organization)
  await expectText(page.getByTestId('role'), role)
  expect(await page.getByLabel('Organization').inputValue()).toBe(organization)
  await expectText(page.getByTestId('token'), 'here')
  await expectOrganizationInToken(page, organization)
}

async function expectOrganizationInToken(page: Page, organization: string): Promise<void> {
  await expectText(page.getByTestId('claims'), `user_alice in ${organization}`)
  await page.getByRole('button', { name: 'Call the API' }).click()
  await expectText(page.getByTestId('answer'), `user_alice in ${organization}`)
}

/** A page that the server rendered shows its buttons before they do anything. */
async function untilHydrated(locator: Locator): Promise<void> {
  const hasProps = (element: Element): boolean =>
    Object.keys(element).some((key) => key.startsWith('__reactProps$'))
  await expect.poll(() => locator.evaluate(hasProps)).toBe(true)
}

async function expectText(locator: Locator, text: string): Promise<void> {
  await expect.poll(() => locator.textContent()).toBe(text)
}

function lastExpiry(authKit: OwnAuthKit): number {
  return authKit.exchanges.at(-1)?.tokenExpires ?? 0
}
