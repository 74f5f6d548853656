import { Node, type SourceFile } from 'ts-morph'
import { editSource } from '../syntax/edit-source.ts'
import { findNamedExport } from '../syntax/exports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { freeName } from '../syntax/imports.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findCreateStart, isStartCall, START_EXPORT } from './find-options.ts'

const NOTE = `Start reads only the export \`${START_EXPORT}\`: what this file makes had no effect so far, and gets it now`

/**
 * Exports the result of the one `createStart()` of a start file under the name that Start reads; the default export stays.
 *
 * Before: `export default createStart(() => ({}))`
 * After: `export const startInstance = createStart(() => ({}))` and `export default startInstance`
 *
 * @returns `null` for any other file
 */
export function exportStart(
  path: string,
  text: string,
  layout: Layout | undefined,
): { text: string; note: string } | null {
  const result = editSource(path, text, (file) => {
    if (findNamedExport(file, START_EXPORT) !== null) return null
    return {
      splices: splicesFor(file, layout),
      prove: (output) => prove(file, output),
    }
  })
  return result.status === 'changed' ? { text: result.text, note: NOTE } : null
}

function splicesFor(file: SourceFile, fallback: Layout | undefined): Splice[] {
  const { eol, semicolons } = layoutOf(file, fallback)
  const end = semicolons ? ';' : ''
  const found = findNamedExport(file, 'default')
  const assignment = file.getExportAssignments().find((node) => !node.isExportEquals())
  const value = found?.kind === 'here' ? found.node : undefined
  const text = file.getFullText()
  const atEnd = (line: string): Splice => {
    const gap = text.endsWith('\n') ? eol : `${eol}${eol}`
    return { at: text.length, insert: `${gap}${line}${end}${text.endsWith('\n') ? eol : ''}` }
  }
  if (assignment !== undefined && value !== undefined && isStartCall(value, 'createStart')) {
    if (freeName(file, START_EXPORT) !== START_EXPORT)
      throw new UnsupportedShape(`\`${START_EXPORT}\` is the name of something else here`, assignment)
    const from = assignment.getStart()
    return [
      { at: from, remove: value.getStart() - from, insert: `export const ${START_EXPORT} = ` },
      atEnd(`export default ${START_EXPORT}`),
    ]
  }
  const declarations = file
    .getVariableDeclarations()
    .filter((node) => isStartCall(node.getInitializer() ?? node, 'createStart'))
  const [only, second] = declarations
  if (only === undefined || second !== undefined || !Node.isIdentifier(only.getNameNode()))
    throw new UnsupportedShape(`nothing here could be \`${START_EXPORT}\``, 0)
  const name = only.getName()
  return [atEnd(name === START_EXPORT ? `export { ${name} }` : `export { ${name} as ${START_EXPORT} }`)]
}

/** The same call is exported under the name, and by default what was exported before. */
function prove(before: SourceFile, output: SourceFile): void {
  const call = findCreateStart(output)
  const hadDefault = findNamedExport(before, 'default') !== null
  const isKept = before.getFullText().includes(call.getText())
  if (!isKept || hadDefault !== (findNamedExport(output, 'default') !== null))
    throw new UnsupportedShape('the export could not be proven to be in place', call)
}
