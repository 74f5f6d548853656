import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import { projects as createAuthkit } from '../packages/create-authkit/vitest.config.ts'
import { projects as vitePlugin } from '../packages/vite-plugin/vitest.config.ts'

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      ...createAuthkit,
      ...vitePlugin,
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
