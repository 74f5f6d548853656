import { type Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph'
import { CliError } from '../cli-error.ts'
import { importOf } from '../codemods/syntax/binding.ts'
import { parseSource, syntaxErrorAt } from '../codemods/syntax/source-file.ts'
import { UnsupportedShape } from '../codemods/syntax/unsupported-shape.ts'
import { AUTHKIT_PLUGIN } from '../codemods/vite-config/add-plugin.ts'
import { configProperty, findConfigObject } from '../codemods/vite-config/find-config.ts'
import { START_PLUGIN } from '../codemods/vite-config/find-start-plugin.ts'
import { isRecord } from './parse-json.ts'
import { staticValue, UNREADABLE } from './static-value.ts'

/** Names Vite looks for, in its order. */
export const VITE_CONFIG_NAMES = ['js', 'mjs', 'ts', 'cjs', 'mts', 'cts'].map(
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
  const file = parseSource(path, text)
  const broken = syntaxErrorAt(file)
  if (broken !== null) {
    throw new CliError(`${placeIn(file, path, broken)} is a syntax error`, { code: 'ERR_INVALID_CONFIG' })
  }
  const config = followConfig(file)
  const property = (name: string): unknown => readProperty(config, name)
  const server = property('server')
  return {
    start: pluginOptions(file, path, START_PLUGIN) ?? {},
    authkit: pluginOptions(file, path, AUTHKIT_PLUGIN),
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

/** Options of the one call of a plugin in the file, `null` when it is not called. */
function pluginOptions(
  file: SourceFile,
  path: string,
  plugin: { module: string; name: string },
): Record<string, unknown> | null {
  const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const imported = importOf(call.getExpression())
    return imported?.module === plugin.module && imported.name === plugin.name
  })
  const [call, second] = calls
  if (call === undefined) return null
  const options = call.getArguments()[0]
  if (second !== undefined) {
    throw unreadable(file, path, second, `${plugin.name}() is called twice, so its options can't be told`)
  }
  if (options === undefined) return {}
  const value = staticValue(options)
  if (isRecord(value)) return value
  throw unreadable(file, path, options, `the options of ${plugin.name}() can't be read without running them`)
}

function unreadable(file: SourceFile, path: string, node: Node, reason: string): CliError {
  return new CliError(`${placeIn(file, path, node.getStart())}: ${reason}`, {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'They decide where routes and the start entry are. Write them as literals, then run the command again.',
  })
}

function placeIn(file: SourceFile, path: string, offset: number): string {
  const { line, column } = file.getLineAndColumnAtPos(offset)
  return `${path}:${line}:${column}`
}
