import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf } from '../codemods/syntax/binding.ts'
import { findExport } from '../codemods/syntax/exports.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { unwrap } from '../codemods/syntax/unwrap.ts'
import { elsewhereOf } from '../codemods/vite-config/find-config.ts'
import { type ConfigValues, followExport } from './config-values.ts'
import { findModule } from './find-module.ts'

/** A configuration of another module that a Vite configuration is made of. */
export interface SharedConfig {
  path: string
  config: ConfigValues
}

/**
 * The configurations of other modules of the app that a Vite configuration spreads or merges: `...shared`,
 * `mergeConfig(shared, {})`.
 */
export function sharedConfigs(
  file: SourceFile,
  path: string,
  read: (path: string) => string | null,
): SharedConfig[] {
  return sharedValues(file).flatMap((value) => {
    const { elsewhere: from } = elsewhereOf(withoutAwait(value))
    const module = from === undefined ? null : findModule(from.module, path, read)
    if (from === undefined || module === null) return []
    const found = findExport(parseSource(module.path, module.text), from.name)
    const config = found === null ? null : followExport(found)
    return config === null ? [] : [{ path: module.path, config }]
  })
}

function sharedValues(file: SourceFile): Node[] {
  const spread = file
    .getDescendantsOfKind(SyntaxKind.SpreadAssignment)
    .map((property) => property.getExpression())
  const merged = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => importOf(call.getExpression())?.name === 'mergeConfig')
    .flatMap((call) => call.getArguments())
  return [...spread, ...merged]
}

function withoutAwait(expression: Node): Node {
  const value = unwrap(expression)
  return Node.isAwaitExpression(value) ? unwrap(value.getExpression()) : value
}
