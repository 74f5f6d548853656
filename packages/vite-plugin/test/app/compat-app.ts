import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import { createBuilder } from 'vite'
import type { InlineConfig, Plugin } from 'vite'

import { authkit } from '../../src/index.ts'
import type { Site } from './test-browser.ts'

const FIXTURE = fileURLToPath(new URL('../fixtures/compat-app', import.meta.url))

/** Inside the package, so that the app finds React and the vendor's packages; unknown to git. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** An app that is written for the vendor's packages, and has a dependency that is too. */
export interface CompatApp {
  root: string
  remove: () => Promise<void>
}

/** Writes the app into a folder of its own, with its dependency installed. */
export async function installCompatApp(): Promise<CompatApp> {
  await mkdir(CACHE, { recursive: true })
  const root = await mkdtemp(join(CACHE, 'compat-app-'))
  await cp(FIXTURE, root, { recursive: true })
  await cp(join(FIXTURE, 'dependency'), join(root, 'node_modules/team-ui'), { recursive: true })
  return { root, remove: () => rm(root, { recursive: true }) }
}

/** The app's Vite configuration: with our runtime in the vendor's place, or as the vendor wants it. */
export function compatConfig({ root }: CompatApp, runtime: 'ours' | 'theirs'): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    logLevel: 'silent',
    plugins: [runtime === 'ours' && authkit({ compat: true }), tanstackStart()],
    // Start finds this out by itself for an app that is where the process runs, which this one isn't.
    ...(runtime === 'theirs' && {
      environments: { ssr: { resolve: { noExternal: ['@workos/authkit-tanstack-react-start', 'team-ui'] } } },
    }),
  }
}

/** A production build of such an app. */
export interface BuiltCompatApp {
  fetch: Site
  /** Ids of the modules of both bundles. */
  modules: { client: string[]; ssr: string[] }
  /** What the server's files import from outside. */
  imports: string[]
}

/** Builds the app for production, into its folder. */
export async function buildCompatApp(app: CompatApp, runtime: 'ours' | 'theirs'): Promise<BuiltCompatApp> {
  const modules = { client: [], ssr: [] }
  const imports: string[] = []
  const config = compatConfig(app, runtime)
  const directory = join(app.root, `dist-${runtime}`)
  const builder = await createBuilder({
    ...config,
    plugins: [config.plugins, recordModules(modules, imports)],
    environments: {
      client: { build: { outDir: join(directory, 'client') } },
      ssr: { ...config.environments?.['ssr'], build: { outDir: join(directory, 'server') } },
    },
  })
  await builder.buildApp()
  const server: { default: { fetch: Site } } = await import(
    pathToFileURL(join(directory, 'server/server.js')).href
  )
  return { fetch: (request) => server.default.fetch(request), modules, imports }
}

function recordModules(modules: Record<'client' | 'ssr', string[]>, imports: string[]): Plugin {
  return {
    name: 'record-modules',
    generateBundle(_, bundle) {
      const side = this.environment.config.consumer === 'client' ? 'client' : 'ssr'
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        modules[side].push(...output.moduleIds)
        if (side === 'ssr') imports.push(...output.imports, ...output.dynamicImports)
      }
    },
  }
}
