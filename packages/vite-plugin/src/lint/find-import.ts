import type * as ESTree from 'oxc-parser'

import type { ParsedModule } from './parse.ts'
import type { Span } from './summary.ts'
import { forEachChild } from './syntax/child-nodes.ts'
import { stringOf } from './syntax/static-name.ts'

/** The first import, re-export or `import()` of a module whose specifier answers the test. */
export function findImport(module: ParsedModule, test: (specifier: string) => boolean): Span | undefined {
  let found: Span | undefined
  const visit = (node: ESTree.Node): void => {
    if (found !== undefined) return
    const specifier = specifierOf(node)
    if (specifier !== undefined && test(specifier)) found = { start: node.start, end: node.end }
    else forEachChild(node, visit)
  }
  visit(module.program)
  return found
}

function specifierOf(node: ESTree.Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' ? undefined : node.source.value
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? undefined : node.source?.value
    case 'ImportExpression':
      return stringOf(node.source)
    default:
      return undefined
  }
}
