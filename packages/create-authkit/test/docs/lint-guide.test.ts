import { readFileSync } from 'node:fs'

import { ruleMetas } from 'vite-plugin-authkit-start/lint'
import { expect, test } from 'vitest'

import { COMMANDS } from '../../src/args.ts'
import { parseArgs } from '../../src/parse-args.ts'

const guide = readFileSync(new URL('../../../../docs/lint.md', import.meta.url), 'utf8')

const commands = [...guide.matchAll(/create-authkit-start (lint[^\n>`]*)/g)].map(([, command = '']) =>
  command.trim(),
)

test.each([...new Set(commands)])('`%s` is a command line', (command) => {
  expect(parseArgs(command.split(' '))).toMatchObject({ command: 'lint' })
})

test('every flag it speaks of is one of the command', () => {
  const flags: readonly string[] = COMMANDS.lint.flags
  const named = [...guide.matchAll(/--([a-z][a-z-]+)/g)].map(([, flag = '']) => flag)

  expect(named.filter((flag) => !flags.includes(flag))).toEqual([])
  expect(new Set(named)).toContain('sarif')
})

test('every rule it speaks of is one', () => {
  const known = ruleMetas.flatMap(({ code, name }) => [code as string, name])
  const named = [...guide.matchAll(/\bAK\d{3}\b/g)].map(([code]) => code)

  expect(named.filter((code) => !known.includes(code))).toEqual([])
  expect(known).toContain('guard-in-before-load')
})
