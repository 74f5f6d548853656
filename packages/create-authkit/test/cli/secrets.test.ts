import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { packageManagerThat, startApp } from '../start-app.ts'
import { runHere } from './run-here.ts'

const API_KEY = 'sk_test_0123456789abcdefghijklmnopqrstuvwxyz'
const OLD_SECRET = 'an-older-secret-of-the-user'

const SHOWN_KEY = { args: ['--client-id', 'client_1', '--api-key', API_KEY], env: {} }
const IN_ENVIRONMENT = { args: [], env: { WORKOS_CLIENT_ID: 'client_1', WORKOS_API_KEY: API_KEY } }

/** A package manager that gives away everything it knows, and fails. */
const INDISCREET = `env; echo ${API_KEY}; echo ${API_KEY} >&2; exit 1`

test.each([
  { name: 'the plan', extra: ['--dry-run', '--diff'] },
  { name: 'the plan as JSON', extra: ['--dry-run', '--json'] },
  { name: 'what was done', extra: ['--yes', '--no-install', '--diff', '--timing'] },
  { name: 'what was done, as JSON', extra: ['--yes', '--no-install', '--json'] },
  { name: 'the failure of an install', extra: ['--yes'] },
  { name: 'the failure of an install, as JSON', extra: ['--yes', '--json'] },
  { name: 'the complaint about a missing terminal', extra: [] },
  { name: 'a usage error', extra: ['--local'] },
  { name: 'an unknown flag', extra: ['--bogus'] },
  { name: 'a misspelled flag', extra: ['--apikey', API_KEY] },
  { name: 'a misplaced key', extra: [API_KEY] },
])('$name never shows a secret', async ({ extra }) => {
  const outputs = await Promise.all(
    [SHOWN_KEY, IN_ENVIRONMENT].map(async ({ args, env }) => {
      const root = startApp({ '.env.local': `# note\nOTHER="${OLD_SECRET}"` })
      const bin = packageManagerThat('pnpm', INDISCREET)
      const { stdout, stderr } = await runHere([...args, ...extra], { cwd: root, env, bin })
      const password = /^WORKOS_COOKIE_PASSWORD=(.*)$/m.exec(readFileSync(join(root, '.env.local'), 'utf8'))
      return { output: stdout + stderr, password: password?.[1] ?? OLD_SECRET }
    }),
  )

  expect(outputs.filter(({ output }) => output === '')).toEqual([])
  expect(
    outputs.filter(
      ({ output, password }) =>
        output.includes(API_KEY) || output.includes(OLD_SECRET) || output.includes(password),
    ),
  ).toEqual([])
})

test('the keys do get into the file', async () => {
  const root = startApp()

  await runHere([...SHOWN_KEY.args, '--yes', '--no-install'], { cwd: root })

  const text = readFileSync(join(root, '.env.local'), 'utf8')
  expect(text).toContain('WORKOS_CLIENT_ID=client_1\n')
  expect(text).toContain(`WORKOS_API_KEY=${API_KEY}\n`)
})
