import { expect, test } from 'vitest'

import type { GivenCredentials } from '../../src/commands/init-credentials.ts'
import { givenCredentials, unaskedCredentials } from '../../src/commands/init-credentials.ts'
import { parseArgs } from '../../src/parse-args.ts'

const KEY = 'sk_test_1'

function given(argv: string, env: Record<string, string> = {}): GivenCredentials {
  const invocation = parseArgs(argv.split(' ').filter(Boolean))
  if (invocation.command !== 'init') throw new Error('not init')
  return givenCredentials(invocation.options, env)
}

const workos = (clientId: string, apiKey = KEY): GivenCredentials => ({
  decided: true,
  credentials: { kind: 'workos', clientId, apiKey },
})
const open = (clientId?: string, apiKey?: string): GivenCredentials => ({
  decided: false,
  known: { clientId, apiKey },
})

test.each<{ argv: string; env?: Record<string, string>; is: GivenCredentials }>([
  { argv: '', is: open() },
  { argv: '--local', is: { decided: true, credentials: { kind: 'local' } } },
  { argv: '--later', is: { decided: true, credentials: { kind: 'later' } } },
  { argv: `--client-id client_1 --api-key ${KEY}`, is: workos('client_1') },
  { argv: '--client-id client_1', is: open('client_1') },
  { argv: `--api-key ${KEY}`, is: open(undefined, KEY) },
  { argv: '--client-id client_1', env: { WORKOS_API_KEY: KEY }, is: workos('client_1') },
  { argv: '', env: { WORKOS_CLIENT_ID: 'client_2', WORKOS_API_KEY: KEY }, is: workos('client_2') },
  {
    argv: '--client-id client_1',
    env: { WORKOS_CLIENT_ID: 'client_2', WORKOS_API_KEY: KEY },
    is: workos('client_1'),
  },
  { argv: '', env: { WORKOS_CLIENT_ID: '', WORKOS_API_KEY: '' }, is: open() },
  {
    argv: '--local',
    env: { WORKOS_CLIENT_ID: 'client_2', WORKOS_API_KEY: KEY },
    is: { decided: true, credentials: { kind: 'local' } },
  },
])('`$argv` with $env', ({ argv, env, is }) => {
  expect(given(argv, env)).toEqual(is)
})

test.each([
  { argv: '--local --later', message: 'Choose one of `--local` and `--later`.' },
  { argv: '--local --client-id client_1', message: 'Choose one of `--local` and `--client-id`.' },
  { argv: `--later --api-key ${KEY}`, message: 'Choose one of `--later` and `--api-key`.' },
])('`$argv` is a contradiction', ({ argv, message }) => {
  expect(() => given(argv)).toThrow(message)
})

test.each([
  { env: { WORKOS_API_KEY: 'not-a-key' }, message: '`WORKOS_API_KEY` is not a WorkOS API key' },
  { env: { WORKOS_CLIENT_ID: 'not-an-id' }, message: '`WORKOS_CLIENT_ID` is not a WorkOS client ID' },
])('a wrong value in the environment is refused: $message', ({ env, message }) => {
  expect(() => given('', env)).toThrow(message)
})

test('nobody asked means the local AuthKit', () => {
  expect(unaskedCredentials({ clientId: undefined, apiKey: undefined })).toEqual({ kind: 'local' })
})

test.each([
  { clientId: 'client_1', apiKey: undefined, missing: 'WORKOS_API_KEY' },
  { clientId: undefined, apiKey: KEY, missing: '--client-id' },
])('half of the keys is an error that names $missing', ({ clientId, apiKey, missing }) => {
  expect(() => unaskedCredentials({ clientId, apiKey })).toThrow(missing)
})
