import type { FixModule } from './fix-module.ts'

/** A text as a string literal, in the quotes that the module's imports use. The text holds no quotes itself. */
export function quoteOf(module: FixModule, text: string): string {
  const quote = usesDoubleQuotes(module) ? '"' : "'"
  return `${quote}${text}${quote}`
}

/** Whether statements of the module end with a semicolon. */
export function usesSemicolons(module: FixModule): boolean {
  const [first] = module.program.body
  return first !== undefined && module.source[first.end - 1] === ';'
}

function usesDoubleQuotes({ program, source }: FixModule): boolean {
  const found = program.body.find((node) => node.type === 'ImportDeclaration')
  return found?.type === 'ImportDeclaration' && source[found.source.start] === '"'
}
