import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program of the oxlint that the workspace has. */
export const oxlint: string = join(
  dirname(createRequire(import.meta.url).resolve('oxlint/package.json')),
  'bin/oxlint',
)

/** The plugin as `jsPlugins` names it. */
export const pluginFile: string = fileURLToPath(new URL('../../src/eslint/index.ts', import.meta.url))
