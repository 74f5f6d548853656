import { checkSeed } from '../seed/check-seed.ts'
import { SeedError } from '../seed/parse-seed.ts'
import type { Seed } from '../seed/seed.ts'
import { lineAndColumn, locateInJson } from './locate-in-json.ts'
import { parseYaml } from './parse-yaml.ts'

/** What a seed file says. */
export interface LoadedSeed {
  readonly seed: Seed
  /** The file and what it imports: whatever changes it when it changes. Absolute paths. */
  readonly dependencies: readonly string[]
}

/** Options of {@link loadSeedFile}. */
export interface LoadSeedOptions {
  /**
   * Loads a module of TypeScript or JavaScript anew and says what it imported.
   *
   * @defaultValue `import()`, which takes TypeScript from Node 22.18 on
   */
  importModule?: (path: string) => Promise<{ exports: unknown; dependencies: readonly string[] }>
}

/** What is read from a file before it is checked, and where its parts are. */
interface SeedSource {
  readonly value: unknown
  readonly dependencies: readonly string[]
  /** `line:column` of a part, from 1. */
  readonly locate?: (path: SeedError['path']) => string | undefined
}

/**
 * Reads a seed file: JSON, YAML, or a module with the seed as its default export.
 *
 * @param file absolute path
 * @throws Error that names the file, the place in it and what is wrong there
 */
export async function loadSeedFile(file: string, options: LoadSeedOptions = {}): Promise<LoadedSeed> {
  const path = await import('node:path')
  const name = path.basename(file)
  const { value, dependencies, locate } = await readSource(file, name, options)
  try {
    return { seed: checkSeed(value), dependencies }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    const place = cause instanceof SeedError ? locate?.(cause.path) : undefined
    throw new Error(`${name}${place === undefined ? '' : `:${place}`}: ${cause.message}`, { cause })
  }
}

async function readSource(file: string, name: string, options: LoadSeedOptions): Promise<SeedSource> {
  if (/\.[cm]?[jt]s$/.test(name)) {
    const { importModule = importByNode } = options
    const { exports, dependencies } = await importModule(file).catch((cause: unknown) => {
      throw new Error(`${name} can't be loaded: ${messageOf(cause)}`, { cause })
    })
    return { value: exports, dependencies: [file, ...dependencies] }
  }
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${name} can't be read: ${messageOf(cause)}`, { cause })
  })
  if (name.endsWith('.json')) return { ...readJson(text, name), dependencies: [file] }
  return { ...(await parseYaml(text, name)), dependencies: [file] }
}

function readJson(text: string, name: string): Pick<SeedSource, 'value' | 'locate'> {
  try {
    const value: unknown = JSON.parse(text)
    return {
      value,
      locate: (path) => lineAndColumn(text, locateInJson(text, path)),
    }
  } catch (cause) {
    throw new Error(`${name} is not valid JSON: ${messageOf(cause)}`, { cause })
  }
}

async function importByNode(path: string): Promise<{ exports: unknown; dependencies: readonly string[] }> {
  const { pathToFileURL } = await import('node:url')
  const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: unknown }
  return { exports: module.default, dependencies: [] }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
