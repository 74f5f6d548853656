import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

import { buildFixtureFiles, loadCopy, removeFixture } from '../../app/built-app.ts'
import type { FixtureFiles } from '../../app/built-app.ts'
import { createHostedWorld, ORIGIN } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'

let files: FixtureFiles
let world: World | undefined

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production')
  files = await buildFixtureFiles({
    options: { cookieName: 'from-the-option', cookieMaxAge: 60, cookieSameSite: 'strict' },
  })
}, 120_000)

afterEach(() => world?.end())

afterAll(() => removeFixture(files))

/** The name and attributes of the session cookie that a sign-in sets, of the app with these variables. */
async function sessionCookieWith(env: Readonly<Record<string, string>>): Promise<string[]> {
  world = await createHostedWorld({
    origin: ORIGIN,
    deploy: () => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
      return loadCopy(files)
    },
  })
  const { response } = await world.signIn(world.newBrowser())
  return attributesOf(
    response.headers
      .getSetCookie()
      .join()
      .replace(/=[^;]*/, ''),
  )
}

const attributesOf = (cookie: string): string[] => cookie.split('; ').toSorted()

test.each<[Record<string, string>, string]>([
  [{}, 'from-the-option; Path=/; Max-Age=60; HttpOnly; SameSite=Strict'],
  [
    { WORKOS_COOKIE_NAME: '', WORKOS_COOKIE_MAX_AGE: '' },
    'from-the-option; Path=/; Max-Age=60; HttpOnly; SameSite=Strict',
  ],
  [{ WORKOS_COOKIE_NAME: 'env' }, 'env; Path=/; Max-Age=60; HttpOnly; SameSite=Strict'],
  [{ WORKOS_COOKIE_MAX_AGE: '30' }, 'from-the-option; Path=/; Max-Age=30; HttpOnly; SameSite=Strict'],
  [{ WORKOS_COOKIE_SAME_SITE: 'lax' }, 'from-the-option; Path=/; Max-Age=60; HttpOnly; SameSite=Lax'],
  [
    { WORKOS_COOKIE_SAMESITE: 'none' },
    'from-the-option; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=None',
  ],
  [
    { WORKOS_COOKIE_DOMAIN: 'example.com' },
    'from-the-option; Path=/; Domain=example.com; Max-Age=60; HttpOnly; SameSite=Strict',
  ],
])('a built app with the options of the plugin and the variables %j sets %j', async (env, cookie) => {
  await expect(sessionCookieWith(env)).resolves.toEqual(attributesOf(cookie))
})
