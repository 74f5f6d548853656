import { describe, vi } from 'vitest'

import { testHostileInput } from './support/hostile-properties.ts'

vi.setConfig({ testTimeout: 1_800_000 })

describe('a hundred thousand changes at random', () => {
  testHostileInput(100_000)
})
