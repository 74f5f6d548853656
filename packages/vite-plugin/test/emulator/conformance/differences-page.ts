import type { Comparison } from './compare.ts'
import { DIFFERENCES } from './differences.ts'

/** The page of the docs: what is unlike, and in the answers to which requests. */
export function differencesPage(
  found: ReadonlyMap<string, Comparison>,
  versions: { readonly emulator: string },
): string {
  const unlike = [...found].filter(([, { texts }]) => texts.length > 0)
  const sameStatus = [...found.values()].filter(({ isSameStatus }) => isSameStatus).length
  const rows = DIFFERENCES.map(({ what, because, texts }) => [
    what,
    because,
    shorten(unlike.filter(([, own]) => own.texts.some((text) => texts.includes(text))).map(([name]) => name)),
  ])
  return `# The local AuthKit beside WorkOS' own emulator

<!-- Written by packages/vite-plugin/test/emulator/conformance; change it there. -->

WorkOS' command line has an emulator too (\`workos/emulate\`, here ${versions.emulator}). A test sends the same ${found.size} requests to both, right
and wrong ones, and compares the statuses, the error codes, and the names and types of all JSON fields. ${sameStatus} answers have
the same status. The answers differ in the ways below and in no other; there, the local AuthKit goes by WorkOS' API
reference and by what its SDKs read.

${table(['What', 'Why it is so here', 'In the answers to'], rows)}
`
}

/** Most requests that are named in one row. */
const MAX_NAMES = 3

function shorten(names: readonly string[]): string {
  const others = names.length - MAX_NAMES
  const shown = names.slice(0, others > 0 ? MAX_NAMES - 1 : MAX_NAMES).join('; ')
  return others > 0 ? `${shown}; and ${others + 1} more` : shown
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  return [
    line(header, ' '),
    line(
      header.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row, ' ')),
  ].join('\n')
}
