import { Node } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { parseSource, syntaxErrorAt } from '../syntax/source-file.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findSlots } from './find-slot.ts'
import { importOfTag } from './pages.ts'
import { AUTHKIT_PROVIDER, isProvider } from './authkit-provider.ts'

/** The modules of the components that are around the pages in the document, or are them, from the innermost on. */
export function modulesAroundSlot(path: string, text: string): string[] {
  try {
    return findSlots(parseSource(path, text))
      .flatMap(({ pages }) => pages.flatMap((page) => [page, ...page.getAncestors()]))
      .flatMap((node) => importOfTag(node)?.module ?? [])
  } catch (error) {
    if (error instanceof UnsupportedShape) return []
    throw error
  }
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
