import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['journeys/**/*.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Installs, builds and browsers share two cores; files run one after the other.
    fileParallelism: false,
  },
})
