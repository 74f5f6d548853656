import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import * as vite8 from 'vite'
import type { InlineConfig, Plugin } from 'vite'
import * as vite7 from 'vite-7'

import { PluginContext } from '../../src/context.ts'
import { resolveOptions, type AuthKitOptions } from '../../src/options.ts'
import type { PluginFactory } from '../../src/plugins/create-plugin.ts'
import { beginBuild } from '../../src/plugins/findings/begin-build.ts'
import { endBuild } from '../../src/plugins/findings/end-build.ts'
import { showFindings } from '../../src/plugins/findings/show-findings.ts'

type Vite = Pick<typeof vite8, 'build' | 'createServer' | 'createLogger'>

/** The versions of Vite that are supported. Their plugin types differ in what the tests do not touch. */
export const VITES: readonly (readonly [name: string, vite: Vite])[] = [
  ['Vite 8', vite8],
  ['Vite 7', vite7 as unknown as Vite],
]

/** Tells what the checks before them find, as `authkit()` does. */
export const REPORTS: readonly PluginFactory[] = [beginBuild, endBuild, showFindings]

/** A few modules in a folder of their own. */
export interface SmallApp {
  root: string
  write: (file: string, text: string) => Promise<void>
  remove: () => Promise<void>
}

/** Writes an app whose entry is `src/main.ts`. */
export async function makeSmallApp(files: Record<string, string>): Promise<SmallApp> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'authkit-lint-')))
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  for (const [file, text] of Object.entries(files)) await write(file, text)
  return { root, write, remove: () => rm(root, { recursive: true, force: true }) }
}

/** What Vite printed. */
export interface Printed {
  level: 'info' | 'warn' | 'error'
  text: string
}

/** The configuration to build or serve an app with some of our plugins, and what Vite prints meanwhile. */
export function smallAppConfig(
  app: SmallApp,
  factories: readonly PluginFactory[],
  {
    options,
    plugins = [],
    env = {},
  }: { options?: AuthKitOptions | undefined; plugins?: Plugin[]; env?: Record<string, string> } = {},
): { config: InlineConfig; printed: Printed[] } {
  const printed: Printed[] = []
  const log = (level: Printed['level']) => (text: string) => void printed.push({ level, text })
  const ctx = new PluginContext(resolveOptions(options))
  const logger = vite8.createLogger('silent')
  const config: InlineConfig = {
    root: app.root,
    configFile: false,
    envDir: false,
    customLogger: { ...logger, info: log('info'), warn: log('warn'), error: log('error') },
    plugins: [
      { name: 'wiring', enforce: 'pre', configResolved: (resolved) => ctx.resolve(resolved, env) },
      ...plugins,
      ...factories.map((create) => create(ctx)),
    ],
    build: {
      minify: false,
      lib: { entry: 'src/main.ts', formats: ['es'], fileName: 'main' },
      rollupOptions: { external: [/^@tanstack\//, /^virtual:/, /^react/] },
    },
    optimizeDeps: { noDiscovery: true },
  }
  return { config, printed }
}
