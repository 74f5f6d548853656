import type * as ESTree from 'oxc-parser'

import { isImportOf, ROUTER_MODULES } from '../known-modules.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { objectMember } from '../values/member.ts'
import { CALL_RESULT } from '../values/value.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'

/** The module that makes the handlers of AuthKit's routes. */
const AUTHKIT = 'virtual:authkit'

/** Functions that make the handler of a route which a link can lead to. */
export type LinkHandler = 'handleSignInRoute' | 'handleSignOutRoute'

/** Texts that such a function is told; what else it is told does not matter. */
export type HandlerOptions = Readonly<Record<string, string>>

/** Whether the app has a file route at a path whose GET handler is made by one of AuthKit's functions. */
export function findLinkRoute(
  modules: FixModules,
  path: string,
  handler: LinkHandler,
  options: HandlerOptions,
): boolean {
  for (const module of modules.mentioning(handler)) {
    if (!module.source.includes(path)) continue
    for (const node of module.nodes()) {
      if (
        node.type === 'CallExpression' &&
        isRouteAt(module, node, path) &&
        isAnsweredBy(module, node, handler, options)
      ) {
        return true
      }
    }
  }
  return false
}

/** `createFileRoute('/path')({ … })`. */
function isRouteAt(module: FixModule, node: ESTree.CallExpression, path: string): boolean {
  const creator = unwrap(node.callee)
  if (creator.type !== 'CallExpression') return false
  const [id] = creator.arguments
  return (
    id !== undefined &&
    stringOf(id) === path &&
    module
      .evaluate(creator.callee)
      .some((value) => value.kind === 'import' && isImportOf(value, ROUTER_MODULES, 'createFileRoute'))
  )
}

function isAnsweredBy(
  module: FixModule,
  route: ESTree.CallExpression,
  handler: LinkHandler,
  options: HandlerOptions,
): boolean {
  const get = ['server', 'handlers', 'GET'].reduce<ESTree.Node | undefined>(
    (object, name) => (object === undefined ? undefined : memberOf(module, object, name)),
    route.arguments[0],
  )
  if (get === undefined) return false
  const isMade = module
    .evaluate(get)
    .some((value) => value.kind === 'import' && isImportOf(value, [AUTHKIT], handler, CALL_RESULT))
  const call = unwrap(get)
  return isMade && Object.entries(options).every(([name, text]) => isTold(module, call, name, text))
}

function isTold(module: FixModule, call: ESTree.Node, name: string, text: string): boolean {
  const [argument] = call.type === 'CallExpression' ? call.arguments : []
  const value = argument === undefined ? undefined : memberOf(module, argument, name)
  return value !== undefined && stringOf(value) === text
}

function memberOf(module: FixModule, node: ESTree.Node, name: string): ESTree.Node | undefined {
  const [object] = module.evaluate(node)
  if (object?.kind !== 'object') return undefined
  return objectMember(object.node, name).find(({ kind }) => kind === 'value')?.node
}
