import type { SourceFile } from 'ts-morph'
import type { CodemodResult } from './codemod-result.ts'
import { type Edit, editSource } from './syntax/edit-source.ts'
import { type Layout, layoutOf } from './syntax/layout.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'

/** Package that declares the virtual modules. */
export const VIRTUAL_TYPES = 'vite-plugin-authkit-start/virtual'

/** Package that declares WorkOS' modules for `compat: true` without their packages. */
const COMPAT_TYPES = 'vite-plugin-authkit-start/compat'

/** The directive that makes TypeScript know the virtual modules. */
export const VIRTUAL_TYPES_REFERENCE = `/// <reference types="${VIRTUAL_TYPES}" />`

/**
 * Adds the reference to the virtual modules' types to a declaration file, below the references it has: a
 * triple-slash directive counts only above the first statement.
 *
 * @param layout what the file's own text does not show of its layout
 */
export function addTypesReference(path: string, text: string, layout?: Layout): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout))
}

/** Puts the types of the virtual modules in the place of those that stand in for WorkOS' packages. */
export function replaceCompatTypes(path: string, text: string): CodemodResult {
  if (!text.includes(COMPAT_TYPES)) return { status: 'unchanged' }
  return editSource(path, text, (file) => {
    const compat = file
      .getTypeReferenceDirectives()
      .find((reference) => reference.getFileName() === COMPAT_TYPES)
    if (compat === undefined) return null
    const before = references(file)
    return {
      splices: [{ at: compat.getPos(), remove: COMPAT_TYPES.length, insert: VIRTUAL_TYPES }],
      prove(output) {
        const expected = before.map((name) => (name === COMPAT_TYPES ? VIRTUAL_TYPES : name))
        if (references(output).join('\n') !== expected.join('\n'))
          throw new UnsupportedShape('the reference would not count', compat.getPos())
      },
    }
  })
}

function plan(file: SourceFile, fallback: Layout | undefined): Edit | null {
  if (references(file).includes(VIRTUAL_TYPES)) return null
  const text = file.getFullText()
  const { eol } = layoutOf(file, fallback)
  const last = Math.max(0, ...allReferences(file).map((reference) => reference.getEnd()))
  const lineEnd = text.indexOf('\n', last)
  const at = last === 0 ? 0 : lineEnd === -1 ? text.length : lineEnd + 1
  const insert =
    at > 0 && lineEnd === -1 ? `${eol}${VIRTUAL_TYPES_REFERENCE}` : `${VIRTUAL_TYPES_REFERENCE}${eol}`
  const before = references(file)
  return {
    splices: [{ at, insert }],
    prove(output) {
      const after = references(output)
      const complete = after.includes(VIRTUAL_TYPES) && before.every((name) => after.includes(name))
      if (!complete) throw new UnsupportedShape('the reference would not count', at)
    },
  }
}

function references(file: SourceFile): string[] {
  return file.getTypeReferenceDirectives().map((reference) => reference.getFileName())
}

function allReferences(file: SourceFile): { getEnd(): number }[] {
  return [
    ...file.getTypeReferenceDirectives(),
    ...file.getPathReferenceDirectives(),
    ...file.getLibReferenceDirectives(),
  ]
}
