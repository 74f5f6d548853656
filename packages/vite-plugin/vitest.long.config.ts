import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

/** Tests that take too long for every run. */
const config: ViteUserConfig = defineConfig({
  test: {
    name: 'vite-plugin, long',
    include: ['test/**/*.long.test.ts'],
    expect: { requireAssertions: true },
    // Several processes, on machines that may be busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

export default config
