import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    name: 'vite-plugin',
    include: ['test/**/*.test.{ts,tsx}'],
    expect: { requireAssertions: true },
  },
})

export default config
