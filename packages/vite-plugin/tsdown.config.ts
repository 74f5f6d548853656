import { defineConfig } from 'tsdown'
import type { UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: [
    'src/index.ts',
    'src/emulator/index.ts',
    'src/eslint/index.ts',
    'src/lint/index.ts',
    'src/runtime/build-config.ts',
    'src/runtime/devtools/{absent,panel}.ts',
    'src/runtime/compat/{session,start}.ts',
    'src/runtime/react/{browser,server}.ts',
    'src/runtime/session/index.ts',
    'src/runtime/start/{bindings-cloudflare,browser,no-bindings,server,session-in-browser}.ts',
    'src/testing/index.ts',
  ],
  unbundle: true,
  root: 'src',
  platform: 'neutral',
  target: 'es2023',
  dts: true,
  sourcemap: false,
  // Findings point to these pages.
  copy: [{ from: '../../docs/rules/*.md', to: 'dist/rules' }],
  deps: { neverBundle: [/^virtual:/, /^node:/, /^cloudflare:/] },
  publint: { strict: true },
  // They declare ambient modules and export nothing themselves; test-d/ and the fixtures check what they declare.
  attw: { profile: 'esm-only', level: 'error', excludeEntrypoints: ['./virtual', './compat'] },
  failOnWarn: true,
})

export default config
