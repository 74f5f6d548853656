import { fileURLToPath } from 'node:url'

import { configDefaults, defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config'

/** Tests that take too long for every run: `pnpm run test:long` runs them. */
export const long = 'test/**/*.long.test.ts'

/** Tests that replace modules, or parse so much that its memory would slow down all tests after them. */
const apart = [
  'test/apps/apps.test.ts',
  'test/build/trim-typescript.test.ts',
  'test/codemods/fixtures.test.ts',
  'test/codemods/fixtures-as-built.test.ts',
  'test/migrate/vendor-modules.test.ts',
]

export const common = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  expect: { requireAssertions: true },
  // Many tests start processes, and the machine may be busy.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // By default a core stays free, which on two cores leaves one.
  maxWorkers: '100%',
  globalSetup: [fileURLToPath(new URL('test/build-once.ts', import.meta.url))],
}

export const projects: TestProjectInlineConfiguration[] = [
  {
    test: {
      ...common,
      name: 'create-authkit',
      include: ['test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...apart, long],
      // A file leaves the process as it found it, so that the next one need not load ts-morph again.
      isolate: false,
    },
  },
  {
    test: {
      ...common,
      name: 'create-authkit apart',
      include: apart,
    },
  },
]

const config: ViteUserConfig = defineConfig({ test: { projects, maxWorkers: '100%' } })

export default config
