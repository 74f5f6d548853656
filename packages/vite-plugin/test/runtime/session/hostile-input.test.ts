import { describe } from 'vitest'

import { testHostileInput } from './support/hostile-properties.ts'

describe('hundreds of changes at random', () => {
  testHostileInput(300)
})
