import type { Page } from 'playwright-core'
import type { Seed } from 'vite-plugin-authkit-start/emulator'
import { describe, expect } from 'vitest'
import { axeFindings } from '../harness/axe.ts'
import { test as base } from '../harness/journey-test.ts'
import { serveRelyingParty, type RelyingParty } from '../harness/relying-party.ts'

const crowd = Array.from({ length: 10 }, (_, index) => ({ email: `user-${index}@example.com` }))

const seed: Seed = {
  users: [
    { id: 'user_ada', email: 'ada@example.com', firstName: 'Ada', lastName: 'Adams' },
    { id: 'user_ben', email: 'ben@example.com', firstName: 'Ben', lastName: 'Brown' },
    ...crowd,
  ],
  organizations: [
    {
      id: 'org_blue',
      name: 'Blue',
      members: [
        { email: 'ada@example.com', role: 'admin' },
        { email: 'ben@example.com', role: 'member' },
      ],
    },
    { id: 'org_green', name: 'Green', members: [{ email: 'ben@example.com', role: 'member' }] },
  ],
}

const test = base.extend('app', async ({ servers }, { onCleanup }): Promise<RelyingParty> => {
  const app = await serveRelyingParty(await servers.ownAuthKit(seed))
  onCleanup(() => app[Symbol.asyncDispose]())
  return app
})

/** The pages that a sign-in can show. */
const screens: readonly [name: string, open: (page: Page, app: RelyingParty) => Promise<unknown>][] = [
  ['the list of users', (page, app) => page.goto(app.authorizeUrl())],
  ['a list without a search', (page, app) => page.goto(app.authorizeUrl({ organization_id: 'org_blue' }))],
  ['a hinted user', (page, app) => page.goto(app.authorizeUrl({ login_hint: 'ben@example.com' }))],
  ['a search', (page, app) => page.goto(`${app.authorizeUrl()}&local_search=ben`)],
  ['a sign-up', (page, app) => page.goto(app.authorizeUrl({ screen_hint: 'sign-up' }))],
  [
    'the choice of an organization',
    async (page, app) => {
      await page.goto(app.authorizeUrl())
      await page.getByRole('button', { name: 'ben@example.com' }).click()
    },
  ],
  [
    'someone who was here before',
    async (page, app) => {
      await signInAsAda(page, app)
      await page.goto(app.authorizeUrl())
      await page.getByRole('button', { name: 'Continue as Ada' }).waitFor()
    },
  ],
  [
    'everything unfolded',
    async (page, app) => {
      await page.goto(app.authorizeUrl())
      for (const summary of await page.locator('summary').all()) await summary.click()
    },
  ],
]

const looks = [
  { name: 'light', colorScheme: 'light', width: 1024 },
  { name: 'dark', colorScheme: 'dark', width: 1024 },
  { name: 'on the narrowest screen', colorScheme: 'light', width: 320 },
] as const

test.for(screens)('axe finds nothing on %s, however it is looked at', async ([, open], { page, app }) => {
  await open(page, app)
  const faults: string[] = []
  for (const { name, colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 640 })
    await page.evaluate(makeJudgeable, 'var(--canvas)')
    const found = await axeFindings(page)
    await page.evaluate(makeJudgeable, 'var(--glow)')
    found.push(...(await axeFindings(page, ['color-contrast'])))
    const shownWidth = await page.evaluate(() => document.documentElement.scrollWidth)
    if (shownWidth > width) found.push(`is ${shownWidth} pixels wide`)
    faults.push(...found.map((fault) => `${name}: ${fault}`))
  }
  expect(faults).toEqual([])
})

