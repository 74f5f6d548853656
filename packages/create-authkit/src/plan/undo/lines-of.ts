/** The lines of a text, each with its end: a changed line end is a changed line. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? []
}
