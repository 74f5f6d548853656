import type { ValueParser } from './parse-value.ts'

/** A label of a host name (RFC 1123, section 2.1), in lower case. */
const LABEL = /^(?!-)[a-z\d-]{1,63}(?<!-)$/

/** The same with one `*` in it, or nothing else. */
const WILDCARD_LABEL = /^[a-z\d-]*\*[a-z\d-]*$/

const PORT = /^[1-9]\d{0,4}$/

/** How many labels must follow one with `*`, so that nobody allows a whole top-level domain. */
const MIN_LABELS_AFTER_WILDCARD = 2

/** Patterns of hosts: a list, or text with commas between them. */
export const parseHosts: ValueParser<readonly string[]> = (raw) => {
  const values: unknown = typeof raw === 'string' ? raw.split(',') : raw
  if (!Array.isArray(values))
    return { problem: 'must be hosts with commas between them, or an array of hosts' }
  const hosts: string[] = []
  for (const value of values) {
    const host = typeof value === 'string' ? value.trim().toLowerCase() : ''
    if (!isHostPattern(host)) {
      return {
        problem:
          'must be hosts such as app.example.com, *.preview.example.com or my-app-*.vercel.app, without scheme or ' +
          `path (currently ${typeof value === 'string' ? `"${value}"` : String(value)})`,
      }
    }
    hosts.push(host)
  }
  return { value: hosts }
}

function isHostPattern(host: string): boolean {
  const [name = '', port, ...rest] = host.split(':')
  if (rest.length > 0 || (port !== undefined && !PORT.test(port))) return false
  const [first = '', ...labels] = name.split('.')
  if (!labels.every((label) => LABEL.test(label))) return false
  return LABEL.test(first) || (WILDCARD_LABEL.test(first) && labels.length >= MIN_LABELS_AFTER_WILDCARD)
}
