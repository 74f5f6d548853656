import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isImportOf } from '../known-modules.ts'
import { isWrapper } from '../syntax/unwrap.ts'
import { NotProven, type Fix, type Fixer, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import { linkPath } from './link-path.ts'
import { linkUses } from './link-uses.ts'
import { removeImportUnlessUsed } from './remove-import.ts'
import { removeUnread } from './remove-unread.ts'
import { reloadDocument } from './reload-document.ts'
import { returnPathText } from './return-path-text.ts'
import { quoteOf } from './source-layout.ts'

/** Functions whose URL the sign-in route makes just as well. */
const SIGN_IN_FUNCTIONS = ['getSignInUrl', 'getAuthorizationUrl'] as const

/**
 * AK001 and AK002: the call becomes the path of the sign-in route.
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
  if (call === undefined || !isSignInUrl(module, call)) {
    throw new NotProven('Only calls of `getSignInUrl` and `getAuthorizationUrl` can be replaced by a link.')
  }
  const path = linkPath(modules, modules.app.signInPath, 'handleSignInRoute')
  const uses = linkUses(modules, module, call)
  const replaced = withAwait(module, call)
  const unread =
    uses.links + uses.redirects.length === 0 ? removeUnread(modules, module, replaced) : undefined
  const edits: TextEdit[] = [
    unread ?? { ...spanIn(module, replaced), text: linkText(module, call, path) },
    ...uses.redirects.flatMap((use) => reloadDocument(use, modules)),
    ...removeImportUnlessUsed(module, call.callee, call),
  ]
  const title = unread === undefined ? `link to ${path}` : 'take out a sign-in URL that nothing reads'
  return { fix: { title, edits } satisfies Fix }
}

function isSignInUrl(module: FixModule, call: ESTree.CallExpression): boolean {
  const callees = module.evaluate(call.callee)
  return (
    callees.length === 1 &&
    callees.every(
      (value) =>
        value.kind === 'import' &&
        SIGN_IN_FUNCTIONS.some((name) => isImportOf(value, AUTHKIT_SERVER_MODULES, name)),
    )
  )
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

function spanIn(module: FixModule, { start, end }: ESTree.Node): Pick<TextEdit, 'file' | 'start' | 'end'> {
  return { file: module.file, start, end }
}
