import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

import { sessionSuiteIn } from './test/engines/session-suite.ts'
import { workerd } from './test/engines/workerd/pool.ts'

const standIn = (file: string): string =>
  fileURLToPath(new URL(`test/engines/workerd/${file}`, import.meta.url))

/** The tests of the session toolkit in workerd: `pnpm run test:workerd`. */
const config: ViteUserConfig = defineConfig({
  resolve: { alias: { srvx: standIn('srvx.ts'), vitest: standIn('vitest.ts') } },
  ssr: { resolve: { conditions: ['workerd', 'worker', 'module', 'browser', 'development|production'] } },
  test: {
    ...sessionSuiteIn('workerd'),
    pool: workerd,
    // A Worker has no node_modules and no files.
    server: { deps: { inline: true } },
    fsModuleCache: false,
  },
})

export default config
