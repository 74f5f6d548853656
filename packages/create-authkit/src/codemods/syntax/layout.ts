import { type Node, type SourceFile, ts } from 'ts-morph'

/** The layout of source text that new lines have to follow. */
export interface Layout {
  quotes: 'single' | 'double'
  semicolons: boolean
  /** One level of indentation. */
  indent: string
  eol: '\n' | '\r\n'
}

/** How often each habit occurs, so that the counts of several files can be added up. */
export interface LayoutCounts {
  single: number
  double: number
  semicolons: number
  bare: number
  crlf: number
  lf: number
  /** By unit: a tab, or a number of spaces. */
  indents: Map<string, number>
}

/** What a file without any habit of its own follows: what `@tanstack/cli create` writes. */
export const DEFAULT_LAYOUT: Layout = { quotes: 'single', semicolons: false, indent: '  ', eol: '\n' }

const OPTIONAL_SEMICOLON: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExportAssignment,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.TypeAliasDeclaration,
])

/** Reads one file's own layout; what it does not show is taken from `fallback`. */
export function layoutOf(file: SourceFile, fallback: Layout = DEFAULT_LAYOUT): Layout {
  return decideLayout([countLayout(file)], fallback)
}

/** The habit that prevails over all counted files. */
export function decideLayout(counts: readonly LayoutCounts[], fallback: Layout = DEFAULT_LAYOUT): Layout {
  const sum = (key: 'single' | 'double' | 'semicolons' | 'bare' | 'crlf' | 'lf'): number =>
    counts.reduce((total, count) => total + count[key], 0)
  const indents = new Map<string, number>()
  for (const count of counts) {
    for (const [unit, times] of count.indents) indents.set(unit, (indents.get(unit) ?? 0) + times)
  }
  const [indent] = [...indents].toSorted((a, b) => b[1] - a[1])[0] ?? [fallback.indent]
  return {
    quotes: prevailing(sum('single'), sum('double'), 'single', 'double', fallback.quotes),
    semicolons: prevailing(sum('semicolons'), sum('bare'), true, false, fallback.semicolons),
    indent,
    eol: prevailing(sum('crlf'), sum('lf'), '\r\n', '\n', fallback.eol),
  }
}

/** Counts the habits of one file. Walks the compiler's own nodes: wrapping each of them takes ten times as long. */
export function countLayout(source: SourceFile): LayoutCounts {
  const file = source.compilerNode
  const text = file.text
  const counts: LayoutCounts = {
    single: 0,
    double: 0,
    semicolons: 0,
    bare: 0,
    crlf: 0,
    lf: 0,
    indents: new Map(),
  }
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) {
      // JSX attributes are double-quoted whatever the rest of the file does.
      if (!ts.isJsxAttribute(node.parent)) counts[text[node.getStart(file)] === "'" ? 'single' : 'double']++
    } else if (OPTIONAL_SEMICOLON.has(node.kind)) {
      counts[text[node.end - 1] === ';' ? 'semicolons' : 'bare']++
    }
    const unit = indentUnit(node, file)
    if (unit !== null) counts.indents.set(unit, (counts.indents.get(unit) ?? 0) + 1)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file, visit)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (text[at - 1] === '\r') counts.crlf++
    else counts.lf++
  }
  return counts
}

/** Whether a statement is of a kind that ends with a semicolon in the style that uses them. */
export function endsWithOptionalSemicolon(node: Node): boolean {
  return OPTIONAL_SEMICOLON.has(node.getKind())
}

/** White space before the first token of the line that holds `at`. */
export function indentationAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1
  let end = start
  while (text[end] === ' ' || text[end] === '\t') end++
  return text.slice(start, end)
}

/** Whether only white space is before `at` on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1
  return text.slice(start, at).trim() === ''
}

/** What a node's line is indented further than the line of the block, object or element around it. */
function indentUnit(node: ts.Node, file: ts.SourceFile): string | null {
  const { parent } = node
  const indents =
    ts.isBlock(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    (ts.isJsxElement(parent) && node !== parent.openingElement && node !== parent.closingElement)
  if (!indents || ts.isJsxText(node)) return null
  const start = node.getStart(file)
  if (!isFirstOnLine(file.text, start)) return null
  const inner = indentationAt(file.text, start)
  const outer = indentationAt(file.text, parent.getStart(file))
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : null
}

function prevailing<T>(first: number, second: number, a: T, b: T, fallback: T): T {
  if (first === second) return fallback
  return first > second ? a : b
}
