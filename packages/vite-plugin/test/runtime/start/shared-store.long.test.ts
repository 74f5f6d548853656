import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Plugin } from 'vite'

import { buildFixtureFiles, removeFixture } from '../../app/built-app.ts'
import type { Deployment, FixtureFiles } from '../../app/built-app.ts'
import { startChild } from '../../app/child-process.ts'
import type { Child } from '../../app/child-process.ts'
import { FIXTURE_ROOT } from '../../app/fixture-app.ts'
import { openDelayedPort } from '../../app/delayed-port.ts'
import type { DelayedPort } from '../../app/delayed-port.ts'
import { connectTo } from '../../app/hosts.ts'
import { startRedis, whyNoRedis } from '../../app/redis.ts'
import type { Redis } from '../../app/redis.ts'
import { createHostedWorld, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { Site } from '../../app/test-browser.ts'

const THOUSAND = 1000
const PROCESSES = 4
const CONTEXT = `${ORIGIN}/api/probe/context`
const PROGRAM = fileURLToPath(new URL('../../app/app-process.ts', import.meta.url))

const skipped = whyNoRedis()

let redis: Redis
/** Between the app and Redis. */
let way: DelayedPort
let files: FixtureFiles
let world: World
/** One for each process. */
let sites: Site[] = []

/** Has the fixture built with the start file that configures a store. */
function useStartWithStore(): Plugin {
  return {
    name: 'start-with-store',
    enforce: 'pre',
    load: (id) =>
      id.startsWith(`${FIXTURE_ROOT}/src/start.ts`)
        ? readFileSync(`${FIXTURE_ROOT}/src/start-with-store.ts`, 'utf8')
        : undefined,
  }
}

async function startCluster(): Promise<Deployment> {
  const children: Child[] = await Promise.all(
    Array.from({ length: PROCESSES }, () =>
      startChild(process.execPath, [PROGRAM, files.directory], (line) => /^\d+$/.test(line)),
    ),
  )
  sites = children.map(({ line, end }) => connectTo({ port: Number(line), close: end }))
  return {
    fetch: (request) => (sites[0] ?? fetch)(request),
    remove: async () => void (await Promise.all(children.map(({ end }) => end()))),
  }
}

beforeAll(async () => {
  if (skipped !== undefined) return
  vi.stubEnv('NODE_ENV', 'production')
  redis = await startRedis()
  way = await openDelayedPort(Number(new URL(redis.url).port))
  vi.stubEnv('REDIS_URL', `redis://127.0.0.1:${way.port}`)
  files = await buildFixtureFiles({ plugins: [useStartWithStore()] })
  world = await createHostedWorld({ origin: ORIGIN, deploy: startCluster })
  // What a process does once, connecting to Redis included, is not what is measured.
  for (const site of sites) {
    const cookie = await signInForLong()
    await site(new Request(CONTEXT, { headers: { cookie } }))
  }
}, 120_000)

afterAll(async () => {
  if (skipped !== undefined) return
  await world.end()
  await removeFixture(files)
  await redis.end()
  await way.end()
})

beforeEach((context) => {
  if (skipped !== undefined) context.skip(skipped)
})

async function signInForLong(): Promise<string> {
  const browser = world.newBrowser()
  await world.signIn(browser, { expired: true })
  return `${SESSION}=${browser.cookies(ORIGIN).get(SESSION)}`
}

/** Who a thousand requests with one cookie find signed in, a quarter of them in each process. */
async function askAll(cookie: string): Promise<unknown[]> {
  return Promise.all(
    Array.from({ length: THOUSAND }, async (_, index) => {
      const site = sites[index % PROCESSES] ?? fetch
      const response = await site(new Request(CONTEXT, { headers: { cookie } }))
      const { email }: { email: unknown } = await response.json()
      return email
    }),
  )
}

const everybody = Array.from({ length: THOUSAND }, () => 'alice@example.com')

test('a thousand requests to four processes with one session that has run out make one exchange', async () => {
  const cookie = await signInForLong()
  await expect(askAll(cookie)).resolves.toEqual(everybody)
  expect(world.workos.exchanges).toBe(1)
  // Those who come late with it, too.
  await expect(askAll(cookie)).resolves.toEqual(everybody)
  expect(world.workos.exchanges).toBe(1)
})

// The second takes longer than a process waits for it.
test.each([100, 400])(
  'a store that takes %i milliseconds costs no session, and no more exchanges than there are processes',
  async (milliseconds) => {
    const cookie = await signInForLong()
    way.delay = milliseconds
    try {
      await expect(askAll(cookie)).resolves.toEqual(everybody)
    } finally {
      way.delay = 0
    }
    expect(world.workos.exchanges).toBeLessThanOrEqual(PROCESSES)
  },
)

test('nor does one that is frozen', async () => {
  const cookie = await signInForLong()
  redis.process.kill('SIGSTOP')
  try {
    await expect(askAll(cookie)).resolves.toEqual(everybody)
  } finally {
    redis.process.kill('SIGCONT')
  }
  expect(world.workos.exchanges).toBeLessThanOrEqual(PROCESSES)
})

test('nor one that is down', async () => {
  await redis.end()
  const cookie = await signInForLong()
  await expect(askAll(cookie)).resolves.toEqual(everybody)
  expect(world.workos.exchanges).toBeLessThanOrEqual(PROCESSES)
})

test('nothing of the store reaches browsers', () => {
  expect(files.clientModules.length).toBeGreaterThan(10)
  expect(files.clientModules.filter((id) => /unstorage|ioredis|runtime\/session\/store/.test(id))).toEqual([])
})
