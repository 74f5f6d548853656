import { CliError } from '../cli-error.ts'

const BYTE_ORDER_MARK = '\uFEFF'

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Parses a JSON file that holds an object.
 *
 * @param name how the file is called in the message
 * @throws CliError `ERR_INVALID_JSON` with line and column
 */
export function parseJsonObject(name: string, text: string): Record<string, unknown> {
  const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    const place = placeOf(error, source)
    throw new CliError(`${name} is not valid JSON${place}`, {
      code: 'ERR_INVALID_JSON',
      help: `Correct ${name}, then run the command again. Nothing was changed.`,
      cause: error,
    })
  }
  if (isRecord(value)) return value
  throw new CliError(`${name} does not hold a JSON object`, { code: 'ERR_INVALID_JSON' })
}

/** ` (line 3, column 5)`: read from the offset in V8's message, which has no other form. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  const marker = 'at position '
  const from = message.indexOf(marker)
  const offset = from === -1 ? text.length : Number.parseInt(message.slice(from + marker.length), 10)
  const before = text.slice(0, Math.min(offset, text.length)).split('\n')
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`
}
