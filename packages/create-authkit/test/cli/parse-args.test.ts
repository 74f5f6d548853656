import { describe, expect, test } from 'vitest'

import { CliError } from '../../src/cli-error.ts'
import type { Invocation } from '../../src/parse-args.ts'
import { parseArgs } from '../../src/parse-args.ts'

const NOTHING = {
  yes: false,
  dryRun: false,
  check: false,
  diff: false,
  json: false,
  local: false,
  later: false,
  clientId: undefined,
  apiKey: undefined,
  upgrade: false,
  noProvider: false,
  protectedLayout: false,
  example: false,
  button: false,
  authPath: undefined,
  callbackPath: undefined,
  signInPath: undefined,
  signOutPath: undefined,
  cwd: undefined,
  create: undefined,
  packageManager: undefined,
  noInstall: false,
  prove: false,
  timing: false,
}

const NO_LINT = {
  paths: [],
  fix: false,
  dryRun: false,
  rule: [],
  maxWarnings: undefined,
  json: false,
  sarif: false,
  cwd: undefined,
  timing: false,
}

const NO_DOCTOR = {
  fix: false,
  yes: false,
  diff: false,
  url: undefined,
  json: false,
  cwd: undefined,
  noInstall: false,
  prove: false,
  register: false,
  timing: false,
}

const lint = (options: object): Invocation => ({ command: 'lint', options: { ...NO_LINT, ...options } })
const init = (options: object): Invocation => ({ command: 'init', options: { ...NOTHING, ...options } })

test.each<{ argv: string; is: Invocation }>([
  { argv: '', is: init({}) },
  { argv: 'init', is: init({}) },
  { argv: '-y --local', is: init({ yes: true, local: true }) },
  { argv: '--dry-run --diff init', is: init({ dryRun: true, diff: true }) },
  {
    argv: 'doctor --url http://localhost:3000/some/page',
    is: { command: 'doctor', options: { ...NO_DOCTOR, url: 'http://localhost:3000' } },
  },
  { argv: '--check', is: init({ check: true }) },
  { argv: '-y --prove', is: init({ yes: true, prove: true }) },
  {
    argv: 'doctor --fix -y --cwd apps/web',
    is: { command: 'doctor', options: { ...NO_DOCTOR, fix: true, yes: true, cwd: 'apps/web' } },
  },
  { argv: '--cwd apps/web --no-install', is: init({ cwd: 'apps/web', noInstall: true }) },
  { argv: '--cwd=apps/web', is: init({ cwd: 'apps/web' }) },
  {
    argv: '--client-id client_1 --api-key sk_test_1',
    is: init({ clientId: 'client_1', apiKey: 'sk_test_1' }),
  },
  { argv: '--cwd a --cwd b', is: init({ cwd: 'b' }) },
  {
    argv: 'emulate',
    is: { command: 'emulate', options: { port: undefined, host: undefined, seed: undefined, json: false } },
  },
  {
    argv: 'emulate --port 4200 --json',
    is: { command: 'emulate', options: { port: 4200, host: undefined, seed: undefined, json: true } },
  },
  { argv: 'lint', is: lint({}) },
  { argv: 'lint src/a.ts src/b --sarif', is: lint({ paths: ['src/a.ts', 'src/b'], sarif: true }) },
  { argv: '--fix lint a', is: lint({ paths: ['a'], fix: true }) },
  {
    argv: 'lint --rule AK001=off --rule=AK002=error --max-warnings 0',
    is: lint({
      rule: [
        { rule: 'AK001', setting: 'off' },
        { rule: 'AK002', setting: 'error' },
      ],
      maxWarnings: 0,
    }),
  },
  { argv: '--help', is: { command: 'help', topic: null } },
  { argv: '-h --yes', is: { command: 'help', topic: null } },
  { argv: 'emulate --help', is: { command: 'help', topic: 'emulate' } },
  { argv: '--version', is: { command: 'version' } },
])('`$argv`', ({ argv, is }) => {
  expect(parseArgs(argv.split(' ').filter(Boolean))).toEqual(is)
})

function errorOf(argv: string): CliError {
  try {
    parseArgs(argv.split(' '))
  } catch (error) {
    if (error instanceof CliError) return error
  }
  throw new Error(`\`${argv}\` was accepted`)
}

test.each([
  { argv: '--yess', message: '`init` has no flag `--yess`. Did you mean `--yes`?' },
  { argv: '--dryrun', message: '`init` has no flag `--dryrun`. Did you mean `--dry-run`?' },
  { argv: '--apikey sk_1', message: '`init` has no flag `--apikey`. Did you mean `--api-key`?' },
  { argv: '--something-else', message: '`init` has no flag `--something-else`.' },
  { argv: '-x', message: '`init` has no flag `-x`.' },
  { argv: '--port 1', message: '`init` has no flag `--port`.' },
  { argv: 'emulate --local', message: '`emulate` has no flag `--local`.' },
  { argv: 'emulat', message: 'There is no command `emulat`. Did you mean `emulate`?' },
  { argv: 'deploy', message: 'There is no command `deploy`.' },
  { argv: 'init my-app', message: '`my-app` is one argument too many.' },
  { argv: '--yes=false', message: '`--yes` takes no value.' },
  { argv: '--cwd', message: '`--cwd` needs a value: `--cwd folder`.' },
  { argv: '--client-id --yes', message: '`--client-id` needs a value: `--client-id client_…`.' },
  { argv: '--cwd=', message: '`--cwd` needs a value.' },
  {
    argv: 'emulate --port http',
    message: '`--port` has to be a number from 0 to 65535 (0 takes any free port), not `http`.',
  },
  {
    argv: 'emulate --port 65536',
    message: '`--port` has to be a number from 0 to 65535 (0 takes any free port), not `65536`.',
  },
])('`$argv` is a usage error', ({ argv, message }) => {
  expect(errorOf(argv)).toMatchObject({ message, code: 'ERR_USAGE', exitCode: 2 })
})

describe('a credential of the wrong form', () => {
  test.each(['--client-id', '--api-key'])('of `%s` is refused, and not repeated', (flag) => {
    const error = errorOf(`${flag} my-secret-value`)

    expect(error).toMatchObject({ code: 'ERR_USAGE', exitCode: 2 })
    expect(`${error.message}${error.help}`).not.toContain('my-secret-value')
  })
})
