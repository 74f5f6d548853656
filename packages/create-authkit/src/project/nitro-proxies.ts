import { Node } from 'ts-morph'
import { findExport } from '../codemods/syntax/exports.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { unwrap } from '../codemods/syntax/unwrap.ts'
import { valueOfDeclaration } from '../codemods/syntax/value-of-declaration.ts'
import { isRecord } from './parse-json.ts'
import { staticValue } from './static-value.ts'

/** Nitro's plugin for Vite. */
export const NITRO_PLUGIN = { module: 'nitro/vite', name: 'nitro' }

/** Files with Nitro's options, in its order. */
const CONFIG_FILES = ['ts', 'mts', 'js', 'mjs'].map((extension) => `nitro.config.${extension}`)

/** What a route rule answers a request with instead of the app. */
const ANSWERS = ['proxy', 'redirect']

/**
 * Paths that Nitro hands to other servers or sends elsewhere, as Vite's `server.proxy` would name them: what begins with
 * one is meant.
 *
 * @param given options that the Vite configuration gives it
 * @param read text of a file of the app
 */
export function nitroProxies(given: readonly unknown[], read: (path: string) => string | null): string[] {
  const file = CONFIG_FILES.find((path) => read(path) !== null)
  const own = file === undefined ? undefined : readOptions(file, read(file) ?? '')
  // Some versions of the plugin take them below `config`.
  const all = [...given, own].filter(isRecord).flatMap((options) => [options, options['config']])
  return all
    .filter(isRecord)
    .flatMap(({ routeRules, devProxy }) => [
      ...entriesOf(routeRules).flatMap(([pattern, rule]) => (isAnswer(rule) ? prefixOf(pattern) : [])),
      ...entriesOf(devProxy).map(([path]) => prefixOf(path)[0] ?? path),
    ])
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return isRecord(value) ? Object.entries(value) : []
}

function isAnswer(rule: unknown): boolean {
  return isRecord(rule) && ANSWERS.some((name) => Boolean(rule[name]))
}

/** `export default defineConfig({ … })`, or the object alone. */
function readOptions(path: string, text: string): unknown {
  const found = findExport(parseSource(path, text), 'default')
  if (found?.kind !== 'here') return undefined
  const value = unwrap(valueOfDeclaration(found.node))
  const options = Node.isCallExpression(value) ? value.getArguments()[0] : value
  return options === undefined ? undefined : staticValue(options)
}

/**
 * `/api/**` is about all below `/api/`. A pattern for one path is about none of ours, and one that leaves the first
 * segment open says too little.
 */
function prefixOf(pattern: string): string[] {
  const segments = pattern.split('/')
  const wild = segments.findIndex((segment) => segment.startsWith(':') || segment.includes('*'))
  return wild <= 1 ? [] : [`${segments.slice(0, wild).join('/')}/`]
}
