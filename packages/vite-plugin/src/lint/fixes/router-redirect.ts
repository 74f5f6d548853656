import type * as ESTree from 'oxc-parser'

import { ROUTER_MODULES } from '../known-modules.ts'
import { isRedirectCreator } from '../route-creators.ts'
import { NotProven, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'

const NAME = 'redirect'

/**
 * The name of the router's `redirect` at a place in a module, and what brings it in.
 *
 * @throws NotProven when the name is taken, or when there is no import to add it to
 */
export function nameOfRedirect(
  module: FixModule,
  at: ESTree.Node,
): { name: string; edits: readonly TextEdit[] } {
  const imports = module.program.body.filter(
    (node): node is ESTree.ImportDeclaration =>
      node.type === 'ImportDeclaration' &&
      node.importKind !== 'type' &&
      ROUTER_MODULES.includes(node.source.value),
  )
  for (const specifier of imports.flatMap(({ specifiers }) => specifiers)) {
    if (module.bindingNamed(specifier.local.name, at) === undefined) continue
    if (isRedirectCreator(module.evaluateName(specifier.local.name, at))) {
      return { name: specifier.local.name, edits: [] }
    }
  }
  if (module.bindingNamed(NAME, at) !== undefined) {
    throw new NotProven(`The name \`${NAME}\` stands for something else here.`)
  }
  const last = imports
    .flatMap(({ specifiers }) => specifiers)
    .findLast(({ type }) => type === 'ImportSpecifier')
  if (last === undefined) throw new NotProven(`There is no import of the router to add \`${NAME}\` to.`)
  return { name: NAME, edits: [{ file: module.file, start: last.end, end: last.end, text: `, ${NAME}` }] }
}
