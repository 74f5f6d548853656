import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'

/** Package whose functions a virtual route configuration is made of. */
export const VIRTUAL_ROUTES = '@tanstack/virtual-file-routes'

/** The one call of `rootRoute()`; `null` when there is none, or more than one. */
export function findRootCall(file: SourceFile): CallExpression | null {
  const [only, second] = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => calledHelper(call) === 'rootRoute')
  return only === undefined || second !== undefined ? null : only
}

/** Name of the package's function that a node calls. */
export function calledHelper(node: Node): string | null {
  const imported = Node.isCallExpression(node) ? importOf(node.getExpression()) : null
  return imported?.module === VIRTUAL_ROUTES ? imported.name : null
}
