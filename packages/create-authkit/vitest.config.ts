import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'create-authkit',
    include: ['test/**/*.test.{ts,tsx}'],
    // Many tests start processes, and the machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default a core stays free, which on two cores leaves one.
    maxWorkers: '100%',
    globalSetup: ['test/build-once.ts'],
    expect: { requireAssertions: true },
  },
})
