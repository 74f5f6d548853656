import { join, posix, relative, resolve, sep } from 'node:path'
import { CliError } from '../cli-error.ts'
import { findModuleThrough } from './installed-package.ts'
import { isRecord, parseJsonObject } from './parse-json.ts'
import type { RouteFileRules } from './project.ts'
import { readText } from './read-text.ts'
import { UNREADABLE } from './static-value.ts'

/** The router's own configuration file. */
export const ROUTER_CONFIG = 'tsr.config.json'

/** The way from the app to the package with the router's configuration code. */
const GENERATOR_CHAIN = [
  '@tanstack/react-start',
  '@tanstack/start-plugin-core',
  '@tanstack/router-plugin',
  '@tanstack/router-generator',
]

/** Settings that decide which files are routes. Others have no influence on what the CLI writes. */
const DECISIVE = [
  'routeFilePrefix',
  'routeFileIgnorePrefix',
  'routeFileIgnorePattern',
  'virtualRouteConfig',
  'indexToken',
  'routeToken',
  'disableTypes',
] as const

/** Decisive settings that may also be something else than text, for the router as for us. */
const ALSO_CODE: ReadonlySet<string> = new Set(['virtualRouteConfig', 'indexToken', 'routeToken'])

/** The router's documented defaults. */
const DEFAULT_RULES: RouteFileRules = {
  filePrefix: '',
  ignorePrefix: '-',
  ignorePattern: null,
  virtual: false,
}
const DEFAULT_TOKENS = { indexToken: 'index', routeToken: 'route' }

/** What Start makes of its options and the router's configuration file. Paths are relative to the app's root. */
export interface RouterConfig {
  srcDirectory: string
  routesDirectory: string
  generatedRouteTree: string
  rules: RouteFileRules
  /** File with the virtual route configuration, where there is one and it is a file. */
  virtualRouteConfig: string | null
  /** File names that add no segment to a route's path; `null` when they are patterns. */
  indexToken: string | null
  routeToken: string | null
}

/**
 * Computes what Start computes: both directories come from its own options alone (it hands them to the router,
 * where they win over the file), everything else from the file with the options laid over it, judged by the
 * router's own code as it is installed in the app.
 *
 * @param options those of `tanstackStart()`
 * @throws CliError `ERR_UNREADABLE_CONFIG`, `ERR_INVALID_CONFIG`, `ERR_INVALID_JSON`
 */
export async function readRouterConfig(
  root: string,
  options: Record<string, unknown>,
): Promise<RouterConfig> {
  const router = options['router'] ?? {}
  if (!isRecord(router)) throw unreadable('router')
  const srcDirectory = textOption(options, 'srcDirectory', 'srcDirectory') ?? 'src'
  const routesDirectory = textOption(router, 'routesDirectory', 'router.routesDirectory') ?? 'routes'
  const tree = textOption(router, 'generatedRouteTree', 'router.generatedRouteTree') ?? 'routeTree.gen.ts'
  const within = (path: string): string => toRelative(root, resolve(root, srcDirectory, path))
  const inline = decisiveOf(router)
  const hidden = Object.keys(inline).filter((name) => inline[name] === UNREADABLE)
  const refused = hidden.find((name) => !ALSO_CODE.has(name))
  if (refused !== undefined) throw unreadable(`router.${refused}`)
  const file = decisiveOf(readConfigFile(root))
  const readable = Object.fromEntries(Object.entries(inline).filter(([name]) => !hidden.includes(name)))
  const settled = {
    ...(await settle(root, file, readable)),
    ...Object.fromEntries(hidden.map((name) => [name, UNREADABLE])),
  }
  return {
    srcDirectory: toRelative(root, resolve(root, srcDirectory)),
    routesDirectory: within(routesDirectory),
    generatedRouteTree: within(settled['disableTypes'] === true ? tree.replace(/\.tsx?$/, '.js') : tree),
    rules: {
      filePrefix: asText(settled['routeFilePrefix']) ?? DEFAULT_RULES.filePrefix,
      ignorePrefix: asText(settled['routeFileIgnorePrefix']) ?? DEFAULT_RULES.ignorePrefix,
      ignorePattern: asText(settled['routeFileIgnorePattern']),
      virtual: settled['virtualRouteConfig'] !== undefined,
    },
    virtualRouteConfig: asText(settled['virtualRouteConfig']),
    indexToken: asText(settled['indexToken'] ?? DEFAULT_TOKENS.indexToken),
    routeToken: asText(settled['routeToken'] ?? DEFAULT_TOKENS.routeToken),
  }
}

/** Reads an option that must be text. @throws CliError `ERR_UNREADABLE_CONFIG` */
export function textOption(options: Record<string, unknown>, key: string, name: string): string | null {
  const value = options[key]
  if (value === undefined) return null
  if (typeof value !== 'string') throw unreadable(name)
  return value
}

function readConfigFile(root: string): Record<string, unknown> {
  const text = readText(join(root, ROUTER_CONFIG))
  return text === null ? {} : parseJsonObject(ROUTER_CONFIG, text)
}

function decisiveOf(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    DECISIVE.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])),
  )
}

/**
 * Loading the router's code takes longer than everything else the plan does, so it is asked only when a
 * decisive setting is there.
 */
async function settle(
  root: string,
  file: Record<string, unknown>,
  inline: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const merged = { ...file, ...inline }
  if (Object.keys(merged).length === 0) return merged
  const module = findModuleThrough(root, GENERATOR_CHAIN)
  if (module === null) return merged
  const generator: unknown = await import(module)
  const getConfig: unknown = Reflect.get(Object(generator), 'getConfig')
  if (typeof getConfig !== 'function') return merged
  try {
    const config: unknown = getConfig(inline, root)
    return isRecord(config) ? config : merged
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(
      `The router refuses its configuration (${ROUTER_CONFIG} and the Vite config): ${reason}`,
      {
        code: 'ERR_INVALID_CONFIG',
        help: 'Correct it until `vite dev` starts, then run the command again.',
        cause: error,
      },
    )
  }
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function unreadable(name: string): CliError {
  return new CliError(`\`${name}\` of tanstackStart() in the Vite config can't be read without running it`, {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'It decides where routes and the start entry are. Write it as a literal, then run the command again.',
  })
}

function toRelative(root: string, path: string): string {
  const result = relative(root, path).split(sep).join(posix.sep)
  return result === '' ? '.' : result
}
