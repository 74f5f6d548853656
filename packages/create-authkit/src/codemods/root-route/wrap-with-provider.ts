import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findSlot, isOutlet } from './find-slot.ts'

/** The provider the root route needs. */
export const AUTHKIT_PROVIDER = { module: 'virtual:authkit/client', name: 'AuthKitProvider' } as const

/**
 * Puts `<AuthKitProvider>` around the pages of the document.
 *
 * Before: `<body>{children}<Scripts /></body>`
 * After: `<body><AuthKitProvider>{children}</AuthKitProvider><Scripts /></body>`
 *
 * @param layout what the file's own text does not show of its layout
 */
export function wrapWithProvider(path: string, text: string, layout?: Layout): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout))
}

function plan(file: SourceFile, fallback: Layout | undefined): Edit | null {
  const slot = findSlot(file)
  if (isProvided(slot)) return null
  const imports = file.getFullText().includes(AUTHKIT_PROVIDER.module)
  const elsewhere = imports ? file.getDescendants().find(isProvider) : undefined
  // The root route's own component may be where the pages get it: what is around an outlet is around them.
  if (elsewhere?.getDescendants().some(isOutlet) === true) return null
  if (elsewhere !== undefined) {
    throw new UnsupportedShape(
      `${AUTHKIT_PROVIDER.name} is already used here, but not around the pages`,
      elsewhere,
    )
  }
  const provider = ensureImport(file, AUTHKIT_PROVIDER, layoutOf(file, fallback))
  const text = slot.getText()
  return {
    addsOnly: true,
    splices: [
      ...provider.splices,
      { at: slot.getStart(), insert: `<${provider.local}>` },
      { at: slot.getEnd(), insert: `</${provider.local}>` },
    ],
    prove: (output) => prove(output, text),
  }
}

/** The pages are rendered where they were, as the only child of the provider from our module. */
function prove(output: SourceFile, slotText: string): void {
  const slot = findSlot(output)
  const provider = slot.getParent()
  const wraps =
    provider !== undefined &&
    isProvider(provider) &&
    Node.isJsxElement(provider) &&
    provider.getJsxChildren().length === 1
  if (!wraps || slot.getText() !== slotText) {
    throw new UnsupportedShape('the provider could not be proven to be around the pages', slot)
  }
}

function isProvided(slot: Node): boolean {
  return slot.getAncestors().some(isProvider)
}

/** Whether a node is the provider, from our module. */
export function isProvider(node: Node): boolean {
  const tag = Node.isJsxElement(node)
    ? node.getOpeningElement().getTagNameNode()
    : node.asKind(SyntaxKind.JsxSelfClosingElement)?.getTagNameNode()
  const imported = tag === undefined ? null : importOf(tag)
  return imported?.module === AUTHKIT_PROVIDER.module && imported.name === AUTHKIT_PROVIDER.name
}
