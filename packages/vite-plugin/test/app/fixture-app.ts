import { fileURLToPath } from 'node:url'

import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

import { authkit } from '../../src/index.ts'
import type { AuthKitOptions } from '../../src/index.ts'

/** A small Start app, written as the CLI leaves one. */
export const FIXTURE_ROOT: string = fileURLToPath(new URL('../fixtures/start-app', import.meta.url))

/** The Vite configuration of the fixture. */
export function fixtureConfig(options?: AuthKitOptions): InlineConfig {
  return {
    root: FIXTURE_ROOT,
    configFile: false,
    envDir: false,
    logLevel: 'silent',
    plugins: [authkit(options), tanstackStart(), viteReact()],
  }
}
