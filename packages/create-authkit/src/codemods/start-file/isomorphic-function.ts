import { Node } from 'ts-morph'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { callableOf, returnsOf } from '../syntax/value.ts'
import { isStartCall } from './find-options.ts'

/** Start's factory of functions that are others, or none, in browsers. */
const ISOMORPHIC = 'createIsomorphicFn'

/**
 * What a function may return on a server that is another one in browsers:
 * `createIsomorphicFn().client(() => []).server(() => [guard])`. `null` when it can't be told, and for anything else.
 */
export function serverResults(value: Node): Node[] | null {
  const callback = serverCallback(value)
  if (callback === null) return null
  try {
    return returnsOf(callableOf(callback), 'it')
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}

function serverCallback(value: Node): Node | null {
  let callback: Node | null = null
  let link = value
  while (Node.isCallExpression(link) && !isFactory(link)) {
    const callee = link.getExpression()
    if (!Node.isPropertyAccessExpression(callee)) return null
    if (callee.getName() === 'server') callback ??= link.getArguments()[0] ?? null
    link = callee.getExpression()
  }
  return isFactory(link) ? callback : null
}

function isFactory(node: Node): boolean {
  return isStartCall(node, ISOMORPHIC)
}
