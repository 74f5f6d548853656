import type { Node } from 'ts-morph'
import { importOfTag } from './pages.ts'

/** The provider the root route needs. */
export const AUTHKIT_PROVIDER = { module: 'virtual:authkit/client', name: 'AuthKitProvider' } as const

/** Whether a node is `<AuthKitProvider>` of `virtual:authkit/client`. */
export function isProvider(node: Node): boolean {
  const imported = importOfTag(node)
  return imported?.module === AUTHKIT_PROVIDER.module && imported.name === AUTHKIT_PROVIDER.name
}
