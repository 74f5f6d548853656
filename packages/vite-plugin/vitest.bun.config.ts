import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

import { sessionSuiteIn } from './test/engines/session-suite.ts'

/** The tests of the session toolkit in Bun; vitest runs there as a whole: `pnpm run test:bun`. */
const config: ViteUserConfig = defineConfig({ test: { ...sessionSuiteIn('bun'), pool: 'threads' } })

export default config
