import { Node, type SourceFile, type StringLiteral, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { removeFromList } from '../syntax/remove-from-list.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { propertyNameOf } from '../syntax/value.ts'
import { isVendorModule } from './vendor-modules.ts'

/** Lists of packages that a tool treats in a special way: without the package, its entry means nothing. */
const LISTS = new Set(['include', 'exclude', 'noExternal', 'external', 'dedupe', 'types'])

/**
 * Takes WorkOS' packages out of the lists of a configuration: `optimizeDeps.exclude` and `ssr.noExternal` of Vite,
 * `types` of tsconfig.json. A list that becomes empty goes, and so does an object that held nothing else.
 *
 * Before: `ssr: { noExternal: ['@workos/authkit-tanstack-react-start', 'other'] }`
 * After: `ssr: { noExternal: ['other'] }`
 */
export function forgetModules(path: string, text: string): CodemodResult {
  if (!text.includes('@workos/')) return { status: 'unchanged' }
  return editSource(path, text, plan)
}

function plan(file: SourceFile): Edit | null {
  const entries = entriesOf(file)
  if (entries.length === 0) return null
  const removed = new Map<Node, Set<Node>>()
  for (const entry of entries) remove(entry, removed)
  const kept = stringsOf(file).filter((value) => !isVendorModule(value))
  return {
    splices: [...removed].flatMap(([list, items]) => {
      // What is inside of something that goes, goes with it.
      const isInside = list.getAncestors().some((ancestor) => isRemoved(ancestor, removed))
      return isInside ? [] : removeFromList(file, itemsOf(list), items)
    }),
    prove(output) {
      const after = stringsOf(output).filter((value) => !isVendorModule(value))
      if (entriesOf(output).length > 0 || after.join('\n') !== kept.join('\n')) {
        throw new UnsupportedShape('the entries could not be proven to be gone', entries[0] ?? 0)
      }
    },
  }
}

/** Marks an item of a list, and what would be left empty around it. */
function remove(item: Node, removed: Map<Node, Set<Node>>): void {
  const list = item.getParentOrThrow()
  const items = removed.get(list) ?? new Set()
  removed.set(list, items.add(item))
  const property = list.getParent()
  if (items.size < itemsOf(list).length || !Node.isPropertyAssignment(property)) return
  remove(property, removed)
}

function isRemoved(node: Node, removed: ReadonlyMap<Node, ReadonlySet<Node>>): boolean {
  const parent = node.getParent()
  return parent !== undefined && removed.get(parent)?.has(node) === true
}

function itemsOf(list: Node): Node[] {
  if (Node.isArrayLiteralExpression(list)) return list.getElements()
  return Node.isObjectLiteralExpression(list) ? list.getProperties() : []
}

function entriesOf(file: SourceFile): StringLiteral[] {
  return file.getDescendantsOfKind(SyntaxKind.StringLiteral).filter((literal) => {
    const list = literal.getParent()
    const property = list?.getParent()
    return (
      isVendorModule(literal.getLiteralValue()) &&
      Node.isArrayLiteralExpression(list) &&
      Node.isPropertyAssignment(property) &&
      LISTS.has(propertyNameOf(property) ?? '')
    )
  })
}

function stringsOf(file: SourceFile): string[] {
  return file.getDescendantsOfKind(SyntaxKind.StringLiteral).map((literal) => literal.getLiteralValue())
}
