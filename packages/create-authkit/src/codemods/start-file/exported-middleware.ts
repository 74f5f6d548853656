import { Node } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'
import { referencesTo } from '../syntax/binding.ts'
import { findExport } from '../syntax/exports.ts'
import { parseSource } from '../syntax/source-file.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOfDeclaration } from '../syntax/value-of-declaration.ts'
import { callableOf, isLocalFunction, returnsOf } from '../syntax/value.ts'
import { classifyList, classifyMiddleware, type MiddlewareKind } from './classify-middleware.ts'
import { wrappedMiddleware } from './wrapped-middleware.ts'

/** What an export of a module is: middleware, a function that gives it, or what the module takes `from` another one. */
export type ExportedMiddleware = { kind: MiddlewareKind; isFunction: boolean } | { from: ElsewhereInApp }

/**
 * Tells what middleware a module of the app exports, as far as the module itself shows it.
 *
 * @returns `null` when it can't be told
 */
export function exportedMiddleware(path: string, text: string, name: string): ExportedMiddleware | null {
  const found = findExport(parseSource(path, text), name)
  if (found === null) return null
  if (found.kind === 'elsewhere') return { from: found.from }
  const value = wrappedMiddleware(found.node, name) ?? valueOfDeclaration(found.node)
  const made = callableOf(value)
  const isFunction = isLocalFunction(made)
  const kinds = new Set((isFunction ? results(made) : [value]).map((node) => kindOf(node, found.node)))
  const [kind] = kinds
  return kind === undefined || kinds.size > 1 ? null : { kind, isFunction }
}

/** @param declared what is exported: an array that its own module uses may be given more there */
function kindOf(value: Node, declared: Node): MiddlewareKind {
  if (!Node.isArrayLiteralExpression(unwrap(value))) return classifyMiddleware(value)
  if (!Node.isVariableDeclaration(declared)) return classifyList(value)
  const binding = { kind: 'const', declaration: declared, node: declared } as const
  const isUsed = referencesTo(declared.getSourceFile(), binding, declared.getName()).some(
    (use) => !Node.isExportSpecifier(use.getParent()),
  )
  return isUsed ? 'opaque' : classifyList(value)
}

function results(callable: Node): readonly Node[] {
  try {
    return returnsOf(callable, 'the function')
  } catch (error) {
    if (error instanceof UnsupportedShape) return []
    throw error
  }
}
