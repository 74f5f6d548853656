import { afterEach, expect, inject, test, vi } from 'vitest'

import { loadCopy } from '../../app/built-app.ts'
import type { Deployment } from '../../app/built-app.ts'
import { createHostedWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'

const OLD = 'the password until today, more than 32 characters'
const NEW = 'the password from now on, more than 32 characters'

let world: World
let deployed: Deployment

afterEach(() => world.end())

/** Starts the app with the old password. */
async function deployWithOldPassword(): Promise<void> {
  world = await createHostedWorld({
    origin: ORIGIN,
    deploy: async () => {
      vi.stubEnv('WORKOS_COOKIE_PASSWORD', OLD)
      deployed = await loadCopy(inject('fixture'))
      return { fetch: (request) => deployed.fetch(request), remove: () => deployed.remove() }
    },
  })
}

/** Starts the app again, with the new password and those before it. */
async function deployWithNewPassword(previous: string): Promise<void> {
  await deployed.remove()
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', NEW)
  vi.stubEnv('WORKOS_PREVIOUS_COOKIE_PASSWORDS', previous)
  deployed = await loadCopy(inject('fixture'))
}

test('who is signed in stays so when the password changes, and a refresh seals with the new one', async () => {
  await deployWithOldPassword()
  const browser = world.newBrowser()
  await world.signIn(browser, { expired: true })
  const sealedWithOld = browser.cookies(ORIGIN).get(SESSION)

  await deployWithNewPassword(OLD)
  await expect(world.call(browser, 'getAuth', 'GET')).resolves.toMatchObject({
    result: { user: { email: 'alice@example.com' } },
  })
  const sealedWithNew = browser.cookies(ORIGIN).get(SESSION)
  expect(sealedWithNew).not.toBe(sealedWithOld)

  await deployWithNewPassword('')
  await expect(world.call(browser, 'getAuth', 'GET')).resolves.toMatchObject({
    result: { user: { email: 'alice@example.com' } },
  })
})

test('a sign-in that was begun before the password changed is finished after it', async () => {
  await deployWithOldPassword()
  const browser = world.newBrowser()
  const page = await browser.visit(`${ORIGIN}/api/auth/sign-in`)

  await deployWithNewPassword(JSON.stringify([`another that ${OLD}`, OLD]))
  const chosen = await browser.send(page.url, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  const response = await browser.send(locationOf(chosen))

  expect(response.status).toBe(307)
  expect(browser.cookies(ORIGIN).has(SESSION)).toBe(true)
})

test('without the old password, its sessions are nobody', async () => {
  await deployWithOldPassword()
  const browser = world.newBrowser()
  await world.signIn(browser)

  await deployWithNewPassword('')

  await expect(world.call(browser, 'getAuth', 'GET')).resolves.toMatchObject({ result: { user: null } })
})
