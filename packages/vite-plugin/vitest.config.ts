import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'vite-plugin',
    include: ['test/**/*.test.{ts,tsx}'],
    expect: { requireAssertions: true },
  },
})
