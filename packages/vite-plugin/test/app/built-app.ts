import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { createBuilder } from 'vite'
import type { Plugin } from 'vite'

import { fixtureConfig } from './fixture-app.ts'

/** Inside the package, so that the server finds React in its node_modules; unknown to git. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** A production build of the fixture, loaded into this process. */
export interface BuiltApp {
  fetch: (request: Request) => Promise<Response>
  /** Ids of all modules that reached the browser's bundle. */
  clientModules: string[]
  /** Text of all scripts of the browser, by file name. */
  clientScripts: Map<string, string>
  remove: () => Promise<void>
}

/** Builds the fixture for production, as `vite build` does. */
export async function buildFixture(): Promise<BuiltApp> {
  await mkdir(CACHE, { recursive: true })
  const directory = await mkdtemp(join(CACHE, 'start-app-'))
  const clientModules: string[] = []
  const config = fixtureConfig()
  const builder = await createBuilder({
    ...config,
    plugins: [config.plugins, recordClientModules(clientModules)],
    environments: {
      client: { build: { outDir: join(directory, 'client') } },
      ssr: { build: { outDir: join(directory, 'server') } },
    },
  })
  await builder.buildApp()
  const server: { default: Pick<BuiltApp, 'fetch'> } = await import(
    pathToFileURL(join(directory, 'server/server.js')).href
  )
  return {
    fetch: (request) => server.default.fetch(request),
    clientModules,
    clientScripts: await readScripts(join(directory, 'client')),
    remove: () => rm(directory, { recursive: true }),
  }
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

async function readScripts(directory: string): Promise<Map<string, string>> {
  const files = await readdir(directory, { recursive: true })
  const scripts = files.filter((file) => file.endsWith('.js'))
  return new Map(
    await Promise.all(
      scripts.map(async (file) => [file, await readFile(join(directory, file), 'utf8')] as const),
    ),
  )
}
