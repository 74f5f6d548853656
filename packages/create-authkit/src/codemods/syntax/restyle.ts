import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { endsWithOptionalSemicolon, type Layout } from './layout.ts'
import { quote } from './quote.ts'
import { parseSource } from './source-file.ts'
import { applySplices, type Splice } from './splice.ts'

const TEMPLATE_INDENT = '  '

/**
 * Prints a template in the app's layout: its string literals re-quoted, semicolons added or left out, its
 * indentation and line ends translated. Nothing inside strings, template literals and comments is touched but
 * the indentation in front of a comment's line.
 *
 * @param path decides how the text is parsed
 * @param text source with single quotes or double, indented by two spaces, `\n` line ends
 */
export function restyle(path: string, text: string, layout: Layout): string {
  const file = parseSource(path, text)
  const splices: Splice[] = []
  for (const literal of file.getDescendantsOfKind(SyntaxKind.StringLiteral)) {
    if (Node.isJsxAttribute(literal.getParent())) continue
    const written = quote(literal.getLiteralValue(), layout)
    splices.push({ at: literal.getStart(), remove: literal.getWidth(), insert: written })
  }
  for (const node of file.getDescendants()) {
    if (!endsWithOptionalSemicolon(node)) continue
    const has = node.getText().endsWith(';')
    if (layout.semicolons && !has) splices.push({ at: node.getEnd(), insert: ';' })
    if (!layout.semicolons && has) splices.push({ at: node.getEnd() - 1, remove: 1, insert: '' })
  }
  splices.push(...indentationSplices(file, layout))
  return applySplices(text, splices).replaceAll('\n', layout.eol)
}

function indentationSplices(file: SourceFile, layout: Layout): Splice[] {
  const text = file.getFullText()
  const literals = [
    ...file.getDescendantsOfKind(SyntaxKind.TemplateExpression),
    ...file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral),
  ].map((node) => [node.getStart(), node.getEnd()] as const)
  const splices: Splice[] = []
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    if (literals.some(([start, end]) => start < at && at < end)) continue
    let levels = 0
    while (text.startsWith(TEMPLATE_INDENT, at + levels * TEMPLATE_INDENT.length)) levels++
    if (levels > 0)
      splices.push({ at, remove: levels * TEMPLATE_INDENT.length, insert: layout.indent.repeat(levels) })
  }
  return splices
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline === -1 ? text.length : newline + 1
}
