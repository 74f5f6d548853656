import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/cli.ts'],
  platform: 'node',
  target: 'node22.12',
  dts: false,
  publint: { strict: true },
  failOnWarn: true,
})
