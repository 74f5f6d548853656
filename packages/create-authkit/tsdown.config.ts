import { defineConfig } from 'tsdown'
import { embedTemplates } from '../../templates/embed.ts'
import { licenses } from './build/licenses.ts'
import { trimTypeScript } from './build/trim-typescript.ts'

const SHARED = {
  platform: 'node',
  target: 'node22.12',
  dts: false,
  fixedExtension: false,
  failOnWarn: true,
} as const

/** ts-morph in a file of its own. */
const TS_MORPH = 'ts-morph'

export default defineConfig([
  {
    ...SHARED,
    entry: { [TS_MORPH]: 'build/ts-morph.ts' },
    plugins: [trimTypeScript(), licenses(`${TS_MORPH}.licenses.txt`)],
    minify: true,
    deps: { onlyBundle: false },
    // TypeScript finds out where it is by it.
    define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
  },
  {
    ...SHARED,
    // The worker is a process of its own; its name is what app-tools/route-tree.ts looks for beside itself.
    entry: { cli: 'src/cli.ts', 'route-tree-worker': 'src/app-tools/route-tree-worker.ts' },
    clean: false,
    plugins: [
      licenses('cli.licenses.txt'),
      {
        name: 'ts-morph-beside',
        resolveId: {
          filter: { id: new RegExp(`^${TS_MORPH}$`) },
          handler: () => ({ id: `./${TS_MORPH}.js`, external: true }),
        },
      },
    ],
    publint: { strict: true },
    hooks: { 'build:prepare': embedTemplates },
  },
])
