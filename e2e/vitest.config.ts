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
    // Generous: a cold cache, and a machine that has other things to do.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Installs, builds and browsers share two cores.
    maxWorkers: 2,
  },
}))
