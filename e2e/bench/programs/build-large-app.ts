import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'
import { createBuilder } from 'vite'
import { authkit } from 'vite-plugin-authkit-start'

/** With the plugin as users have it, with its checks off, and without it. */
export type LargeAppVariant = 'checked' | 'unchecked' | 'without'

const standIns = {
  'virtual:authkit/client': fileURLToPath(new URL('../large-app/client-stand-ins.ts', import.meta.url)),
  'virtual:authkit': fileURLToPath(new URL('../large-app/stand-ins.ts', import.meta.url)),
}

/** Builds the large app in a folder and prints how long it took, in milliseconds: `node build-large-app.ts VARIANT FOLDER`. */
async function buildLargeApp(variant: LargeAppVariant, root: string): Promise<number> {
  const plugin = (): ReturnType<typeof authkit> =>
    authkit({ emulator: false, ...(variant === 'unchecked' && { lint: false }) })
  const start = performance.now()
  const builder = await createBuilder({
    root,
    configFile: false,
    envDir: false,
    logLevel: 'error',
    resolve: { alias: { '@': join(root, 'src'), ...(variant === 'without' && standIns) } },
    plugins: [variant === 'without' ? [] : plugin(), tanstackStart(), viteReact()],
  })
  await builder.buildApp()
  return performance.now() - start
}

const [variant, folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: node build-large-app.ts VARIANT FOLDER')
process.stdout.write(String(await buildLargeApp(variant as LargeAppVariant, folder)))
