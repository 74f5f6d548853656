import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { COMMANDS, COMMON_FLAGS } from '../../src/args.ts'
import { parseArgs } from '../../src/parse-args.ts'

const page = readFileSync(new URL('../../../../docs/migrate.md', import.meta.url), 'utf8')

test('every flag it speaks of is one of the command', () => {
  const known = new Set<string>([...COMMANDS.migrate.flags, ...COMMON_FLAGS])
  const named = [...page.matchAll(/`--([a-z][a-z-]+)/g)].map(([, flag = '']) => flag)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((flag) => !known.has(flag))).toEqual([])
})

const commands = [...page.matchAll(/create-authkit-start ([a-z][^\n`|]*)/g)].map(
  ([, command = '']) => command,
)

test.each([...new Set(commands)])('`%s` is a command line', (command) => {
  expect(Object.keys(COMMANDS)).toContain(parseArgs(command.split(' ')).command)
})
