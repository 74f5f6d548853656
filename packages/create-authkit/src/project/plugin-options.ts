import { type Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf } from '../codemods/syntax/binding.ts'
import { findExport } from '../codemods/syntax/exports.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { valueOf } from '../codemods/syntax/value.ts'
import { valueOfDeclaration } from '../codemods/syntax/value-of-declaration.ts'
import { isSame } from './config-values.ts'
import { findModule } from './find-module.ts'
import { isRecord } from './parse-json.ts'
import { staticValue, UNREADABLE } from './static-value.ts'

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

/**
 * Options of the calls of a plugin in the file, which must agree where there are several.
 *
 * @param read text of another file of the app: the options may be a constant of a module beside the file
 */
export function pluginOptions(
  file: SourceFile,
  path: string,
  plugin: { module: string; name: string },
  read: (path: string) => string | null = () => null,
): PluginOptions {
  const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const imported = importOf(call.getExpression())
    return imported?.module === plugin.module && imported.name === plugin.name
  })
  const [call, second] = calls
  if (call === undefined) return null
  const options = calls.map((each) => {
    const [first] = each.getArguments()
    return first === undefined ? {} : givenOptions(first, path, read)
  })
  const [value] = options
  if (second !== undefined && !options.every((other) => isSame(value, other))) {
    const reason = `${plugin.name}() is called twice with different options, so they can't be told`
    return unreadable(file, path, second, reason)
  }
  if (isRecord(value)) return value
  const place = call.getArguments()[0] ?? call
  return unreadable(file, path, place, `the options of ${plugin.name}() can't be read without running them`)
}

/** The value of an expression, also when it is the name of what another module of the app exports. */
function givenOptions(expression: Node, path: string, read: (path: string) => string | null): unknown {
  const value = staticValue(expression)
  const imported = value === UNREADABLE ? importOf(valueOf(expression)) : null
  const module = imported === null ? null : findModule(imported.module, path, read)
  if (imported === null || module === null) return value
  const found = findExport(parseSource(module.path, module.text), imported.name)
  return found?.kind === 'here' ? staticValue(valueOfDeclaration(found.node)) : value
}

function unreadable(file: SourceFile, path: string, node: Node, reason: string): UnreadableOptions {
  return new UnreadableOptions(`${placeIn(file, path, node.getStart())}: ${reason}`)
}

/** `vite.config.ts:3:5`, both counted from 1. */
export function placeIn(file: SourceFile, path: string, offset: number): string {
  const { line, column } = file.getLineAndColumnAtPos(offset)
  return `${path}:${line}:${column}`
}
