import { Node, type SourceFile } from 'ts-morph'
import type { CodemodResult } from './codemod-result.ts'
import { DEPENDENCY_LISTS, objectOf, rootObject } from './package-json.ts'
import { type Edit, editSource } from './syntax/edit-source.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'
import { propertyOf } from './syntax/value.ts'

/** A dependency that is declared already, and the range it gets. */
export interface NewRange {
  name: string
  /** The range it has. */
  from: string
  to: string
}

/** Gives a declared dependency of package.json another range, in the first list that has it. */
export function setDependencyRange(text: string, wanted: NewRange): CodemodResult {
  return editSource('package.json', text, (file) => plan(file, wanted))
}

function plan(file: SourceFile, { name, from, to }: NewRange): Edit | null {
  const range = rangeOf(file, name)
  const value = range.getLiteralValue()
  if (value === to) return null
  if (value !== from) throw new UnsupportedShape(`\`${name}\` is \`${value}\` there`, range)
  const before = file.getFullText()
  const [start, end] = [range.getStart() + 1, range.getEnd() - 1]
  return {
    splices: [{ at: start, remove: end - start, insert: to }],
    prove: (output) => {
      const isProven =
        rangeOf(output, name).getLiteralValue() === to &&
        output.getFullText() === before.slice(0, start) + to + before.slice(end)
      if (!isProven) throw new UnsupportedShape('the range could not be proven to be in place', start)
    },
  }
}

function rangeOf(file: SourceFile, name: string): Node & { getLiteralValue(): string } {
  const root = rootObject(file)
  for (const list of DEPENDENCY_LISTS) {
    const object = objectOf(propertyOf(root, list))
    const property = object === null ? undefined : propertyOf(object, name)
    const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
    if (Node.isStringLiteral(value)) return value
  }
  throw new UnsupportedShape(`\`${name}\` is not declared`, 0)
}
