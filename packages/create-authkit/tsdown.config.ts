import { defineConfig } from 'tsdown'
import { embedTemplates } from '../../templates/embed.ts'

export default defineConfig({
  entry: ['src/cli.ts'],
  platform: 'node',
  target: 'node22.12',
  dts: false,
  publint: { strict: true },
  failOnWarn: true,
  hooks: { 'build:prepare': embedTemplates },
})
