import { join, posix } from 'node:path'
import type { Node, SourceFile } from 'ts-morph'
import { CliError } from '../cli-error.ts'
import { objectWays } from '../codemods/syntax/property-ways.ts'
import { parseSource, syntaxErrorAt } from '../codemods/syntax/source-file.ts'
import { leavesOf, mapWays } from '../codemods/syntax/ways.ts'
import { AUTHKIT_PLUGIN } from '../codemods/vite-config/add-plugin.ts'
import { PRESET } from '../codemods/vite-config/find-config.ts'
import { START_PLUGIN } from '../codemods/vite-config/find-start-plugin.ts'
import { type ConfigValues, followConfig, givenValues, mayBeHidden, staticOf } from './config-values.ts'
import { folderValue } from './folder-value.ts'
import { findModule, type FoundModule } from './find-module.ts'
import { isRecord } from './parse-json.ts'
import { NITRO_PLUGIN, nitroProxies } from './nitro-proxies.ts'
import { placeIn, pluginOptions, type PluginOptions, UnreadableOptions } from './plugin-options.ts'
import { isFile, readText } from './read-text.ts'
import { configOf, isAppScript, viteCommands } from './scripts.ts'
import { type SharedConfig, sharedConfigs } from './shared-config.ts'
import { defaultNumber, UNREADABLE } from './static-value.ts'

/** Names Vite looks for, in its order. */
const VITE_CONFIG_NAMES = ['js', 'mjs', 'ts', 'cjs', 'mts', 'cts'].map(
  (extension) => `vite.config.${extension}`,
)

/** What a Vite configuration says, read without running it. */
export interface ViteFacts {
  /** Options of `tanstackStart()`; a value may be {@link UNREADABLE}. */
  start: Record<string, unknown>
  /** Why the options of `tanstackStart()` can't be read as a whole, with the place; `null` when they can. */
  hidden: string | null
  /** Options of our own `authkit()`, `null` when it is not called; a value may be {@link UNREADABLE}. */
  authkit: Record<string, unknown> | null
  /** Whether the exported object could be followed; when not, the properties below are unknown. */
  followed: boolean
  /**
   * `base`, `root`, `envDir` and `server.port`; a value may be {@link UNREADABLE}. What another module may set that can't be
   * read counts as not set; the root is never another one's.
   */
  base: unknown
  root: unknown
  envDir: unknown
  port: unknown
  /** The module of the configuration that says the port. */
  portConfig: string | null
  /** What `server.port` is when the environment does not say: `Number(process.env.PORT ?? 4000)`. */
  portDefault: number | null
  /** Paths that are handed to other servers: those of `server.proxy`, as they are written there, and those of Nitro. */
  proxied: string[]
  /** Whether Nitro's plugin is there: it brings a default port of its own. */
  nitro: boolean
  /** Whether a preset makes the configuration: it brings Start's plugin, and a default port of its own. */
  preset: boolean
}

/**
 * The Vite configurations of an app: those that its scripts name and the one that Vite finds by itself, where a script
 * names none. A configuration without Start counts when a script that runs or builds the app names it.
 */
export function findViteConfigs(root: string, scripts: ReadonlyMap<string, string>): string[] {
  const own = VITE_CONFIG_NAMES.find((name) => isFile(join(root, name))) ?? null
  const commands = viteCommands(scripts)
  const wanted = commands.flatMap((command) => {
    const named = configOf(command)
    const path = named !== null && isFile(join(root, named)) ? named : own
    if (path === null) return []
    return isAppScript(command.script) || path === own || mentionsStart(root, path) ? [path] : []
  })
  const found = [...new Set(wanted)]
  if (found.length === 0) return own === null ? [] : [own]
  // One that builds on another of them gets its plugins from there.
  const based = found.filter((path) => mentionsStart(root, path) || !importsOneOf(root, path, found))
  return based.length === 0 ? found : based
}

const START_MENTIONS = ['@tanstack/react-start', PRESET.module]

/** Whether a configuration has something to do with Start: a pre-filter, by its text. */
export function mentionsStart(root: string, path: string): boolean {
  const text = readText(join(root, path)) ?? ''
  return START_MENTIONS.some((name) => text.includes(name))
}

function importsOneOf(root: string, path: string, others: readonly string[]): boolean {
  const read = (name: string): string | null => readText(join(root, name))
  const beside = modulesBeside(parseSource(path, read(path) ?? ''), path, read)
  return beside.some((module) => module.path !== path && others.includes(module.path))
}

export const NO_FACTS: ViteFacts = {
  start: {},
  hidden: null,
  authkit: null,
  followed: true,
  base: undefined,
  root: undefined,
  envDir: undefined,
  port: undefined,
  portConfig: null,
  portDefault: null,
  proxied: [],
  nitro: false,
  preset: false,
}

/**
 * Reads a Vite configuration by its syntax tree.
 *
 * @param read text of another file of the app: plugins may be called in a module beside the configuration
 * @throws CliError `ERR_INVALID_CONFIG` for a syntax error, `ERR_UNREADABLE_CONFIG` when the options of our own
 * `authkit()` can't be told
 */
