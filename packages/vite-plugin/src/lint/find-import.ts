import type * as ESTree from 'oxc-parser'

import type { ParsedModule } from './parse.ts'
import type { Span } from './summary.ts'
import { forEachChild } from './syntax/child-nodes.ts'
import { stringOf } from './syntax/static-name.ts'

/** One import, re-export or `import()` in the source. */
export interface ImportPlace extends Span {
  specifier: string
}

/** All imports, re-exports and `import()`s of a module that name what they import, in their order; none of types. */
export function findImports(module: ParsedModule): readonly ImportPlace[] {
  const found: ImportPlace[] = []
  const visit = (node: ESTree.Node): void => {
    const specifier = specifierOf(node)
    if (specifier === undefined) forEachChild(node, visit)
    else found.push({ specifier, start: node.start, end: node.end })
  }
  visit(module.program)
  return found
}

function specifierOf(node: ESTree.Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' || areTypes(node.specifiers) ? undefined : node.source.value
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? undefined : node.source?.value
    case 'ImportExpression':
      return stringOf(node.source)
    default:
      return undefined
  }
}

/** Whether an import names nothing but types: `import { type A } from 'pkg'`. */
function areTypes(specifiers: readonly ESTree.ImportDeclarationSpecifier[]): boolean {
  return (
    specifiers.length > 0 &&
    specifiers.every(
      ({ type, ...rest }) => type === 'ImportSpecifier' && 'importKind' in rest && rest.importKind === 'type',
    )
  )
}
