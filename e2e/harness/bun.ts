import { fileURLToPath } from 'node:url'

/** The Bun of this workspace. */
export const bun: string = fileURLToPath(new URL('../node_modules/.bin/bun', import.meta.url))
