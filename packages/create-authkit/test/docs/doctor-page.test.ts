import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { COMMANDS } from '../../src/args.ts'
import type { CheckDescription } from '../../src/checks/check-table.ts'
import { CHECKS, WIRE_CHECKS } from '../../src/checks/check-table.ts'
import { parseArgs } from '../../src/parse-args.ts'

const page = readFileSync(new URL('../../../../docs/doctor.md', import.meta.url), 'utf8')

/** The list of checks as the page has it. When the table changes, put what this test prints into the page. */
function checkList(table: Readonly<Record<string, CheckDescription>>): string {
  return Object.entries(table)
    .map(([code, { title, about, fixable }]) => {
      const by = fixable ? '\n\nPut right by `--fix`.' : ''
      return `### \`${code}\`\n\n${title}: ${about.charAt(0).toLowerCase()}${about.slice(1)}${by}\n`
    })
    .join('\n')
}

test.each([
  { heading: '## The checks', table: CHECKS },
  { heading: '## Asking a running server', table: WIRE_CHECKS },
])('lists every check under “$heading” as the table has it', ({ heading, table }) => {
  const start = page.indexOf('### ', page.indexOf(heading))
  const end = page.indexOf('\n## ', start)
  expect(page.slice(start, end)).toBe(checkList(table))
})

const commands = [...page.matchAll(/create-authkit-start( doctor[^\n`|]*| --check[^\n`|]*)/g)].map(
  ([, command = '']) => command.trim(),
)

test.each([...new Set(commands)])('`%s` is a command line', (command) => {
  expect(['doctor', 'init']).toContain(parseArgs(command.split(' ')).command)
})

test('the exit codes are those of the help', () => {
  const rows = [...page.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, meaning]) => [code, meaning])
  expect(rows).toEqual(COMMANDS.doctor.exitCodes)
})
