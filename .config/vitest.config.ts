import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      'packages/*',
      {
        test: {
          name: 'bench',
          root: fileURLToPath(new URL('../e2e/bench/', import.meta.url)),
          include: ['test/**/*.test.ts'],
          maxWorkers: '100%',
          expect: { requireAssertions: true },
        },
      },
    ],
    expect: { requireAssertions: true },
  },
})
