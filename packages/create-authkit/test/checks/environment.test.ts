import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { sessionEncryption } from 'vite-plugin-authkit-start/session'
import { describe, expect, test } from 'vitest'

import { MINIMUM_PASSWORD_LENGTH } from '../../src/checks/check-credentials.ts'
import type { CheckCode } from '../../src/checks/check.ts'
import { diagnose } from '../../src/checks/diagnose.ts'
import { failures, replace, wiredApp } from './wired-app.ts'

const PASSWORD = 'p'.repeat(32)
const KEYS = {
  WORKOS_CLIENT_ID: 'client_1',
  WORKOS_API_KEY: 'sk_test_1',
  WORKOS_REDIRECT_URI: 'http://localhost:3000/api/auth/callback',
  WORKOS_COOKIE_PASSWORD: PASSWORD,
}

interface Case {
  name: string
  env?: NodeJS.ProcessEnv
  /** Written over those of the app that is set up. */
  files?: Record<string, string>
  fails?: Array<{ code: CheckCode; state: string; path: string | null; message: string }>
}

/** What fails in an app that is set up, with other files and another environment. */
async function problemsOf({ env = {}, files = {} }: Pick<Case, 'env' | 'files'>): Promise<object[]> {
  const root = await wiredApp()
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text)
  return (await failures(root, env)).flatMap(({ code, problems }) =>
    problems.map(({ state, path, message }) => ({ code, state, path, message })),
  )
}

/** That this fails, and nothing else. */
function exactly(fails: Case['fails'] = []): object[] {
  return fails.map((each) => ({ ...each, message: expect.stringContaining(each.message) }))
}

describe('credentials', () => {
  test.each<Case>([
    { name: 'both in the environment', env: KEYS },
    { name: 'both in files', files: { '.env.local': envFile(KEYS) } },
    {
      name: 'one in each',
      files: { '.env': 'WORKOS_CLIENT_ID=client_1\n' },
      env: without('WORKOS_CLIENT_ID'),
    },
    {
      name: 'only the client ID',
      env: without('WORKOS_API_KEY'),
      fails: [
        { code: 'credentials', state: 'missing', path: '.env.local', message: 'WORKOS_API_KEY is not set' },
      ],
    },
    {
      name: 'only the API key',
      env: without('WORKOS_CLIENT_ID'),
      fails: [
        { code: 'credentials', state: 'missing', path: '.env.local', message: 'WORKOS_CLIENT_ID is not set' },
      ],
    },
    {
      name: 'an API key that is none',
      env: { ...KEYS, WORKOS_API_KEY: 'key_1' },
      fails: [{ code: 'credentials', state: 'wrong', path: null, message: 'WORKOS_API_KEY' }],
    },
    {
      name: 'a client ID that is none, in a file',
      files: { '.env.local': envFile({ ...KEYS, WORKOS_CLIENT_ID: 'project_1' }) },
      fails: [{ code: 'credentials', state: 'wrong', path: '.env.local', message: 'WORKOS_CLIENT_ID' }],
    },
    {
      name: 'an empty variable, which hides that of a file',
      files: { '.env.local': envFile(KEYS) },
      env: { WORKOS_API_KEY: '' },
      fails: [
        { code: 'credentials', state: 'missing', path: '.env.local', message: 'WORKOS_API_KEY is not set' },
      ],
    },
  ])('$name', async (row) => {
    expect(await problemsOf(row)).toEqual(exactly(row.fails))
  })

  test('none, with the local AuthKit switched off', async () => {
    const root = await wiredApp()
    replace('vite.config.ts', 'authkit()', 'authkit({ emulator: false })')(root)

    expect(await failures(root)).toMatchObject([
      { code: 'credentials', problems: [{ state: 'missing' }, { state: 'missing' }] },
      { code: 'redirect-uri', state: 'missing' },
    ])
  })
})

describe('cookie password', () => {
  test.each<Case>([
    { name: 'of 32 characters', env: { WORKOS_COOKIE_PASSWORD: PASSWORD } },
    {
      name: 'of 31',
      files: { '.env.local': `WORKOS_COOKIE_PASSWORD=${PASSWORD.slice(1)}\n` },
      fails: [{ code: 'cookie-password', state: 'wrong', path: '.env.local', message: '31 characters' }],
    },
    {
      name: 'in the environment alone',
      files: { '.env.local': '' },
      env: { WORKOS_COOKIE_PASSWORD: PASSWORD },
    },
  ])('$name', async (row) => {
    expect(await problemsOf(row)).toEqual(exactly(row.fails))
  })

  test('the runtime asks for as many characters', async () => {
    const seal = (length: number): Promise<string> =>
      sessionEncryption.sealData({ a: 1 }, { password: 'p'.repeat(length) })

    await expect(seal(MINIMUM_PASSWORD_LENGTH)).resolves.toEqual(expect.any(String))
    await expect(seal(MINIMUM_PASSWORD_LENGTH - 1)).rejects.toThrow(String(MINIMUM_PASSWORD_LENGTH))
  })
})

