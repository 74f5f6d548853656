import type { TextEdit } from './fix.ts'

/**
 * Applies edits to the files they are for; what is between them stays byte for byte.
 *
 * @returns the new text of each file that changes
 * @throws Error when two of them overlap
 */
export function applyEdits(
  edits: readonly TextEdit[],
  sourceOf: (file: string) => string | undefined,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const source = sourceOf(file)
    if (source === undefined) throw new Error(`There is no text of ${file} to edit.`)
    const own = edits.filter((edit) => edit.file === file)
    texts.set(file, applyTo(source, own))
  }
  return texts
}

function applyTo(source: string, edits: readonly TextEdit[]): string {
  let text = ''
  let at = 0
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (edit.start < at) throw new Error(`Two edits of ${edit.file} overlap.`)
    text += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return text + source.slice(at)
}
