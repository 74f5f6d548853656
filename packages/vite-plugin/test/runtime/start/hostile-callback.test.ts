import { afterAll, beforeAll, expect, test } from 'vitest'

import { checkHostileCallbacks } from '../../app/hostile-callback.ts'
import { createWorld } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

test('a callback with any query signs nobody in, fails on nothing, and leads nowhere else', async () => {
  await expect(checkHostileCallbacks(world, 100)).resolves.toBeUndefined()
})
