import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { Mock } from 'vitest'

import type { AuthKitEvent } from '../../../src/runtime/start/server.ts'
import { createWorld, locationOf, ORIGIN } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

declare global {
  var authKitEvents: ((event: AuthKitEvent) => unknown) | undefined
}

/** Where AuthKit sends users back to. */
export const CALLBACK: string = `${ORIGIN}/api/auth/callback`

/** What the app's handler of events was told. */
export const events: AuthKitEvent[] = []

export const types = (): string[] => events.map(({ type }) => type)

/** Collects the events from here on. */
export function listen(): void {
  events.length = 0
  globalThis.authKitEvents = (event) => void events.push(event)
}

/** The world, a browser that was never there, and what is said in the console. */
export interface HeardWorld {
  world: World
  browser: TestBrowser
  log: Mock<typeof console.error>
}

/** Makes a world for the tests of a file, each with a browser of its own, and listens to its events. */
export function inHeardWorld(begin: (heard: HeardWorld) => void): void {
  let world: World

  beforeAll(async () => {
    world = await createWorld()
  }, 120_000)

  afterAll(() => world.end())

  beforeEach(() => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
    begin({ world, browser: world.newBrowser(), log })
    listen()
  })

  afterEach(() => {
    world.workos.fail()
    globalThis.authKitEvents = undefined
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
}

/** Begins a sign-in and chooses Alice; gives the address that AuthKit sends her back to. */
export async function callbackUrl(world: World, browser: TestBrowser, organizationId?: string): Promise<URL> {
  const { result } = await world.call(browser, 'getSignInUrl', 'GET', { organizationId })
  const page = await browser.visit(String(result))
  const body = new URLSearchParams({ user_id: 'user_local_alice' })
  return locationOf(await browser.send(page.url, { method: 'POST', body }))
}
