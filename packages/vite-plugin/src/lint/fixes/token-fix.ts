import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isImportOf } from '../known-modules.ts'
import { staticName, memberName } from '../syntax/static-name.ts'
import { DataReaders } from './data-readers.ts'
import { NotProven, type Fixer, type TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'

const WITH_TOKEN = 'getAuth'
const WITHOUT_TOKEN = 'getAuthAction'
const TOKEN = 'accessToken'

/** What comes from these, comes from AuthKit and not from a loader. */
const AUTHKIT_PREFIXES = ['virtual:authkit', '@workos/authkit-']

/**
 * AK005: `getAuth()` becomes `getAuthAction()`, which answers the same without the access token.
 *
 * Before: `loader: () => getAuth()`
 * After: `loader: () => getAuthAction()`
 *
 * Proven is that nothing in the app reads an `accessToken`, or demands it by a type, that may come from there, and that
 * the data it is in gets to nobody who could read it without the name.
 */
export const fixToken: Fixer = (diagnostic, modules) => {
  const at = diagnostic.trace?.at(-1) ?? diagnostic
  const module = modules.open(at.file)
  const call = module.callAt(at)
  if (call === undefined || !isGetAuth(module, call.callee)) {
    throw new NotProven(`Only a call of \`${WITH_TOKEN}\` can be replaced by one without the token.`)
  }
  for (const reader of modules.mentioning(TOKEN)) mustNotReadToken(modules, reader, module)
  const readers = new DataReaders(modules)
  readers.resultAt(module, call, [TOKEN])
  readers.mustNotBeTyped()
  return { fix: { title: 'leave the access token out', edits: rename(module, call.callee) } }
}

function isGetAuth(module: FixModule, callee: ESTree.Node): boolean {
  const values = module.evaluate(callee)
  const [value] = values
  return (
    values.length === 1 && value?.kind === 'import' && isImportOf(value, AUTHKIT_SERVER_MODULES, WITH_TOKEN)
  )
}

/** @param home the module with the call: there, what `getAuth` answers may be what the loader returns */
function mustNotReadToken(modules: FixModules, module: FixModule, home: FixModule): void {
  for (const node of module.nodes()) {
    const from = tokenReadFrom(module, node)
    if (from === undefined || (from !== null && isOfAuthKit(module, from, module === home))) continue
    throw new NotProven(
      `\`${TOKEN}\` in ${modules.show(module.file)}:${module.lineOf(node)} may be the one from the loader.`,
    )
  }
}

/** What a node takes the token from; `null` when that can't be told, `undefined` when it takes none. */
function tokenReadFrom(module: FixModule, node: ESTree.Node): ESTree.Node | null | undefined {
  switch (node.type) {
    case 'MemberExpression':
      return memberName(node) === TOKEN ? node.object : undefined
    case 'ObjectPattern': {
      const hasToken = node.properties.some(
        (property) => property.type === 'Property' && staticName(property.key, property.computed) === TOKEN,
      )
      if (!hasToken) return undefined
      const parent = module.parentOf(node)
      return parent?.type === 'VariableDeclarator' ? parent.init : null
    }
    case 'TSPropertySignature':
      return staticName(node.key, node.computed) === TOKEN ? null : undefined
    case 'Literal':
      return node.value === TOKEN ? null : undefined
    default:
      return undefined
  }
}

function isOfAuthKit(module: FixModule, node: ESTree.Node, isHome: boolean): boolean {
  const values = module.evaluate(node)
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        value.kind === 'import' &&
        AUTHKIT_PREFIXES.some((prefix) => value.specifier.startsWith(prefix)) &&
        !(isHome && value.path[0] === WITH_TOKEN),
    )
  )
}

/** Calls the other function in this one place. */
function rename(module: FixModule, callee: ESTree.Node): readonly TextEdit[] {
  const replace = ({ start, end }: ESTree.Node, text: string): TextEdit => ({
    file: module.file,
    start,
    end,
    text,
  })
  if (callee.type === 'MemberExpression' && !callee.computed) return [replace(callee.property, WITHOUT_TOKEN)]
  const binding = callee.type === 'Identifier' ? module.bindingOf(callee) : undefined
  if (callee.type !== 'Identifier' || binding?.kind !== 'import') {
    throw new NotProven(
      `How \`${module.textOf(callee)}\` is imported leaves no place for the other function.`,
    )
  }
  const specifiers = module.program.body.flatMap((node) =>
    node.type === 'ImportDeclaration' && node.source.value === binding.specifier ? node.specifiers : [],
  )
  const other = specifiers.find((specifier) => importedName(specifier) === WITHOUT_TOKEN)
  const own = specifiers.find(({ local }) => local.name === callee.name)
  if (own?.type !== 'ImportSpecifier') throw new NotProven(`\`${callee.name}\` is not imported by name.`)
  const { values, inTypes } = module.usesOf(binding, callee.name)
  if (other !== undefined) return [replace(callee, other.local.name)]
  if (module.bindingNamed(WITHOUT_TOKEN, callee) !== undefined || module.source.includes(WITHOUT_TOKEN)) {
    throw new NotProven(`The name \`${WITHOUT_TOKEN}\` stands for something else here.`)
  }
  const isAlone = values.length === 1 && !inTypes
  if (!isAlone) {
    return [
      replace(callee, WITHOUT_TOKEN),
      { file: module.file, start: own.end, end: own.end, text: `, ${WITHOUT_TOKEN}` },
    ]
  }
  // An alias stays: `import { getAuth as auth }` becomes `import { getAuthAction as auth }`.
  const isAliased = own.local.name !== importedName(own)
  return isAliased
    ? [replace(own.imported, WITHOUT_TOKEN)]
    : [replace(own, WITHOUT_TOKEN), replace(callee, WITHOUT_TOKEN)]
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string | undefined {
  if (specifier.type !== 'ImportSpecifier') return undefined
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value
}
