import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isImportOf } from '../known-modules.ts'
import { isWrapper } from '../syntax/unwrap.ts'
import { signUpPath } from '../sign-in-link.ts'
import { NotProven, type Fixer, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { linkPath } from './link-path.ts'
import { linkUses } from './link-uses.ts'
import { removeImportUnlessUsed } from './remove-import.ts'
import { removeUnread } from './remove-unread.ts'
import { mustNotBePromise } from './promise-of-text.ts'
import { reloadDocument } from './reload-document.ts'
import { returnPathText } from './return-path-text.ts'
import { quoteOf } from './source-layout.ts'

/** Functions whose URL a route makes just as well: the sign-in route, or the one beside it for sign-up. */
const URL_FUNCTIONS = {
  getSignInUrl: 'sign-in',
  getAuthorizationUrl: 'sign-in',
  getSignUpUrl: 'sign-up',
} as const

/**
 * AK001 and AK002: the call becomes the path of the sign-in route, or of the sign-up route.
 *
 * Before: `loader: async () => ({ url: await getSignInUrl({ data: { returnPathname: '/account' } }) })`
 * After: `loader: async () => ({ url: '/api/auth/sign-in?returnPathname=%2Faccount' })`
 *
 * Proven are: that the route is there, that everything the URL may get to takes a path as well, that the page to come
 * back to is a text. A redirect to it gets `reloadDocument: true`, because a route that only the server answers is none
 * to navigate to in the browser. What nothing reads goes altogether, and so does an import that nothing needs any more.
 */
export const fixAuthUrl: Fixer = (diagnostic, modules) => {
  // The call itself may stand in another function, and in another module, than the finding.
  const at = diagnostic.trace?.at(-1) ?? diagnostic
  const module = modules.open(at.file)
  const call = module.callAt(at)
  const screen = call === undefined ? undefined : screenOf(module, call)
  if (call === undefined || screen === undefined) {
    const names = Object.keys(URL_FUNCTIONS).map((name) => `\`${name}\``)
    throw new NotProven(`Only calls of ${names.join(', ')} can be replaced by a link.`)
  }
  const uses = linkUses(modules, module, call)
  const replaced = withAwait(module, call)
  if (replaced === call) mustNotBePromise(module, call)
  const isUnread = uses.links + uses.redirects.length === 0
  const mustNotBeTyped = (): void => uses.data.mustNotBeTyped()
  const removed = isUnread
    ? removeUnread(modules, module, { call, value: replaced, mustNotBeTyped })
    : undefined
  const { title, edit } =
    removed === undefined
      ? replaceByLink(modules, module, call, replaced, screen)
      : { title: 'take out a URL that nothing reads', edit: removed }
  return {
    fix: {
      title,
      edits: [
        edit,
        ...uses.redirects.flatMap((use) => reloadDocument(use, modules)),
        ...removeImportUnlessUsed(module, call.callee, call),
      ],
    },
  }
}

/** Which of AuthKit's screens the URL of a call leads to; `undefined` for other calls. */
function screenOf(module: FixModule, call: ESTree.CallExpression): 'sign-in' | 'sign-up' | undefined {
  const callees = module.evaluate(call.callee)
  const [callee] = callees
  if (callees.length !== 1 || callee?.kind !== 'import') return undefined
  return Object.entries(URL_FUNCTIONS).find(([name]) => isImportOf(callee, AUTHKIT_SERVER_MODULES, name))?.[1]
}

function replaceByLink(
  modules: FixModules,
  module: FixModule,
  call: ESTree.CallExpression,
  replaced: ESTree.Node,
  screen: 'sign-in' | 'sign-up',
): { title: string; edit: TextEdit } {
  const { signInPath } = modules.app
  const path =
    screen === 'sign-in'
      ? linkPath(modules, signInPath, 'handleSignInRoute')
      : linkPath(modules, signUpPath(signInPath), 'handleSignInRoute', { screenHint: 'sign-up' })
  const { start, end } = replaced
  const edit = { file: module.file, start, end, text: linkText(module, call, path) }
  return { title: `link to ${path}`, edit }
}

function linkText(module: FixModule, call: ESTree.CallExpression, path: string): string {
  const returnPath = returnPathText(module, call)
  if (returnPath === undefined) return quoteOf(module, path)
  if (returnPath.kind === 'expression') {
    return `\`${path}?returnPathname=\${encodeURIComponent(${returnPath.text})}\``
  }
  // A quote would end the string it is written in; `encodeURIComponent` leaves it as it is.
  const encoded = encodeURIComponent(returnPath.text).replaceAll("'", '%27')
  return quoteOf(module, `${path}?returnPathname=${encoded}`)
}

/** The call with the `await` that it has no more use for. */
function withAwait(module: FixModule, call: ESTree.CallExpression): ESTree.Node {
  let node: ESTree.Node = call
  for (const around of module.ancestorsOf(call)) {
    if (around.type === 'AwaitExpression') return around
    // `await (getSignInUrl() as Promise<string>)`: nothing of the type would be right any more.
    if (!isWrapper(around)) break
    node = around
  }
  return node === call ? call : throwNotProven(module, node)
}

function throwNotProven(module: FixModule, node: ESTree.Node): never {
  throw new NotProven(`The type in \`${module.textOf(node)}\` is not that of a path.`)
}
