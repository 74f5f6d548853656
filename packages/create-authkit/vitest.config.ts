import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'create-authkit',
    include: ['test/**/*.test.{ts,tsx}'],
    expect: { requireAssertions: true },
  },
})
