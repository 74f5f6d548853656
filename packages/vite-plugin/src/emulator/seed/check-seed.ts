import { parseSeed } from './parse-seed.ts'
import { resolveSeed } from './resolve-seed.ts'
import type { Seed } from './seed.ts'

/**
 * Checks all there is to check of a seed.
 *
 * @throws SeedError for the first part that is not as it should be
 * @throws TypeError when it is no object
 */
export function checkSeed(value: unknown): Seed {
  const seed = parseSeed(value)
  resolveSeed(seed)
  return seed
}
