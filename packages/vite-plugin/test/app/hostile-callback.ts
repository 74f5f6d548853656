import fc from 'fast-check'
import { expect, vi } from 'vitest'

import { mutationsOf } from '../runtime/session/support/hostile-input.ts'
import { locationOf, ORIGIN, SESSION } from './signed-in-world.ts'
import type { World } from './signed-in-world.ts'

/**
 * A callback with any query signs nobody in, fails on nothing, and leads nowhere else.
 *
 * @param numRuns how many queries
 */
export async function checkHostileCallbacks(world: World, numRuns: number): Promise<void> {
  const { app, workos } = world
  const browser = world.newBrowser()
  const { url } = await browser.visit(`${ORIGIN}/api/auth/sign-in`)
  const callback = `?code=x&state=${url.searchParams.get('state')}`
  const cookie = [...browser.cookies(ORIGIN)].map(([name, value]) => `${name}=${value}`).join('; ')
  /** An address of the app, or of the AuthKit that is configured, where a sign-in starts over. */
  const isOurs = ({ origin, port }: URL): boolean => origin === ORIGIN || port === String(workos.server.port)
  const queries = fc.asyncProperty(
    mutationsOf(callback),
    fc.constantFrom('text/html', 'application/json'),
    async (query, accept) => {
      const address = new URL('/api/auth/callback', ORIGIN)
      address.search = query
      const response = await app.fetch(new Request(address, { headers: { cookie, accept } }))
      expect(response.status).toBeLessThan(500)
      expect(response.headers.getSetCookie().filter((line) => line.startsWith(`${SESSION}=`))).toEqual([])
      expect(response.headers.has('location') && !isOurs(locationOf(response))).toBe(false)
    },
  )
  // A hundred thousand failures are not to be remembered.
  const log = vi.spyOn(console, 'error').mockReturnValue()
  await fc.assert(
    queries.beforeEach(() => void log.mockClear()),
    { numRuns },
  )
  log.mockRestore()
}
