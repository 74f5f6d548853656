import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { buildFixtureFiles, loadCopy, removeFixture } from '../../app/built-app.ts'
import type { FixtureFiles } from '../../app/built-app.ts'
import { checkHostileCallbacks } from '../../app/hostile-callback.ts'
import { createHostedWorld, ORIGIN } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'

let files: FixtureFiles
let world: World

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production')
  files = await buildFixtureFiles()
  world = await createHostedWorld({ origin: ORIGIN, deploy: () => loadCopy(files) })
}, 120_000)

afterAll(async () => {
  await world.end()
  await removeFixture(files)
})

test('a hundred thousand queries of a callback', { timeout: 3_600_000 }, async () => {
  await expect(checkHostileCallbacks(world, 100_000)).resolves.toBeUndefined()
})