describe('redirect URI', () => {
  const wrong = (message: string): NonNullable<Case['fails']> => [
    { code: 'redirect-uri', state: 'wrong', path: null, message },
  ]
  test.each<Case & { uri: string }>([
    { name: 'of the dev server', uri: KEYS.WORKOS_REDIRECT_URI },
    { name: 'by number', uri: 'http://127.0.0.1:3000/api/auth/callback' },
    { name: 'of a real site', uri: 'https://app.example.com/api/auth/callback' },
    { name: 'of a local proxy with https', uri: 'https://app.localhost/api/auth/callback' },
    { name: 'of another path', uri: 'http://localhost:3000/callback', fails: wrong('the path /callback') },
    { name: 'with a slash at its end', uri: `${KEYS.WORKOS_REDIRECT_URI}/`, fails: wrong('the path') },
    { name: 'of another port', uri: 'http://localhost:4000/api/auth/callback', fails: wrong('port 4000') },
    { name: 'without a port', uri: 'http://localhost/api/auth/callback', fails: wrong('port 80') },
    { name: 'without https', uri: 'http://app.example.com/api/auth/callback', fails: wrong('no https') },
    { name: 'without a scheme', uri: '/api/auth/callback', fails: wrong('not an absolute URL') },
    {
      name: 'of another scheme',
      uri: 'ftp://localhost/api/auth/callback',
      fails: wrong('not an absolute URL'),
    },
  ])('$name', async ({ uri, fails }) => {
    const env = { ...KEYS, WORKOS_REDIRECT_URI: uri }
    expect(await problemsOf({ env })).toEqual(exactly(fails))
  })

  test('keys in the environment and no redirect URI anywhere', async () => {
    const found = await failures(await wiredApp(), without('WORKOS_REDIRECT_URI'))

    expect(found).toMatchObject([
      {
        code: 'redirect-uri',
        state: 'missing',
        problems: [{ snippet: 'WORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback' }],
      },
    ])
  })

  test('as an option of the plugin', async () => {
    const root = await wiredApp()
    const option = "authkit({ redirectUri: 'http://localhost:3000/wrong' })"
    replace('vite.config.ts', 'authkit()', option)(root)

    expect(await failures(root, without('WORKOS_REDIRECT_URI'))).toMatchObject([
      { code: 'redirect-uri', state: 'wrong', problems: [{ path: 'vite.config.ts' }] },
    ])
  })
})

describe('secrets', () => {
  test.each<Case>([
    { name: 'a public variable that is none', files: { '.env': 'VITE_WORKOS_CLIENT_ID=client_1\n' } },
    {
      name: 'a public variable with the name of one',
      files: { '.env': 'VITE_WORKOS_API_KEY=sk_test_1\n', '.gitignore': '.env*\n' },
      fails: [{ code: 'public-secrets', state: 'wrong', path: '.env', message: 'VITE_WORKOS_API_KEY' }],
    },
    {
      name: 'a public variable with the value of one',
      env: { ...KEYS, VITE_KEY: KEYS.WORKOS_API_KEY },
      fails: [{ code: 'public-secrets', state: 'wrong', path: null, message: 'VITE_KEY' }],
    },
    {
      name: 'a file that git would take',
      files: { '.env': `WORKOS_COOKIE_PASSWORD=${PASSWORD}\n` },
      fails: [{ code: 'env-ignored', state: 'missing', path: '.env', message: 'does not ignore .env' }],
    },
  ])('$name', async (row) => {
    expect(await problemsOf(row)).toEqual(exactly(row.fails))
  })

  test('a file that git carries', async () => {
    const root = await wiredApp()
    execFileSync('git', ['add', '--force', '.env.local'], { cwd: root })

    expect(await failures(root)).toMatchObject([
      { code: 'env-ignored', state: 'wrong', problems: [{ path: '.env.local' }] },
    ])
  })
})

describe('production', () => {
  const file = '.env.production'
  const wrong = (message: string): NonNullable<Case['fails']> => [
    { code: 'production-env', state: 'wrong', path: file, message },
  ]
  test.each<Case & { line: string }>([
    { name: 'the local client ID', line: 'WORKOS_CLIENT_ID=client_local', fails: wrong('the local AuthKit') },
    {
      name: 'the way to the local AuthKit',
      line: 'AUTHKIT_ALLOW_LOCAL=test',
      fails: wrong('production use'),
    },
    {
      name: 'a redirect URI to this machine',
      line: `WORKOS_REDIRECT_URI=${KEYS.WORKOS_REDIRECT_URI}`,
      fails: wrong('the machine itself'),
    },
    {
      name: 'a redirect URI without https',
      line: 'WORKOS_REDIRECT_URI=http://app.example.com/api/auth/callback',
      fails: wrong('no https'),
    },
    { name: 'fit for it', line: 'WORKOS_REDIRECT_URI=https://app.example.com/api/auth/callback' },
    { name: 'something else', line: 'VITE_TITLE=App' },
  ])('$name', async ({ line, fails }) => {
    expect(await problemsOf({ files: { [file]: `${line}\n` } })).toEqual(exactly(fails))
  })
})

test('the dashboard gets exact addresses, those of the redirect URI if there is one', async () => {
  const root = await wiredApp()
  const values = async (env: NodeJS.ProcessEnv): Promise<string[]> =>
    (await diagnose(root, env)).dashboard.map(({ value }) => value)

  expect(await values({})).toEqual([
    'http://localhost:3000/api/auth/callback',
    'http://localhost:3000/api/auth/sign-in',
    'http://localhost:3000/',
  ])
  expect(await values({ ...KEYS, WORKOS_REDIRECT_URI: 'https://app.example.com/api/auth/callback' })).toEqual(
    [
      'https://app.example.com/api/auth/callback',
      'https://app.example.com/api/auth/sign-in',
      'https://app.example.com/',
    ],
  )
})

test('what is not set is not said to be well', async () => {
  const { checks } = await diagnose(await wiredApp(), {})

  expect(checks.filter(({ applies }) => !applies).map(({ code }) => code)).toEqual([
    'credentials',
    'redirect-uri',
    'production-env',
  ])
})

function without(name: keyof typeof KEYS): NodeJS.ProcessEnv {
  return { ...KEYS, [name]: undefined }
}

function envFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
