import { countLayout, decideLayout } from '../codemods/syntax/layout.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import type { SourceStyle } from './project.ts'

/** Reads the style of an app from some of its own files: those that exist are counted together. */
export function readSourceStyle(
  paths: readonly string[],
  read: (path: string) => string | null,
): SourceStyle {
  const counts = paths.flatMap((path) => {
    const text = read(path)
    return text === null ? [] : [countLayout(parseSource(path, text))]
  })
  return decideLayout(counts)
}
