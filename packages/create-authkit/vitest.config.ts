import { configDefaults, defineConfig } from 'vitest/config'

/** Tests that take too long for every run: `pnpm run test:long` runs them. */
const long = 'test/**/*.long.test.ts'

export default defineConfig(({ mode }) => ({
  test: {
    name: 'create-authkit',
    include: mode === 'long' ? [long] : ['test/**/*.test.{ts,tsx}'],
    exclude: mode === 'long' ? configDefaults.exclude : [...configDefaults.exclude, long],
    // Many tests start processes, and the machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default a core stays free, which on two cores leaves one.
    maxWorkers: '100%',
    globalSetup: ['test/build-once.ts'],
    expect: { requireAssertions: true },
  },
}))