export function readViteConfig(
  path: string,
  text: string,
  read: (path: string) => string | null = () => null,
): ViteFacts {
  const file = parseConfig(path, text)
  const config = followConfig(file)
  const property = (name: string): unknown =>
    isOutOfSight(config, name) ? undefined : readProperty(config, name, path)
  const shared = sharedConfigs(file, path, read)
  const sharedProperty = (name: string): unknown =>
    property(name) ??
    shared
      .filter((each) => !isOutOfSight(each.config, name))
      .map((each) => readProperty(each.config, name, each.path))
      .find((value) => value !== undefined)
  const server = sharedProperty('server')
  const start = startOptions(file, path, config, read) ?? importedOptions(file, path, START_PLUGIN, read)
  return {
    start: start instanceof UnreadableOptions ? {} : (start ?? {}),
    hidden: start instanceof UnreadableOptions ? start.reason : null,
    authkit: readable(
      pluginOptions(file, path, AUTHKIT_PLUGIN) ?? importedOptions(file, path, AUTHKIT_PLUGIN, read),
    ),
    followed: config !== null,
    base: sharedProperty('base'),
    root: property('root'),
    envDir: sharedProperty('envDir'),
    port: isRecord(server) ? server['port'] : server,
    portConfig: (property('server') === undefined ? serverConfigOf(shared) : null) ?? path,
    portDefault: portDefaultOf(config, shared),
    proxied: [
      ...(isRecord(server) && isRecord(server['proxy']) ? Object.keys(server['proxy']) : []),
      ...nitroProxies([pluginOptions(file, path, NITRO_PLUGIN, read), property('nitro')], read),
    ],
    nitro: file
      .getImportDeclarations()
      .some((declaration) => declaration.getModuleSpecifierValue() === NITRO_PLUGIN.module),
    preset: config !== null && config.presetStart !== null,
  }
}

/** What {@link readLenientFacts} reads. */
export interface LenientFacts {
  start: PluginOptions
  authkit: PluginOptions
  /** Vite's `base` and `envDir`; {@link UNREADABLE} also when the exported object could not be followed. */
  base: unknown
  envDir: unknown
}

/**
 * What a Vite configuration says, for commands that get along without it: what can't be read is answered, not thrown.
 *
 * @throws CliError `ERR_INVALID_CONFIG` for a syntax error
 */
export function readLenientFacts(path: string, text: string): LenientFacts {
  const file = parseConfig(path, text)
  const config = followConfig(file)
  return {
    start: startOptions(file, path, config),
    authkit: pluginOptions(file, path, AUTHKIT_PLUGIN),
    base: config === null ? UNREADABLE : readProperty(config, 'base', path),
    envDir: config === null ? UNREADABLE : readProperty(config, 'envDir', path),
  }
}

function parseConfig(path: string, text: string): SourceFile {
  const file = parseSource(path, text)
  const broken = syntaxErrorAt(file)
  if (broken === null) return file
  throw new CliError(`${placeIn(file, path, broken)} is a syntax error`, { code: 'ERR_INVALID_CONFIG' })
}

/** Properties that name a folder. */
const FOLDERS: ReadonlySet<string> = new Set(['root', 'envDir'])

function readProperty(config: ConfigValues | null, name: string, path: string): unknown {
  if (config === null) return undefined
  const values = givenValues(config.vite, name)
  if (mayBeHidden(values)) return UNREADABLE
  const read = FOLDERS.has(name) ? (node: Node) => folderValue(node, posix.dirname(path)) : undefined
  return staticOf(values, read)
}

function serverConfigOf(shared: readonly SharedConfig[]): string | null {
  return shared.find(({ config }) => leavesOf(givenValues(config.vite, 'server')).length > 0)?.path ?? null
}

function portDefaultOf(config: ConfigValues | null, shared: readonly SharedConfig[]): number | null {
  const configs = [...(config === null ? [] : [config]), ...shared.map((each) => each.config)]
  return configs.map(defaultPort).find((port) => port !== null) ?? null
}

/** The one port that the values of `server.port` fall back to. */
function defaultPort({ vite }: ConfigValues): number | null {
  const servers = mapWays(givenValues(vite, 'server'), (node) => objectWays(node))
  const [port, ...others] = leavesOf(givenValues(servers, 'port')).map(defaultNumber)
  return port !== undefined && others.every((other) => other === port) ? port : null
}

/** Whether nothing in sight sets a property, but something out of sight may. */
function isOutOfSight(config: ConfigValues | null, name: string): boolean {
  return config === null || mayBeHidden(givenValues(config.vite, name))
}

/** The options of Start's plugin: those of its call, or what a preset is told to give it. */
function startOptions(
  file: SourceFile,
  path: string,
  config: ConfigValues | null,
  read?: (path: string) => string | null,
): PluginOptions {
  const called = pluginOptions(file, path, START_PLUGIN, read)
  if (called !== null || config === null || config.presetStart === null) return called
  const value = staticOf(config.presetStart)
  if (value === undefined) return {}
  if (isRecord(value)) return value
  return new UnreadableOptions(`${path}: the options of Start's plugin can't be read without running them`)
}

/** The options of a plugin that is called in a module beside the configuration. */
function importedOptions(
  file: SourceFile,
  path: string,
  plugin: { module: string; name: string },
  read: (path: string) => string | null,
): PluginOptions {
  for (const beside of modulesBeside(file, path, read)) {
    if (!beside.text.includes(plugin.module)) continue
    const options = pluginOptions(parseConfig(beside.path, beside.text), beside.path, plugin, read)
    if (options !== null) return options
  }
  return null
}

/** The modules of the app that a configuration imports or passes on. */
function modulesBeside(file: SourceFile, path: string, read: (path: string) => string | null): FoundModule[] {
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap(
    (declaration) => findModule(declaration.getModuleSpecifierValue() ?? '', path, read) ?? [],
  )
}

/** @throws CliError `ERR_UNREADABLE_CONFIG` */
function readable(options: PluginOptions): Record<string, unknown> | null {
  if (!(options instanceof UnreadableOptions)) return options
  throw unreadableOptions(options.reason)
}

/** The refusal of an app whose options decide what can't be told otherwise. */
export function unreadableOptions(reason: string): CliError {
  return new CliError(reason, {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'They decide where routes and the start entry are. Write them as literals, then run the command again.',
  })
}
