import { defineConfig } from 'vitest/config'

/** Journeys that take too long for every run: `pnpm --filter e2e test:long` runs them too. */
const long = 'journeys/**/*.long.test.ts'

export default defineConfig(({ mode }) => ({
  test: {
    name: 'e2e',
    include: ['journeys/**/*.test.ts'],
    exclude: mode === 'long' ? [] : [long],
    globalSetup: 'harness/global-setup.ts',
    expect: { requireAssertions: true },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Installs, builds and browsers share two cores.
    maxWorkers: 2,
  },
}))
