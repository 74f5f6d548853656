import {
  type CallExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { ROUTER_PACKAGE } from '../root-route/pages.ts'
import { AUTHKIT_PROVIDER, isProvider } from '../root-route/authkit-provider.ts'
import { wrapJsx } from '../root-route/wrap-jsx.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { insertIntoList, propertyList } from '../syntax/list.ts'
import { leavesOf, outOfSight } from '../syntax/ways.ts'
import { objectWays, propertyWays } from '../syntax/property-ways.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { callableOf, returnsOf } from '../syntax/value.ts'

/** The option of the router with the component that is around everything, the document included. */
const OPTION = 'Wrap'

/**
 * Puts the provider around the whole app, in the options of the router: for an app whose document can't be edited, or
 * that has a consumer of AuthKit there. The provider needs no router, and writes what it has to say into the document
 * wherever it stands.
 *
 * Before: `createRouter({ routeTree, Wrap: ({ children }) => <Convex>{children}</Convex> })`
 * After: `createRouter({ routeTree, Wrap: ({ children }) => <AuthKitProvider><Convex>{children}</Convex></AuthKitProvider> })`
 */
export function wrapRouter(path: string, text: string, layout?: Layout): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout))
}

function plan(file: SourceFile, fallback: Layout | undefined): Edit | null {
  const options = findOptions(file)
  const given = wrapOf(options)
  if (isProvided(file, given)) return null
  const layout = layoutOf(file, fallback)
  const provider = ensureImport(file, AUTHKIT_PROVIDER, layout)
  const roots = given === null ? [] : rootsOf(given)
  const splices: Splice[] =
    given === null
      ? insertIntoList(
          propertyList(options),
          options.getProperties().length,
          [`${OPTION}: ${provider.local}`],
          layout,
        )
      : roots.flatMap((root) => wrapJsx(file, { first: root, last: root }, provider.local, layout))
  return {
    addsOnly: true,
    splices: [...provider.splices, ...splices],
    prove(output) {
      const after = wrapOf(findOptions(output))
      if (after === null || !isProvided(output, after))
        throw new UnsupportedShape('the provider could not be proven to be around the app', 0)
    },
  }
}

/** Whether the component is the provider, or returns it around everything on each of its ways. */
function isProvided(file: SourceFile, wrap: Node | null): boolean {
  if (wrap === null || !file.getFullText().includes(AUTHKIT_PROVIDER.module)) return false
  const imported = importOf(wrap)
  if (imported !== null)
    return imported.module === AUTHKIT_PROVIDER.module && imported.name === AUTHKIT_PROVIDER.name
  return rootsOf(wrap).every(isProvider)
}

/** The elements that a component returns. */
function rootsOf(component: Node): Node[] {
  const callable = callableOf(component)
  return returnsOf(callable, `\`${OPTION}\` of the router`).map((result) => {
    const root = unwrap(result)
    if (Node.isJsxElement(root) || Node.isJsxSelfClosingElement(root) || Node.isJsxFragment(root)) return root
    throw new UnsupportedShape(`\`${OPTION}\` of the router returns something else than an element`, root)
  })
}

/** The value of the option, `null` when it is not given. */
function wrapOf(options: ObjectLiteralExpression): Node | null {
  const ways = propertyWays(options, OPTION)
  const unseen = outOfSight(ways, () => false)
  if (unseen !== null) throw unseen
  const [found, second] = leavesOf(ways)
  if (second !== undefined)
    throw new UnsupportedShape(`\`${OPTION}\` of the router is given by a condition`, options)
  return found?.kind === 'given' ? found.value : null
}

function findOptions(file: SourceFile): ObjectLiteralExpression {
  const [call, second] = file.getDescendantsOfKind(SyntaxKind.CallExpression).filter(isFactory)
  if (call === undefined) throw new UnsupportedShape('no router is made here', 0)
  if (second !== undefined) throw new UnsupportedShape('several routers are made here', second)
  const [argument] = call.getArguments()
  const ways = argument === undefined ? null : objectWays(argument)
  const [options, other] = ways === null ? [] : leavesOf(ways)
  if (options === undefined || other !== undefined || ways?.kind !== 'leaf')
    throw new UnsupportedShape(
      "the router's options are not an object literal of this file",
      argument ?? call,
    )
  return options
}

function isFactory(call: CallExpression): boolean {
  const imported = importOf(call.getExpression())
  return imported?.module === ROUTER_PACKAGE && imported.name === 'createRouter'
}
