import { splitLines } from '../../diagnostics/position.ts'

/** An `.env` file that can be shown: its variables, without a value. */
export interface MaskedEnvFile {
  /** The lines of the file; whatever is no name of a variable is left out. */
  text: string
  /** Where each variable's name stands in `text`; the last wins, as it does for its value. */
  variables: ReadonlyMap<string, { start: number; end: number }>
}

const LEFT_OUT = '…'

/** Takes everything out of an `.env` file that could be a secret: values, comments, the lines of long values. */
export function maskEnvFile(text: string): MaskedEnvFile {
  const variables = new Map<string, { start: number; end: number }>()
  const masked: string[] = []
  let length = 0
  const add = (line: string): void => {
    masked.push(line)
    length += line.length + 1
  }
  let quote: string | undefined
  for (const line of splitLines(text)) {
    const isInValue = quote !== undefined
    const assignment = isInValue ? undefined : readAssignment(line.text)
    if (assignment === undefined) {
      if (quote !== undefined && line.text.includes(quote)) quote = undefined
      add(line.text.trim() === '' ? '' : LEFT_OUT)
      continue
    }
    const start = length + assignment.lead.length
    variables.set(assignment.name, { start, end: start + assignment.name.length })
    add(`${assignment.lead}${assignment.name}=${LEFT_OUT}`)
    quote = openQuote(assignment.value)
  }
  return { text: masked.join('\n'), variables }
}

/** `export NAME=value` and `NAME = value`. */
function readAssignment(line: string): { lead: string; name: string; value: string } | undefined {
  const [, lead = '', name, value = ''] = /^(\s*(?:export\s+)?)([\w.-]+)\s*=(.*)$/u.exec(line) ?? []
  return name === undefined ? undefined : { lead, name, value: value.trim() }
}

/** The quote that a value begins with and does not end with: it goes on in the next line. */
function openQuote(value: string): string | undefined {
  const [first] = value
  const isQuote = first === '"' || first === "'" || first === '`'
  return isQuote && !value.slice(1).includes(first) ? first : undefined
}