describe('by keyboard alone', () => {
  test('a user is chosen', async ({ page, app }) => {
    await page.goto(app.authorizeUrl())
    await tabTo(page, 'Ada Adams')
    expect(await answer(page, app, 'Enter')).toMatchObject({
      user: { id: 'user_ada' },
      organization_id: 'org_blue',
    })
  })

  test('a user who is in several organizations is found, and an organization chosen', async ({
    page,
    app,
  }) => {
    await page.goto(app.authorizeUrl())
    await tabTo(page, 'Find a user')
    await page.keyboard.type('brown')
    await page.keyboard.press('Enter')
    await page.getByText('1 of 12 users match “brown”.').waitFor()
    await tabTo(page, 'Ben Brown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Choose an organization' }).waitFor()
    await tabTo(page, 'Green')
    expect(await answer(page, app, 'Enter')).toMatchObject({
      user: { id: 'user_ben' },
      organization_id: 'org_green',
    })
  })

  test('someone new signs up', async ({ page, app }) => {
    await page.goto(app.authorizeUrl())
    await tabTo(page, 'Create a user')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Create a local user' }).waitFor()
    await untilFocused(page)
    await page.keyboard.type('Carol')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Chen')
    await page.keyboard.press('Tab')
    await page.keyboard.type('carol@example.com')
    expect(await answer(page, app, 'Enter')).toMatchObject({
      user: { email: 'carol@example.com', first_name: 'Carol', last_name: 'Chen' },
    })
  })

  test('the hinted user needs nothing but Enter', async ({ page, app }) => {
    await page.goto(app.authorizeUrl({ login_hint: 'ADA@example.com' }))
    await untilFocused(page)
    expect(await answer(page, app, 'Enter')).toMatchObject({ user: { id: 'user_ada' } })
  })

  test('someone goes on as who signed in before, even without a page', async ({ page, app }) => {
    await signInAsAda(page, app)
    await page.goto(app.authorizeUrl())
    await untilFocused(page)
    expect(await answer(page, app, 'Enter')).toMatchObject({ user: { id: 'user_ada' } })
    await page.goto(app.authorizeUrl({ prompt: 'none' }))
    expect(await app.exchange(new URL(page.url()))).toMatchObject({ user: { id: 'user_ada' } })
  })

  test('the sign-in is denied', async ({ page, app }) => {
    await page.goto(app.authorizeUrl())
    await tabTo(page, 'Deny this sign-in')
    expect((await callback(page, app, 'Enter')).get('error')).toBe('access_denied')
  })

  test('the app is sent an error', async ({ page, app }) => {
    await page.goto(app.authorizeUrl())
    await tabTo(page, 'Answer with an error')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Error to send to the app')
    await page.keyboard.type('server_error')
    await tabTo(page, 'Send')
    expect(Object.fromEntries(await callback(page, app, 'Enter'))).toMatchObject({
      error: 'server_error',
      state: 'the state',
    })
  })
})

test('works without script', async ({ browser, app }) => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(app.authorizeUrl())
  await page.getByRole('searchbox').fill('ben@')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'ben@example.com' }).click()
  await page.getByRole('button', { name: 'Green' }).click()
  await page.waitForURL(app.isCallback)
  expect(await app.exchange(new URL(page.url()))).toMatchObject({ organization_id: 'org_green' })
  await page.close()
})

/**
 * axe judges no contrast on a gradient, nor of what is scrolled out of sight. So the page gets either colour between
 * which the gradient lies, and lists that are not cut off.
 */
function makeJudgeable(background: string): void {
  document.body.style.background = background
  for (const list of document.querySelectorAll<HTMLElement>('.users')) list.style.maxHeight = 'none'
}

async function signInAsAda(page: Page, app: RelyingParty): Promise<void> {
  await page.goto(app.authorizeUrl({ login_hint: 'ada@example.com' }))
  await page.getByRole('button', { name: 'ada@example.com' }).click()
  await page.waitForURL(app.isCallback)
  await app.exchange(new URL(page.url()))
}

/** The browser gives the focus when it draws the page, which may be after it has loaded. */
async function untilFocused(page: Page): Promise<void> {
  await page.locator('[autofocus]:focus').waitFor()
}

/** Most presses of Tab that reach anything: the list shows 50 users. */
const MAX_TABS = 80

/** Presses Tab until an element of that name has the focus, which has to be visible on all of them. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab')
    const { text, outline } = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return {
        text: [...(element.labels ?? []), element].map(({ textContent }) => textContent).join(' '),
        outline: `${outlineStyle} ${outlineWidth}`,
      }
    })
    expect(outline).toBe('solid 2px')
    if (text.includes(name)) return
  }
  throw new Error(`Tab does not reach "${name}".`)
}

async function callback(page: Page, app: RelyingParty, key: string): Promise<URLSearchParams> {
  await page.keyboard.press(key)
  await page.waitForURL(app.isCallback)
  return new URL(page.url()).searchParams
}

async function answer(page: Page, app: RelyingParty, key: string): Promise<Record<string, unknown>> {
  const parameters = await callback(page, app, key)
  expect(parameters.get('state')).toBe('the state')
  return app.exchange(new URL(page.url()))
}
