import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'
import type { PatternPath } from './scope.ts'

/**
 * Calls back for each name that a binding or assignment pattern writes, with the keys that lead to it:
 * `{ a: { b }, ...c }` gives `b` with `['a', 'b']` and `c` with `null`.
 */
export function forEachPatternName(
  pattern: ESTree.Node,
  visit: (name: string, path: PatternPath) => void,
  path: PatternPath = [],
): void {
  switch (pattern.type) {
    case 'Identifier':
      visit(pattern.name, path)
      return
    case 'AssignmentPattern':
      forEachPatternName(pattern.left, visit, path)
      return
    case 'RestElement':
      forEachPatternName(pattern.argument, visit, null)
      return
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (element !== null) forEachPatternName(element, visit, extend(path, String(index)))
      }
      return
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') forEachPatternName(property, visit, null)
        else
          forEachPatternName(property.value, visit, extend(path, staticName(property.key, property.computed)))
      }
      return
    default:
    // `object.member = …` writes no name.
  }
}

function extend(path: PatternPath, key: string | undefined): PatternPath {
  return path === null || key === undefined ? null : [...path, key]
}
