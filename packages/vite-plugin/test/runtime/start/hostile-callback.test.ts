import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'
import { mutationsOf } from '../session/support/hostile-input.ts'

let world: World
let browser: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  browser = world.newBrowser()
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  return () => vi.restoreAllMocks()
})

test('a callback with any query signs nobody in, fails on nothing, and leads nowhere else', async () => {
  const { url } = await browser.visit(`${ORIGIN}/api/auth/sign-in`)
  const callback = `?code=x&state=${url.searchParams.get('state')}`
  const cookie = [...browser.cookies(ORIGIN)].map(([name, value]) => `${name}=${value}`).join('; ')
  await fc.assert(
    fc.asyncProperty(
      mutationsOf(callback),
      fc.constantFrom('text/html', 'application/json'),
      async (query, accept) => {
        const address = new URL('/api/auth/callback', ORIGIN)
        address.search = query
        const response = await world.app.fetch(new Request(address, { headers: { cookie, accept } }))
        expect(response.status).toBeLessThan(500)
        expect(response.headers.getSetCookie().filter((line) => line.startsWith(`${SESSION}=`))).toEqual([])
        const isElsewhere = response.headers.has('location') && !isOurs(locationOf(response))
        expect(isElsewhere).toBe(false)
      },
    ),
    { numRuns: 100 },
  )
})

/** An address of the app, or of the AuthKit that is configured, where a sign-in starts over. */
function isOurs({ origin, port }: URL): boolean {
  return origin === ORIGIN || port === String(world.workos.server.port)
}
