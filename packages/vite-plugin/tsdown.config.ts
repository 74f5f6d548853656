import { defineConfig } from 'tsdown'
import type { UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: [
    'src/index.ts',
    'src/emulator/index.ts',
    'src/runtime/build-config.ts',
    'src/runtime/react/{browser,server}.ts',
    'src/runtime/session/index.ts',
    'src/runtime/start/{browser,server}.ts',
  ],
  unbundle: true,
  root: 'src',
  platform: 'neutral',
  target: 'es2023',
  dts: true,
  sourcemap: false,
  // Findings point to these pages.
  copy: [{ from: '../../docs/rules/*.md', to: 'dist/rules' }],
  deps: { neverBundle: [/^virtual:/, /^node:/] },
  publint: { strict: true },
  // `./virtual` declares ambient modules and exports nothing itself; test-d/ checks what it declares.
  attw: { profile: 'esm-only', level: 'error', excludeEntrypoints: ['./virtual'] },
  failOnWarn: true,
})

export default config
