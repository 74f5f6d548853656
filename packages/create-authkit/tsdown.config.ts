import { defineConfig } from 'tsdown'
import { embedTemplates } from '../../templates/embed.ts'

export default defineConfig({
  // The worker is a process of its own; its name is what app-tools/route-tree.ts looks for beside itself.
  entry: { cli: 'src/cli.ts', 'route-tree-worker': 'src/app-tools/route-tree-worker.ts' },
  platform: 'node',
  target: 'node22.12',
  dts: false,
  fixedExtension: false,
  publint: { strict: true },
  failOnWarn: true,
  hooks: { 'build:prepare': embedTemplates },
})
