import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

import { common, long } from './vitest.config.ts'

/** Tests that take too long for every run. */
const config: ViteUserConfig = defineConfig({
  test: { ...common, name: 'create-authkit, long', include: [long] },
})

export default config
