import { cp, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { createBuilder } from 'vite'
import type { EnvironmentOptions, Plugin } from 'vite'

import type { AuthKitOptions } from '../../src/index.ts'
import { fixtureConfig } from './fixture-app.ts'
import type { Site } from './test-browser.ts'

/** Inside the package, so that the server finds React in its node_modules; unknown to git. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** An app that runs. */
export interface Deployment {
  fetch: Site
  remove: () => Promise<void>
}

/** The files of a production build of the fixture. */
export interface FixtureFiles {
  /** With the folders `client` and `server`. */
  directory: string
  /** Ids of all modules that reached the browser's bundle. */
  clientModules: readonly string[]
}

/** Deletes a build. */
export function removeFixture({ directory }: FixtureFiles): Promise<void> {
  return rm(directory, { recursive: true })
}

/** Loads a copy of a built server: with a configuration and a memory of its own. */
export async function loadCopy({ directory }: FixtureFiles): Promise<Deployment> {
  const copy = await mkdtemp(join(CACHE, 'start-app-'))
  await cp(join(directory, 'server'), join(copy, 'server'), { recursive: true })
  return { fetch: await loadServer(copy), remove: () => rm(copy, { recursive: true }) }
}

async function loadServer(directory: string): Promise<Site> {
  const server: { default: { fetch: Site } } = await import(
    pathToFileURL(join(directory, 'server/server.js')).href
  )
  return (request) => server.default.fetch(request)
}

/** Builds the fixture for production, for a server with these options of its environment. */
export async function buildFixtureFiles({
  base = '/',
  options,
  plugins = [],
  server = {},
}: {
  /** Path below which the app is served. */
  base?: string
  options?: AuthKitOptions | undefined
  plugins?: Plugin[]
  server?: EnvironmentOptions
} = {}): Promise<FixtureFiles> {
  await mkdir(CACHE, { recursive: true })
  const directory = await mkdtemp(join(CACHE, 'start-app-'))
  const config = fixtureConfig(options)
  const clientModules: string[] = []
  const builder = await createBuilder({
    ...config,
    base,
    plugins: [config.plugins, plugins, recordClientModules(clientModules)],
    environments: {
      client: { build: { outDir: join(directory, 'client') } },
      ssr: { ...server, build: { ...server.build, outDir: join(directory, 'server') } },
    },
  })
  await builder.buildApp()
  return { directory, clientModules }
}

function recordClientModules(ids: string[]): Plugin {
  return {
    name: 'record-client-modules',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') ids.push(...output.moduleIds)
      }
    },
  }
}

/** Text of all scripts of the browser, by file name. */
export async function readClientScripts({ directory: root }: FixtureFiles): Promise<Map<string, string>> {
  const directory = join(root, 'client')
  const files = await readdir(directory, { recursive: true })
  const scripts = files.filter((file) => file.endsWith('.js'))
  return new Map(
    await Promise.all(
      scripts.map(async (file) => [file, await readFile(join(directory, file), 'utf8')] as const),
    ),
  )
}
