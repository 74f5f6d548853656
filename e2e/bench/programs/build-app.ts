import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'
import { createBuilder } from 'vite'
import { authkit } from 'vite-plugin-authkit-start'
import type { Variant } from '../variants.ts'

const root = fileURLToPath(new URL('../app/', import.meta.url))

/** The file that each app imports as `#auth`: all they differ in. */
const authModules: Record<Variant, string> = { none: 'none.tsx', ours: 'ours.ts', theirs: 'theirs.ts' }

/**
 * Builds one of the apps for production: `node build-app.ts VARIANT FOLDER` fills `FOLDER/client` and `FOLDER/server`.
 *
 * A program of its own, because TanStack's plugin keeps state that two builds in one process would share.
 */
async function buildApp(variant: Variant, folder: string): Promise<void> {
  const builder = await createBuilder({
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    resolve: { alias: { '#auth': join(root, 'src/auth', authModules[variant]) } },
    plugins: [variant === 'ours' ? authkit({ emulator: false }) : [], tanstackStart(), viteReact()],
    environments: {
      client: { build: { outDir: join(folder, 'client'), emptyOutDir: true } },
      ssr: { build: { outDir: join(folder, 'server'), emptyOutDir: true } },
    },
  })
  await builder.buildApp()
}

const [variant, folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: node build-app.ts VARIANT FOLDER')
await buildApp(variant as Variant, folder)
