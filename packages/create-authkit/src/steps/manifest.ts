import { PLUGIN_PACKAGE } from '../codemods/own-modules.ts'

/** Versions that the command line writes into the app's package.json. A test holds them against the workspace. */

/** The Vite plugin, in the version of this release. */
export const PLUGIN_DEPENDENCY = { name: PLUGIN_PACKAGE, range: '^0.1.0' } as const

/** The parser of the build-time checks; Vite 8 brings one of its own. */
export const PARSER_DEPENDENCY = { name: 'oxc-parser', range: '^0.158.0' } as const
