import type { FixModule } from './fix-module.ts'

/** A text as a string literal, in the quotes that the module's imports use. The text holds no quotes itself. */
export function quoteOf(module: FixModule, text: string): string {
  const quote = usesDoubleQuotes(module) ? '"' : "'"
  return `${quote}${text}${quote}`
}

/** `;` when statements of the module end with one, else nothing. */
export function statementEnd({ program, source }: FixModule): '' | ';' {
  const [first] = program.body
  return first !== undefined && source[first.end - 1] === ';' ? ';' : ''
}

/** The line end that the module uses first. */
export function lineEndOf({ source }: FixModule): '\n' | '\r\n' {
  return source[source.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n'
}

/** White space in front of the line that holds an offset. */
export function indentationAt({ source }: FixModule, offset: number): string {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1)
  return line.slice(0, line.length - line.trimStart().length)
}

/** One level of indentation: that of the first line which has any. */
export function indentUnit(module: FixModule): string {
  const { source } = module
  for (let at = source.indexOf('\n') + 1; at > 0; at = source.indexOf('\n', at) + 1) {
    const character = source[at]
    if (character !== ' ' && character !== '\t') continue
    const indentation = indentationAt(module, at)
    if (!indentation.includes('\n')) return indentation
  }
  return '  '
}

function usesDoubleQuotes({ program, source }: FixModule): boolean {
  const found = program.body.find((node) => node.type === 'ImportDeclaration')
  return found?.type === 'ImportDeclaration' && source[found.source.start] === '"'
}
