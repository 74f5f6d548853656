import type { SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { keepsCode } from './keeps-code.ts'
import { parseSource, syntaxErrorAt } from './source-file.ts'
import { applySplices, type Splice } from './splice.ts'
import { UnsupportedShape } from './unsupported-shape.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** The edit a codemod wants, with the post-condition it must have. */
export interface Edit {
  splices: Splice[]
  /** Something about the file that the user should know. */
  note?: string
  /** Whether the edit only adds code: then the output must hold all that was there, in its order. */
  addsOnly?: boolean
  /** Checks the re-parsed output; throws {@link UnsupportedShape} when it does not hold. */
  prove(output: SourceFile): void
}

/**
 * Runs a codemod on one source text. The output is re-parsed and must be free of syntax errors, satisfy the edit's
 * own post-condition, and leave nothing to do for a second run; an edit that only adds must keep all that was there.
 *
 * @param plan answers with the edit, or `null` when there is nothing to do; throws {@link UnsupportedShape}
 */
export function editSource(
  path: string,
  text: string,
  plan: (file: SourceFile) => Edit | null,
): CodemodResult {
  const bom = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const source = text.slice(bom.length)
  try {
    const file = parseSource(path, source)
    const broken = syntaxErrorAt(file)
    if (broken !== null) throw new UnsupportedShape('the file has a syntax error', broken)
    const edit = plan(file)
    if (edit === null) return { status: 'unchanged' }
    const place = edit.splices[0]?.at ?? 0
    const output = applySplices(source, edit.splices)
    const reparsed = parseSource(path, output)
    if (syntaxErrorAt(reparsed) !== null) throw new UnsupportedShape('the edit would not parse', place)
    if (edit.addsOnly === true && !keepsCode(file, reparsed)) {
      throw new UnsupportedShape('the edit would take code away', place)
    }
    edit.prove(reparsed)
    if (plan(reparsed) !== null) {
      throw new UnsupportedShape('the edit would not be recognised by a second run', place)
    }
    const changed = { status: 'changed', text: bom + output } as const
    return edit.note === undefined ? changed : { ...changed, note: edit.note }
  } catch (error) {
    if (!(error instanceof UnsupportedShape)) throw error
    return { status: 'unsupported', reason: error.message, at: error.at + bom.length, ...error.advice }
  }
}
