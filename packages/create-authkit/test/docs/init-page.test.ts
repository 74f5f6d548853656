import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { Flag } from '../../src/args.ts'
import { COMMANDS, COMMON_FLAGS, FLAGS } from '../../src/args.ts'
import { EXIT_CODE_LINES } from '../../src/help-text.ts'
import { parseArgs } from '../../src/parse-args.ts'

const page = readFileSync(new URL('../../../../docs/init.md', import.meta.url), 'utf8')

/** Rows of the table under a heading, without its head. */
function rowsUnder(heading: string): Array<[string, string]> {
  const start = page.indexOf(`\n${heading}\n`)
  const section = page.slice(start, page.indexOf('\n## ', start + 1))
  return [...section.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)]
    .slice(2)
    .map(([, left = '', right = '']) => [left, right])
}

test('lists every flag as the help does', () => {
  const flags = [...COMMANDS.init.flags, ...COMMON_FLAGS].map((name) => {
    const flag: Flag = FLAGS[name]
    const short = 'short' in flag && flag.short !== undefined ? `\`-${flag.short}\`, ` : ''
    const value = flag.type === 'string' ? ` <${flag.value}>` : ''
    return [`${short}\`--${name}${value}\``, flag.summary]
  })
  expect(rowsUnder('## Flags')).toEqual(flags)
})

test('the exit codes are those of the help', () => {
  expect(rowsUnder('## Exit codes')).toEqual(
    EXIT_CODE_LINES.map(([code, meaning]) => [`\`${code}\``, meaning]),
  )
})

const commands = [...page.matchAll(/^create-authkit-start (.*)$/gm)].map(([, command = '']) => command)

test.each(commands)('`%s` is a command line', (command) => {
  expect(parseArgs(command.split(' ')).command).toBe('init')
})

test('every flag it speaks of is one of the command', () => {
  const known = new Set<string>([...COMMANDS.init.flags, ...COMMON_FLAGS, 'fix'])
  const named = [...page.matchAll(/`--([a-z][a-z-]+)/g)].map(([, flag = '']) => flag)
  expect(named.filter((flag) => !known.has(flag))).toEqual([])
})
