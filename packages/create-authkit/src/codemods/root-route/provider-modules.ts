import { Node } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { parseSource } from '../syntax/source-file.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findSlot } from './find-slot.ts'
import { AUTHKIT_PROVIDER, isProvider } from './wrap-with-provider.ts'

/** The modules of the components that are around the pages in the document, from the innermost on. */
export function modulesAroundSlot(path: string, text: string): string[] {
  try {
    return findSlot(parseSource(path, text))
      .getAncestors()
      .flatMap((ancestor) => {
        if (!Node.isJsxElement(ancestor)) return []
        return importOf(ancestor.getOpeningElement().getTagNameNode())?.module ?? []
      })
  } catch (error) {
    if (error instanceof UnsupportedShape) return []
    throw error
  }
}

/** Whether a module has a component that renders the provider. */
export function rendersProvider(path: string, text: string): boolean {
  return text.includes(AUTHKIT_PROVIDER.module) && parseSource(path, text).getDescendants().some(isProvider)
}
