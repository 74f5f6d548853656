import { type ArrayLiteralExpression, type CallExpression, Node, SyntaxKind } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { valueOf } from '../syntax/value.ts'

/** Start's Vite plugin. */
export const START_PLUGIN = { module: '@tanstack/react-start/plugin/vite', name: 'tanstackStart' } as const

/** A plugin call in a `plugins` array, with the index of the element that holds it. */
export interface PluginElement {
  index: number
  call: CallExpression
}

/** Finds the element of `plugins` that is, or holds, a call of an imported plugin. */
export function findPlugin(
  plugins: ArrayLiteralExpression,
  wanted: { module: string; name: string },
): PluginElement | null {
  for (const [index, element] of plugins.getElements().entries()) {
    const value = valueOf(element)
    const candidates = Node.isCallExpression(value) ? [value] : []
    for (const call of [...candidates, ...element.getDescendantsOfKind(SyntaxKind.CallExpression)]) {
      const imported = importOf(call.getExpression())
      if (imported?.module === wanted.module && imported.name === wanted.name) return { index, call }
    }
  }
  return null
}
