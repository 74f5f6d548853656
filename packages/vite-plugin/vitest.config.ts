import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  resolve: {
    // What the plugin would serve; whole apps with the plugin are built in test/app.
    alias: {
      'virtual:authkit/bindings': fileURLToPath(new URL('src/runtime/start/no-bindings.ts', import.meta.url)),
      'virtual:authkit/config': fileURLToPath(new URL('test/app/build-config.ts', import.meta.url)),
    },
  },
  test: {
    name: 'vite-plugin',
    include: ['test/**/*.test.{ts,tsx}'],
    expect: { requireAssertions: true },
    // Real builds and dev servers, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default a core stays free, which on two cores leaves one.
    maxWorkers: '100%',
  },
})

export default config
