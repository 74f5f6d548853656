import type { Node, SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findCompiledSlots, isCompiled, isCompiledProvider, wrapCompiled } from './compiled-slot.ts'
import { AUTHKIT_PROVIDER, isProvider } from './authkit-provider.ts'
import { findSlots } from './find-slot.ts'
import type { OwnModules } from './own-component.ts'
import { isOutlet } from './pages.ts'
import type { Slot } from './slot.ts'
import { wrapJsx } from './wrap-jsx.ts'

/** What a file is edited for. */
export interface WrapSettings {
  /** What the file's own text does not show of its layout. */
  layout?: Layout
  /** The component of the document, in a module that has no root route. */
  exported?: string
  /** Specifiers of modules of the app's own that look like packages. Default none. */
  own?: readonly string[]
}

/**
 * Puts `<AuthKitProvider>` around the pages of the document and the app's own components beside them, such as a header
 * that shows who is signed in: from the first of them to the last.
 *
 * Before: `<body><Header />{children}<Scripts /></body>`
 * After: `<body><AuthKitProvider><Header />{children}</AuthKitProvider><Scripts /></body>`
 */
export function wrapWithProvider(
  path: string,
  text: string,
  { layout, exported, own = [] }: WrapSettings = {},
): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout, { exported, own: new Set(own) }))
}

function plan(
  file: SourceFile,
  fallback: Layout | undefined,
  { exported, own }: { exported: string | undefined; own: OwnModules },
): Edit | null {
  const areCalls = isCompiled(file)
  const find = (source: SourceFile): Slot[] =>
    areCalls ? findCompiledSlots(source) : findSlots(source, exported, own)
  const slots = find(file)
  const open = slots.filter(({ pages }) => !pages.every(isProvided))
  if (open.length === 0) return null
  assertNotElsewhere(file, open)
  if (isProvidedByComponent(file)) return null
  const layout = layoutOf(file, fallback)
  const provider = ensureImport(file, AUTHKIT_PROVIDER, layout)
  const before = slots.map(({ pages }) => pages.map((page) => page.getText()).join('\n'))
  const wrapped = areCalls
    ? wrapCompiled(file, open, provider.local, layout)
    : open.flatMap((slot) => wrapJsx(file, slot, provider.local, layout))
  return {
    addsOnly: true,
    splices: [...provider.splices, ...wrapped],
    prove: (output) => prove(find(output), before),
  }
}

/** The pages are rendered where they were, and they and what is beside them are below exactly one provider of our module. */
function prove(slots: readonly Slot[], before: readonly string[]): void {
  const isProven =
    slots.length === before.length &&
    slots.every(({ pages, users }, at) => {
      const texts = pages.map((page) => page.getText()).join('\n')
      return texts === before[at] && [...pages, ...users].every((node) => providersAround(node) === 1)
    })
  if (!isProven) {
    throw new UnsupportedShape(
      'the provider could not be proven to be around the pages',
      slots[0]?.first ?? 0,
    )
  }
}

function isProvided(page: Node): boolean {
  return providersAround(page) > 0
}

function providersAround(node: Node): number {
  return node.getAncestors().filter((above) => isProvider(above) || isCompiledProvider(above)).length
}

/** The root route's own component may be where the pages get it: what is around an outlet is around them. */
function isProvidedByComponent(file: SourceFile): boolean {
  return findProvider(file)?.getDescendants().some(isOutlet) === true
}

function assertNotElsewhere(file: SourceFile, open: readonly Slot[]): void {
  const elsewhere = findProvider(file)
  const isAround = elsewhere?.getDescendants().some(isOutlet) === true
  if (elsewhere === undefined || isAround || open.length === 0) return
  throw new UnsupportedShape(
    `${AUTHKIT_PROVIDER.name} is already used here, but not around the pages`,
    elsewhere,
  )
}

function findProvider(file: SourceFile): Node | undefined {
  const imports = file.getFullText().includes(AUTHKIT_PROVIDER.module)
  return imports
    ? file.getDescendants().find((node) => isProvider(node) || isCompiledProvider(node))
    : undefined
}
