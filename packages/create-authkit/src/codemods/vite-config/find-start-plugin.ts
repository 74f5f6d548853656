import { type CallExpression, Node, SyntaxKind } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { resultsOf } from '../syntax/property-ways.ts'
import { valueOf } from '../syntax/value.ts'
import { listInside } from './plugin-sites.ts'

/** Start's Vite plugin. */
export const START_PLUGIN = { module: '@tanstack/react-start/plugin/vite', name: 'tanstackStart' } as const

/** A plugin of some package. */
interface Plugin {
  module: string
  name: string
}

/** Index of the first element that is a call of a plugin, or makes one; -1 when there is none. */
export function indexOfPlugin(items: readonly Node[], plugin: Plugin): number {
  return items.findIndex((item) => listInside(item) === null && callOf(item, plugin) !== null)
}

/** The call of a plugin that an element of a list is, or holds: under a condition, by a name or a function. */
export function callOf(element: Node, { module, name }: Plugin): CallExpression | null {
  const value = valueOf(element)
  const made = resultsOf(value) ?? []
  for (const node of [value, element, ...made]) {
    const calls = [
      ...(Node.isCallExpression(node) ? [node] : []),
      ...node.getDescendantsOfKind(SyntaxKind.CallExpression),
    ]
    const call = calls.find((candidate) => {
      const imported = importOf(candidate.getExpression())
      return imported?.module === module && imported.name === name
    })
    if (call !== undefined) return call
  }
  return null
}
