import { existsSync } from 'node:fs'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { addOnIds, addOnPairs, writeAddOnApp } from './add-ons.ts'
import { expectRunning, expectWiring, locate, run } from './examine-tree.ts'
import { PlantedApp } from './planted-app.ts'

/** A disk in memory: what is written is forced to the disk many times, and how long that takes says nothing here. */
const MEMORY = '/dev/shm'

/** Milliseconds for one app; the machine may be busy. */
const LONG = 120_000

/** The add-on that brings WorkOS' own AuthKit. */
const WORKOS = 'workos'

const APPS = [...addOnIds.map((id) => [id]), ...addOnPairs].map((addOns) => ({
  title: addOns.join(' and '),
  addOns,
}))

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
  if (existsSync(MEMORY)) vi.stubEnv('TMPDIR', MEMORY)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('there are all add-ons, and each two that can be chosen together', () => {
  expect(addOnIds.length).toBeGreaterThanOrEqual(38)
  expect(addOnPairs.length).toBeGreaterThanOrEqual(680)
  expect(addOnPairs).toContainEqual(['clerk', 'cloudflare'])
  expect(addOnPairs).not.toContainEqual(['cloudflare', 'netlify'])
})

test.each(APPS.filter(({ addOns }) => !addOns.includes(WORKOS)))(
  '$title: edited, it does what it did and AuthKit besides; a second run changes nothing; undone byte for byte',
  async ({ addOns }) => {
    const app = await appWith(addOns)
    const before = app.contents()
    const filesBefore = await locate(app)
    if (filesBefore === null) throw new Error('The app can’t be read.')
    const ranBefore = await run(app.root, filesBefore)

    const first = await app.init()

    expect(first.error).toBeNull()
    expect(first.document).toMatchObject({ ok: true, status: 'applied', plan: { manual: [] } })
    const filesAfter = await expectWiring(app, {})
    expectRunning(ranBefore, await run(app.root, filesAfter), new Set())
    const after = app.contents()
    expect((await app.init()).document).toMatchObject({ status: 'unchanged', plan: { files: [] } })
    expect(app.contents()).toEqual(after)
    expect(await app.undo()).toMatchObject({ exitCode: 0, document: { status: 'undone', left: [] } })
    expect(app.contents()).toEqual(before)
  },
  LONG,
)

test.each(APPS.filter(({ addOns }) => addOns.includes(WORKOS)))(
  '$title: nothing is written beside another AuthKit',
  async ({ addOns }) => {
    const app = await appWith(addOns)
    const before = app.contents()

    expect((await app.init()).error?.code).toBe('ERR_AUTHKIT_ALREADY_INSTALLED')

    expect(app.contents()).toEqual(before)
  },
  LONG,
)

async function appWith(addOns: readonly string[]): Promise<PlantedApp> {
  const app = new PlantedApp({ name: addOns.join(' and '), covers: [], base: 'none' })
  await writeAddOnApp(app.root, addOns)
  return app
}
