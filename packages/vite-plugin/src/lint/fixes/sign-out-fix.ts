import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isImportOf } from '../known-modules.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { NotProven, type Fixer, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import { linkPath } from './link-path.ts'
import { removeImportUnlessUsed } from './remove-import.ts'
import { nameOfRedirect } from './router-redirect.ts'
import { indentationAt, indentUnit, lineEndOf, quoteOf, statementEnd } from './source-layout.ts'

/** The options in which a sign-out is replaced: what they throw, the router follows. */
const OPTIONS = new Set(['loader', 'beforeLoad'])

/**
 * AK003: the call becomes a redirect to the sign-out route.
 *
 * Before: `loader: async () => { await signOut() }`
 * After: `loader: async () => { throw redirect({ href: '/api/auth/sign-out', reloadDocument: true }) }`
 *
 * A redirect of the whole document is not followed while a link is preloaded, and the route itself turns prefetches and
 * other sites away. Proven are: that the route is there, that `signOut` is told nothing which the route would not know,
 * and that the call is the last thing that its function does.
 */
export const fixSignOut: Fixer = (diagnostic, modules) => {
  const module = modules.open(diagnostic.file)
  const call = module.callAt(diagnostic)
  if (call === undefined || (diagnostic.trace ?? []).length > 0 || !isSignOut(module, call)) {
    throw new NotProven('The sign-out is in another function, which others may use rightly.')
  }
  mustSayNothing(module, call)
  const path = linkPath(modules, modules.app.signOutPath, 'handleSignOutRoute')
  mustBeInLoader(module, call, modules.app.signOutPath)
  const redirect = nameOfRedirect(module, call)
  const thrown = `throw ${redirect.name}({ href: ${quoteOf(module, path)}, reloadDocument: true })`
  return {
    fix: {
      title: `redirect to ${path}`,
      edits: [
        { file: module.file, ...replacement(module, call, thrown) },
        ...redirect.edits,
        ...removeImportUnlessUsed(module, call.callee, call),
      ],
    },
  }
}

function isSignOut(module: FixModule, call: ESTree.CallExpression): boolean {
  const callees = module.evaluate(call.callee)
  const [callee] = callees
  return (
    callees.length === 1 && callee?.kind === 'import' && isImportOf(callee, AUTHKIT_SERVER_MODULES, 'signOut')
  )
}

/** `signOut()`, `signOut({})`, `signOut({ data: {} })`. */
function mustSayNothing(module: FixModule, call: ESTree.CallExpression): void {
  const [argument, extra] = call.arguments
  const isEmpty = argument === undefined || (extra === undefined && isEmptyObject(unwrap(argument), ['data']))
  if (isEmpty) return
  throw new NotProven(
    `The sign-out route can't be told \`${module.textOf(argument)}\` by a redirect. Give it to \`handleSignOutRoute({ returnTo })\`.`,
  )
}

function isEmptyObject(node: ESTree.Node, mayHold: readonly string[]): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every(
      (property) =>
        property.type === 'Property' &&
        mayHold.includes(staticName(property.key, property.computed) ?? '') &&
        isEmptyObject(unwrap(property.value), []),
    )
  )
}

function mustBeInLoader(module: FixModule, call: ESTree.CallExpression, signOutPath: string): void {
  const around = [...module.ancestorsOf(call)]
  const holder = around[around.findIndex(isFunctionNode) + 1]
  const name = holder?.type === 'Property' ? staticName(holder.key, holder.computed) : undefined
  if (!OPTIONS.has(name ?? '')) {
    throw new NotProven(
      'Only in the function of a `loader` or `beforeLoad` itself can a redirect take its place.',
    )
  }
  const isOwnRoute = around.some(
    (node) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'CallExpression' &&
      node.callee.arguments.some((id) => stringOf(id) === signOutPath),
  )
  if (isOwnRoute) throw new NotProven('The route would redirect to itself.')
}

/** What stands in the place of the call, with the statement or the function body around it. */
function replacement(module: FixModule, call: ESTree.CallExpression, thrown: string): Omit<TextEdit, 'file'> {
  let value: ESTree.Node = call
  for (const around of module.ancestorsOf(call)) {
    switch (around.type) {
      case 'AwaitExpression':
        value = around
        continue
      case 'ReturnStatement':
        mustNotBeTried(module, around)
        return { start: around.start, end: value.end, text: thrown }
      case 'ExpressionStatement':
        mustNotBeTried(module, around)
        mustBeLast(module, around)
        return { start: around.start, end: value.end, text: thrown }
      case 'ArrowFunctionExpression':
        return { start: value.start, end: value.end, text: block(module, around, thrown) }
      default:
        throw new NotProven('What the code around the sign-out does with its result can not be told.')
    }
  }
  throw new NotProven('The sign-out is in no function.')
}

/** A function body of one statement. */
function block(module: FixModule, { start }: ESTree.Node, statement: string): string {
  const outer = indentationAt(module, start)
  const eol = lineEndOf(module)
  return `{${eol}${outer}${indentUnit(module)}${statement}${statementEnd(module)}${eol}${outer}}`
}

/** In a `try` the redirect could be caught by code that was written for something else. */
function mustNotBeTried(module: FixModule, statement: ESTree.Node): void {
  for (const around of module.ancestorsOf(statement)) {
    if (isFunctionNode(around)) return
    if (around.type === 'TryStatement')
      throw new NotProven('A `catch` around the sign-out may catch the redirect.')
  }
}

function mustBeLast(module: FixModule, statement: ESTree.Node): void {
  const parent = module.parentOf(statement)
  if (parent?.type !== 'BlockStatement' || parent.body.at(-1) === statement) return
  throw new NotProven('There is code after the sign-out, which a redirect would leave out.')
}
