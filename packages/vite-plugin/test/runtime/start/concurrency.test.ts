import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'

import { hostFixture } from '../../app/hosted-app.ts'
import { copyAllHeaders } from '../../app/hosts.ts'
import { createHostedWorld, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'

const THOUSAND = 1000
const HUNDRED = 100
const CONTEXT = `${ORIGIN}/api/probe/context`

let world: World
let onRequest: () => void = () => {}

beforeAll(async () => {
  // How long a request waits isn't what this is about, and a thousand take their time on a busy machine.
  vi.stubEnv('WORKOS_REFRESH_TIMEOUT', '60000')
  world = await createHostedWorld({
    origin: ORIGIN,
    deploy: () =>
      hostFixture(inject('fixture'), { copyHeaders: copyAllHeaders, onRequest: () => onRequest() }),
  })
}, 120_000)

afterAll(() => world.end())

/** Resolves when so many requests have reached the app. */
function arrivalOf(count: number): Promise<void> {
  let arrived = 0
  return new Promise((resolve) => {
    onRequest = () => {
      arrived += 1
      if (arrived === count) resolve()
    }
  })
}

interface Answer {
  email: unknown
  session: string | undefined
}

async function ask(cookie: string): Promise<Answer> {
  const response = await world.app.fetch(new Request(CONTEXT, { headers: { cookie } }))
  const { email }: { email: unknown } = await response.json()
  const session = response.headers.getSetCookie().find((header) => header.startsWith(`${SESSION}=`))
  return { email, session }
}

const askAll = (cookie: string, count = THOUSAND): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, () => ask(cookie)))

test('a thousand requests over HTTP with one session that has run out make one exchange', async () => {
  const browser = world.newBrowser()
  await world.signIn(browser, { expired: true })
  const cookie = `${SESSION}=${browser.cookies(ORIGIN).get(SESSION)}`

  // Nobody gets an answer before all have asked.
  const everyone = arrivalOf(THOUSAND)
  world.workos.pause(everyone)
  const answers = await askAll(cookie)
  expect(answers.filter(({ email }) => email === 'alice@example.com')).toHaveLength(THOUSAND)
  expect(world.workos.exchanges).toBe(1)

  const sessions = new Set(answers.map(({ session }) => session))
  const [session] = sessions
  expect(sessions.size).toBe(1)
  expect(session).toBeDefined()

  // Requests that were on their way when the answer came still have the old cookie.
  const late = await askAll(cookie, HUNDRED)
  expect(late.filter(({ email }) => email === 'alice@example.com')).toHaveLength(HUNDRED)
  const renewed = await askAll(session?.split(';', 1)[0] ?? '', HUNDRED)
  expect(renewed.filter(({ email }) => email === 'alice@example.com')).toHaveLength(HUNDRED)
  expect(world.workos.exchanges).toBe(1)
})

test('a thousand requests while WorkOS is down make one attempt, and lose no session', async () => {
  const browser = world.newBrowser()
  await world.signIn(browser, { expired: true })
  const cookie = `${SESSION}=${browser.cookies(ORIGIN).get(SESSION)}`
  const log = vi.spyOn(console, 'error').mockReturnValue()

  world.workos.pause(arrivalOf(THOUSAND))
  world.workos.fail(() => new Response('down', { status: 503 }))
  const answers = await askAll(cookie)
  expect(answers.filter(({ email, session }) => email === null && session === undefined)).toHaveLength(
    THOUSAND,
  )
  expect(world.workos.exchanges).toBe(1)
  expect(log).toHaveBeenCalledExactlyOnceWith('The session could not be refreshed.', expect.any(Error))

  world.workos.fail()
  await expect(ask(cookie)).resolves.toMatchObject({ email: 'alice@example.com' })
})
