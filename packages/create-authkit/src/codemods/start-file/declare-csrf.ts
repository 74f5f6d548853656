import { type Node, type SourceFile, ts } from 'ts-morph'
import { ensureImport, freeName } from '../syntax/imports.ts'
import type { Layout } from '../syntax/layout.ts'
import { quote } from '../syntax/quote.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { CSRF_FACTORY } from './classify-middleware.ts'
import { START_PACKAGE } from './find-options.ts'

/** Declares CSRF protection above the statement that is going to use it. */
export function declareCsrf(
  file: SourceFile,
  user: Node,
  layout: Layout,
): { local: string; imports: Splice[]; declaration: Splice } {
  const factory = ensureImport(file, { module: START_PACKAGE, name: CSRF_FACTORY }, layout)
  const local = freeName(file, 'csrfMiddleware')
  const end = layout.semicolons ? ';' : ''
  const lines = [
    `const ${local} = ${factory.local}({`,
    `${layout.indent}filter: (ctx) => ctx.handlerType === ${quote('serverFn', layout)},`,
    `})${end}`,
    '',
    '',
  ]
  const statement = user.getAncestors().find((ancestor) => ancestor.getParent() === file)
  if (statement === undefined)
    throw new UnsupportedShape('the options are not in a statement of the file', user)
  const at = startWithOwnComments(file.getFullText(), statement.getFullStart(), statement.getStart())
  return { local, imports: factory.splices, declaration: { at, insert: lines.join(layout.eol) } }
}

/** Where a statement starts, the comments directly above it included. */
function startWithOwnComments(text: string, fullStart: number, start: number): number {
  let at = start
  for (const comment of (ts.getLeadingCommentRanges(text, fullStart) ?? []).toReversed()) {
    const between = text.slice(comment.end, at)
    if (between.split('\n').length > 2) break
    at = comment.pos
  }
  return at
}
