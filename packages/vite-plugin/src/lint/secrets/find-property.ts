import type * as ESTree from 'oxc-parser'

import type { ParsedModule } from '../parse.ts'
import type { Span } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { staticName } from '../syntax/static-name.ts'

/** The first property of that name in an object of a module, to point at an option in a configuration file. */
export function findProperty(module: ParsedModule, name: string): Span | undefined {
  let found: Span | undefined
  const visit = (node: ESTree.Node): void => {
    if (found !== undefined) return
    const isProperty = node.type === 'Property' && staticName(node.key, node.computed) === name
    if (isProperty) found = { start: node.start, end: node.end }
    else forEachChild(node, visit)
  }
  visit(module.program)
  return found
}
