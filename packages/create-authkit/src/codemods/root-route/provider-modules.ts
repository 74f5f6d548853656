import { Node } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { parseSource, syntaxErrorAt } from '../syntax/source-file.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { functionAround } from '../syntax/value.ts'
import { findSlots } from './find-slot.ts'
import { mayUseProvider, type OwnModules } from './own-component.ts'
import { importOfTag } from './pages.ts'
import type { Slot } from './slot.ts'
import { AUTHKIT_PROVIDER, isProvider } from './authkit-provider.ts'

/** The modules of the components that are around the pages in the document, or are them, from the innermost on. */
export function modulesAroundPages(path: string, text: string): string[] {
  return slotsOf(path, text)
    .flatMap(({ pages }) => pages.flatMap((page) => [page, ...page.getAncestors()]))
    .flatMap((node) => importOfTag(node)?.module ?? [])
}

/** The modules of the app's own components that the document renders outside of the provider: around it, or beside it. */
export function modulesOutsideProvider(path: string, text: string, own?: OwnModules): string[] {
  const documents = new Set(slotsOf(path, text, own).map(({ first }) => functionAround(first)))
  return [...documents]
    .flatMap((document) => document?.getDescendants() ?? [])
    .filter((node) => mayUseProvider(node, own) && !node.getAncestors().some(isProvider))
    .flatMap((node) => importOfTag(node)?.module ?? [])
}

/** Whether a module takes the user from the provider: imports one of the hooks, or a component that calls one. */
export function usesProvider(path: string, text: string): boolean {
  if (!text.includes(AUTHKIT_PROVIDER.module)) return false
  const file = parseSource(path, text)
  if (syntaxErrorAt(file) !== null) return false
  return file.getImportDeclarations().some((declaration) => {
    if (declaration.isTypeOnly() || declaration.getModuleSpecifierValue() !== AUTHKIT_PROVIDER.module)
      return false
    return declaration
      .getNamedImports()
      .some((name) => !name.isTypeOnly() && name.getName() !== AUTHKIT_PROVIDER.name)
  })
}

/** Whether a module has a component that renders the provider, or gives it to the router as `Wrap`. */
export function rendersProvider(path: string, text: string): boolean {
  if (!text.includes(AUTHKIT_PROVIDER.module)) return false
  const file = parseSource(path, text)
  if (syntaxErrorAt(file) !== null) return false
  return file
    .getDescendants()
    .some(
      (node) =>
        isProvider(node) || (Node.isPropertyAssignment(node) && isProviderName(node.getInitializer())),
    )
}

function isProviderName(node: Node | undefined): boolean {
  const imported = node === undefined ? null : importOf(node)
  return imported?.module === AUTHKIT_PROVIDER.module && imported.name === AUTHKIT_PROVIDER.name
}

function slotsOf(path: string, text: string, own?: OwnModules): Slot[] {
  try {
    return findSlots(parseSource(path, text), undefined, own)
  } catch (error) {
    if (error instanceof UnsupportedShape) return []
    throw error
  }
}
