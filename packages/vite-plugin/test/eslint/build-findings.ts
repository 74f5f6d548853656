import { positionAt } from '../../src/diagnostics/position.ts'
import { lint } from '../lint/lint-fixture.ts'

/** A finding as editors and builds can be compared by; lines and columns from 1. */
export interface Place {
  rule: string
  line: number
  column: number
  endLine: number
  endColumn: number
}

/** What a build finds in a module. */
export function buildFindings(source: string): Place[] {
  return lint(source).map(({ rule, start, end }) => {
    const { line, column } = positionAt(source, start)
    const { line: endLine, column: endColumn } = positionAt(source, end)
    return { rule: `authkit/${rule}`, line, column, endLine, endColumn }
  })
}
