import { join } from 'node:path'
import { type Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph'
import { CliError } from '../cli-error.ts'
import { importOf } from '../codemods/syntax/binding.ts'
import { parseSource, syntaxErrorAt } from '../codemods/syntax/source-file.ts'
import { UnsupportedShape } from '../codemods/syntax/unsupported-shape.ts'
import { AUTHKIT_PLUGIN } from '../codemods/vite-config/add-plugin.ts'
import { configProperty, findConfigObject } from '../codemods/vite-config/find-config.ts'
import { START_PLUGIN } from '../codemods/vite-config/find-start-plugin.ts'
import { isRecord } from './parse-json.ts'
import { isFile } from './read-text.ts'
import { configsInScripts } from './scripts.ts'
import { staticValue, UNREADABLE } from './static-value.ts'

/** Names Vite looks for, in its order. */
const VITE_CONFIG_NAMES = ['js', 'mjs', 'ts', 'cjs', 'mts', 'cts'].map(
  (extension) => `vite.config.${extension}`,
)

/** What a Vite configuration says, read without running it. */
export interface ViteFacts {
  /** Options of `tanstackStart()`; a value may be {@link UNREADABLE}. */
  start: Record<string, unknown>
  /** Options of our own `authkit()`, `null` when it is not called; a value may be {@link UNREADABLE}. */
  authkit: Record<string, unknown> | null
  /** Whether the exported object could be followed; when not, the properties below are unknown. */
  followed: boolean
  /** `base`, `root`, `envDir` and `server.port`; a value may be {@link UNREADABLE}. */
  base: unknown
  root: unknown
  envDir: unknown
  port: unknown
  /** Whether Nitro's plugin is there: it brings a default port of its own. */
  nitro: boolean
}

/** The Vite configurations of an app: those that its scripts name, else the one that Vite finds by itself. */
export function findViteConfigs(root: string, scripts: ReadonlyMap<string, string>): string[] {
  const named = configsInScripts(scripts).filter((path) => isFile(join(root, path)))
  if (named.length > 0) return named
  const found = VITE_CONFIG_NAMES.find((name) => isFile(join(root, name)))
  return found === undefined ? [] : [found]
}

export const NO_FACTS: ViteFacts = {
  start: {},
  authkit: null,
  followed: true,
  base: undefined,
  root: undefined,
  envDir: undefined,
  port: undefined,
  nitro: false,
}

/**
 * Reads a Vite configuration by its syntax tree.
 *
 * @throws CliError `ERR_INVALID_CONFIG` for a syntax error, `ERR_UNREADABLE_CONFIG` when the options of
 * `tanstackStart()` can't be told
 */
export function readViteConfig(path: string, text: string): ViteFacts {
  const file = parseConfig(path, text)
  const config = followConfig(file)
  const property = (name: string): unknown => readProperty(config, name)
  const server = property('server')
  return {
    start: readable(pluginOptions(file, path, START_PLUGIN)) ?? {},
    authkit: readable(pluginOptions(file, path, AUTHKIT_PLUGIN)),
    followed: config !== null,
    base: property('base'),
    root: property('root'),
    envDir: property('envDir'),
    port: isRecord(server) ? server['port'] : server,
    nitro: file
      .getImportDeclarations()
      .some((declaration) => declaration.getModuleSpecifierValue() === 'nitro/vite'),
  }
}

/** Stands for options that can't be read without running the configuration. */
export class UnreadableOptions {
  /** Where, and why. */
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** Options of a plugin; `null` when it is not called. A value in them may be {@link UNREADABLE}. */
export type PluginOptions = Record<string, unknown> | UnreadableOptions | null

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
    start: pluginOptions(file, path, START_PLUGIN),
    authkit: pluginOptions(file, path, AUTHKIT_PLUGIN),
    base: config === null ? UNREADABLE : readProperty(config, 'base'),
    envDir: config === null ? UNREADABLE : readProperty(config, 'envDir'),
  }
}

function parseConfig(path: string, text: string): SourceFile {
  const file = parseSource(path, text)
  const broken = syntaxErrorAt(file)
  if (broken === null) return file
  throw new CliError(`${placeIn(file, path, broken)} is a syntax error`, { code: 'ERR_INVALID_CONFIG' })
}

function followConfig(file: SourceFile): ObjectLiteralExpression | null {
  return supported(() => findConfigObject(file)) ?? null
}

function readProperty(config: ObjectLiteralExpression | null, name: string): unknown {
  if (config === null) return undefined
  const value = supported(() => configProperty(config, name) ?? undefined)
  if (value === null) return UNREADABLE
  return value === undefined ? undefined : staticValue(value)
}

/** What an analysis answers, `null` for a shape that it does not support. */
function supported<T>(analyse: () => T): T | null {
  try {
    return analyse()
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}

/** Options of the one call of a plugin in the file. */
function pluginOptions(
  file: SourceFile,
  path: string,
  plugin: { module: string; name: string },
): PluginOptions {
  const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const imported = importOf(call.getExpression())
    return imported?.module === plugin.module && imported.name === plugin.name
  })
  const [call, second] = calls
  if (call === undefined) return null
  const options = call.getArguments()[0]
  if (second !== undefined) {
    return unreadable(file, path, second, `${plugin.name}() is called twice, so its options can't be told`)
  }
  if (options === undefined) return {}
  const value = staticValue(options)
  if (isRecord(value)) return value
  return unreadable(file, path, options, `the options of ${plugin.name}() can't be read without running them`)
}

function unreadable(file: SourceFile, path: string, node: Node, reason: string): UnreadableOptions {
  return new UnreadableOptions(`${placeIn(file, path, node.getStart())}: ${reason}`)
}

/** @throws CliError `ERR_UNREADABLE_CONFIG` */
function readable(options: PluginOptions): Record<string, unknown> | null {
  if (!(options instanceof UnreadableOptions)) return options
  throw new CliError(options.reason, {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'They decide where routes and the start entry are. Write them as literals, then run the command again.',
  })
}

function placeIn(file: SourceFile, path: string, offset: number): string {
  const { line, column } = file.getLineAndColumnAtPos(offset)
  return `${path}:${line}:${column}`
}
