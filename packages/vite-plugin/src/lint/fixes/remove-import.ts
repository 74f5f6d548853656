import type * as ESTree from 'oxc-parser'

import { forEachPatternName } from '../scope/pattern-names.ts'
import { NotProven, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import { removeFromList, removeStatement } from './remove-text.ts'

/**
 * Takes out the import of a function whose call goes, when nothing else in the module uses the name: neither as a
 * value nor, perhaps, as a type.
 *
 * @param going the node that goes; uses in it do not count
 * @throws NotProven when the name would be left over, unused
 */
export function removeImportUnlessUsed(
  module: FixModule,
  callee: ESTree.Node,
  going: ESTree.Node,
): readonly TextEdit[] {
  const name = callee.type === 'MemberExpression' ? callee.object : callee
  if (name.type !== 'Identifier') return []
  const binding = module.bindingOf(name)
  if (binding === undefined) return []
  const { values, inTypes } = module.usesOf(binding, name.name)
  const isUsed = values.some((use) => use.start < going.start || use.end > going.end)
  if (isUsed || inTypes) return []
  if (binding.kind !== 'import' && binding.kind !== 'variable') return []
  const edit =
    binding.kind === 'import'
      ? removeSpecifier(module, name.name)
      : removeDynamicImport(module, binding.init, name.name)
  if (edit !== undefined) return [edit]
  throw new NotProven(
    `Nothing would use \`${name.name}\` any more, and how it is declared leaves no way to take it out.`,
  )
}

function removeSpecifier(module: FixModule, local: string): TextEdit | undefined {
  for (const node of module.program.body) {
    if (node.type !== 'ImportDeclaration') continue
    const specifier = node.specifiers.find((candidate) => candidate.local.name === local)
    if (specifier === undefined) continue
    if (node.specifiers.length === 1) return removeStatement(module, node)
    // A default import beside the braces: taking one out leaves a list of another form.
    if (node.specifiers.some(({ type }) => type !== 'ImportSpecifier')) return undefined
    return removeFromList(module, node.specifiers, specifier)
  }
  return undefined
}

/** `const { getSignInUrl } = await import('virtual:authkit')`: importing AuthKit does nothing by itself. */
function removeDynamicImport(module: FixModule, init: ESTree.Expression, name: string): TextEdit | undefined {
  const declarator = module.parentOf(init)
  const declaration = declarator === undefined ? undefined : module.parentOf(declarator)
  if (declarator?.type !== 'VariableDeclarator' || declaration?.type !== 'VariableDeclaration') {
    return undefined
  }
  const isPlain =
    declaration.declarations.length === 1 &&
    init.type === 'AwaitExpression' &&
    init.argument.type === 'ImportExpression'
  const { id } = declarator
  if (!isPlain || id.type !== 'ObjectPattern') return undefined
  if (id.properties.length === 1) return removeStatement(module, declaration)
  const property = id.properties.find((candidate) => {
    let binds = false
    forEachPatternName(candidate.type === 'RestElement' ? candidate : candidate.value, (bound) => {
      binds ||= bound === name
    })
    return binds
  })
  const isInFixedList = property !== undefined && !id.properties.some(({ type }) => type === 'RestElement')
  return isInFixedList ? removeFromList(module, id.properties, property) : undefined
}
