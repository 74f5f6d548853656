import type { CodemodResult } from './codemod-result.ts'

/** Reads the text of an env file as the app's own tools do; `parseEnv` of `node:util` is what Vite 8 uses. */
export type EnvParser = (text: string) => Record<string, string | undefined>

/** A line of an env file: an assignment, or a comment (with its `#`). */
export type EnvLine = { name: string; value: string } | string

/** What {@link appendEnv} appends, and what counts as being there already. */
export interface EnvBlock {
  /** Comments and assignments in their order. Comments are left out when every assignment is. */
  lines: readonly EnvLine[]
  /**
   * `value`: a name without a value is given one by a later line, which is the one that counts.
   * `name`: the name is enough (for an example file).
   */
  present: 'value' | 'name'
}

/** Characters that mean the same to every reader of env files, without quotes. */
const PLAIN_VALUE = /^[\w.\-+/=:@,]*$/
const QUOTABLE_VALUE = /^[^'$\\\r\n]*$/

/**
 * Appends assignments to an env file. Nothing that is there is touched, and no name that has a value is given
 * another one.
 *
 * @param text the file, `''` for a new one
 */
export function appendEnv(text: string, block: EnvBlock, parse: EnvParser): CodemodResult {
  const before = parse(text)
  const missing = assignmentsOf(block).filter(({ name }) =>
    block.present === 'name' ? before[name] === undefined : (before[name] ?? '') === '',
  )
  if (missing.length === 0) return { status: 'unchanged' }
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const lines: string[] = []
  for (const line of block.lines) {
    if (typeof line === 'string') {
      lines.push(line)
      continue
    }
    if (!missing.includes(line)) continue
    const value = encodeValue(line.value)
    if (value === null)
      return { status: 'unsupported', reason: `the value of ${line.name} can't be written`, at: text.length }
    lines.push(`${line.name}=${value}`)
  }
  const result = `${text}${separator(text, eol)}${lines.join(eol)}${eol}`
  return proves(before, missing, parse(result))
    ? { status: 'changed', text: result }
    : { status: 'unsupported', reason: 'the end of the file is inside a quoted value', at: text.length }
}

function assignmentsOf(block: EnvBlock): { name: string; value: string }[] {
  return block.lines.filter((line) => typeof line !== 'string')
}

/** Ends the last line when it has no end, and leaves one line empty between the user's lines and ours. */
function separator(text: string, eol: string): string {
  if (text === '') return ''
  if (!text.endsWith('\n')) return `${eol}${eol}`
  return /\n\r?\n$/.test(text) ? '' : eol
}

function encodeValue(value: string): string | null {
  if (PLAIN_VALUE.test(value)) return value
  return QUOTABLE_VALUE.test(value) ? `'${value}'` : null
}

/** Every name reads as it did, and ours as they were meant. */
function proves(
  before: Record<string, string | undefined>,
  added: readonly { name: string; value: string }[],
  after: Record<string, string | undefined>,
): boolean {
  const expected: Record<string, string | undefined> = { ...before }
  for (const { name, value } of added) expected[name] = value
  const names = Object.keys(expected)
  return names.length === Object.keys(after).length && names.every((name) => after[name] === expected[name])
}
