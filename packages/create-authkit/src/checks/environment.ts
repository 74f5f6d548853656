import { posix } from 'node:path'
import { parseEnv } from 'node:util'

import type { Project } from '../project/project.ts'
import { CLOUDFLARE_PLUGIN } from '../project/requirements.ts'

/** A variable with a value. */
export interface Variable {
  value: string
  /** The file it comes from, relative to the app; `null`: the environment of this process. */
  path: string | null
}

/** Variables by name; those without a value are left out. */
export type Environment = ReadonlyMap<string, Variable>

const DEV_VARS = '.dev.vars'

/** Files of variables in the order in which later ones count more. */
const MODE_FILES = {
  development: ['.env', '.env.local', '.env.development', '.env.development.local'],
  production: ['.env.production', '.env.production.local'],
} as const

/** Every file of variables that the app may have, whether it exists or not. */
export function environmentFiles(project: Project): string[] {
  return [...inEnvironmentFolders(project, [...MODE_FILES.development, ...MODE_FILES.production]), DEV_VARS]
}

/**
 * What the app's server sees in dev, as far as files and the environment tell: the files that Vite reads, under the
 * environment itself, and for a Worker on Cloudflare its `.dev.vars` above all.
 */
export function developmentEnvironment(project: Project, env: NodeJS.ProcessEnv): Environment {
  const isWorker = project.declared(CLOUDFLARE_PLUGIN) !== null
  return merge([
    ...readFiles(project, inEnvironmentFolders(project, MODE_FILES.development)),
    fromProcess(env),
    ...(isWorker ? readFiles(project, [DEV_VARS]) : []),
  ])
}

/** What the files for production set. A server may be started with more, which can't be seen from here. */
export function productionFiles(project: Project): Environment {
  return merge(readFiles(project, inEnvironmentFolders(project, MODE_FILES.production)))
}

/** The folder Vite reads them from (`envDir`), and the app's own, from which Start does. */
function inEnvironmentFolders({ envDir }: Project, names: readonly string[]): string[] {
  const folders = new Set(['.', envDir])
  return [...folders].flatMap((folder) => names.map((name) => posix.join(folder, name)))
}

function readFiles({ read }: Project, paths: readonly string[]): Array<Map<string, Variable>> {
  return paths.map((path) => {
    const variables = Object.entries(parseEnv(read(path) ?? ''))
    return new Map(variables.map(([name, value]) => [name, { value: value ?? '', path }]))
  })
}

function fromProcess(env: NodeJS.ProcessEnv): Map<string, Variable> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value, path: null }]],
    ),
  )
}

function merge(layers: ReadonlyArray<ReadonlyMap<string, Variable>>): Environment {
  const merged = new Map(layers.flatMap((layer) => [...layer]))
  // An empty variable counts as none, but it does hide one of a file below it.
  return new Map([...merged].filter(([, { value }]) => value !== ''))
}
