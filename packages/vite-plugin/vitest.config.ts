import { fileURLToPath } from 'node:url'

import { configDefaults, defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config'

/** Tests that load built apps, and the vendor's packages with them, into their own process. */
const withApps = 'test/runtime/start/**/*.test.ts'

/**
 * Tests that replace modules, that weigh what is in memory, or in which plugins change the variables of their process as
 * Vite's do.
 */
const apart = [
  'test/runtime/react/**/*.test.{ts,tsx}',
  'test/runtime/session/cache/size-in-memory.test.ts',
  'test/runtime/session/cache/session-cache-heap.test.ts',
  'test/plugins/**/*.test.ts',
]

/** Tests that take too long for every run: `pnpm run test:long` runs them. */
const long = 'test/**/*.long.test.ts'

const common = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Without a time of its own, a poll gives up after a second.
  expect: { requireAssertions: true, poll: { timeout: 20_000 } },
  // Real builds and dev servers, on machines that may be busy.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // By default a core stays free, which on two cores leaves one.
  maxWorkers: '100%',
}

const resolve = {
  // What the plugin would serve; whole apps with the plugin are built in test/app.
  alias: {
    'virtual:authkit/bindings': fileURLToPath(new URL('src/runtime/start/no-bindings.ts', import.meta.url)),
    'virtual:authkit/config': fileURLToPath(new URL('test/app/build-config.ts', import.meta.url)),
  },
}

export const projects: TestProjectInlineConfiguration[] = [
  {
    resolve,
    test: {
      ...common,
      name: 'vite-plugin',
      include: ['test/**/*.test.{ts,tsx}'],
      exclude: [...configDefaults.exclude, withApps, ...apart, long],
      // The tests of the session toolkit are run in other engines as well: `test/engines`.
      provide: { engine: 'node' },
      // A file leaves the process as it found it, so that the next one needs no process of its own.
      isolate: false,
    },
  },
  {
    resolve,
    test: {
      ...common,
      name: 'vite-plugin apart',
      include: apart,
      exclude: [...configDefaults.exclude, long],
    },
  },
  {
    resolve,
    test: {
      ...common,
      name: 'vite-plugin in apps',
      include: [withApps],
      exclude: [...configDefaults.exclude, long],
      globalSetup: [fileURLToPath(new URL('test/app/build-fixture-once.ts', import.meta.url))],
    },
  },
]

const config: ViteUserConfig = defineConfig({ test: { projects, maxWorkers: '100%' } })

export default config
