import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/emulator/index.ts', 'src/runtime/session/index.ts'],
  unbundle: true,
  root: 'src',
  platform: 'neutral',
  target: 'es2023',
  dts: true,
  sourcemap: false,
  external: [/^virtual:/],
  publint: { strict: true },
  attw: { profile: 'esm-only', level: 'error' },
  failOnWarn: true,
})
