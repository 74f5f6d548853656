import { describe, expect, test } from 'vitest'

import { checkEnvironment } from '../src/environment-problems.ts'
import { resolveOptions } from '../src/options.ts'

const COMPLETE = {
  WORKOS_CLIENT_ID: 'client_123',
  WORKOS_API_KEY: 'sk_live_secret',
  WORKOS_REDIRECT_URI: 'http://localhost:3000/api/auth/callback',
  WORKOS_COOKIE_PASSWORD: 'p'.repeat(32),
}

function problems(env: Record<string, string | undefined>, options = {}): string[] {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return checkEnvironment(Object.fromEntries(set), { ...resolveOptions(options), basePath: '' })
}

test.each([
  ['everything', COMPLETE, {}],
  ['nothing: the local AuthKit needs nothing', {}, {}],
  ['a cookie password alone', { WORKOS_COOKIE_PASSWORD: 'p'.repeat(32) }, {}],
  [
    'another callback path, told to the plugin',
    { ...COMPLETE, WORKOS_REDIRECT_URI: 'https://a.example/cb' },
    { callbackPath: '/cb' },
  ],
  [
    'the callback URL in an option',
    { ...COMPLETE, WORKOS_REDIRECT_URI: undefined },
    { redirectUri: 'https://a.example/api/auth/callback' },
  ],
  [
    'half of the credentials, and the local AuthKit anyway',
    { WORKOS_CLIENT_ID: 'client_123' },
    { emulator: true },
  ],
])('no problem with %s', (_, env, options) => {
  expect(problems(env, options)).toEqual([])
})

describe('problems', () => {
  test.each<[Record<string, string | undefined>, object, string]>([
    [
      { ...COMPLETE, WORKOS_REDIRECT_URI: undefined },
      { redirectUri: 'https://a.example/cb' },
      '`redirectUri` of authkit() ends in "/cb", and the callback route is "/api/auth/callback"',
    ],
    [{ ...COMPLETE, WORKOS_API_KEY: undefined }, {}, 'WORKOS_CLIENT_ID is set and WORKOS_API_KEY is not'],
    [{ ...COMPLETE, WORKOS_CLIENT_ID: undefined }, {}, 'WORKOS_API_KEY is set and WORKOS_CLIENT_ID is not'],
    [
      { ...COMPLETE, WORKOS_API_KEY: undefined, WORKOS_CLIENT_ID: undefined },
      { emulator: false },
      'WORKOS_CLIENT_ID and WORKOS_API_KEY are not set',
    ],
    [{ ...COMPLETE, WORKOS_REDIRECT_URI: undefined }, {}, 'WORKOS_REDIRECT_URI is not set'],
    [
      { ...COMPLETE, WORKOS_REDIRECT_URI: '/api/auth/callback' },
      {},
      'not an absolute URL ("/api/auth/callback")',
    ],
    [{ ...COMPLETE, WORKOS_REDIRECT_URI: 'localhost:3000/cb' }, {}, 'not an absolute URL'],
    [
      { ...COMPLETE, WORKOS_REDIRECT_URI: 'http://localhost:3000/cb' },
      {},
      "authkit({ callbackPath: '/cb' })",
    ],
    [
      { ...COMPLETE, WORKOS_COOKIE_PASSWORD: undefined },
      {},
      'WORKOS_COOKIE_PASSWORD is not set: `openssl rand',
    ],
    [{ ...COMPLETE, WORKOS_COOKIE_PASSWORD: 'short' }, {}, 'has 5 characters and needs 32 or more'],
    [{ WORKOS_COOKIE_PASSWORD: 'short' }, {}, 'has 5 characters and needs 32 or more'],
  ])('%j with %j', (env, options, words) => {
    expect(problems(env, options)).toEqual([expect.stringContaining(words)])
  })

  test('every problem is told, and no secret', () => {
    const told = problems({ WORKOS_API_KEY: 'sk_live_secret', WORKOS_COOKIE_PASSWORD: 'hunter2' })
    expect(told).toHaveLength(3)
    expect(told.join()).not.toMatch(/sk_live_secret|hunter2/)
  })
})

test.each<[Record<string, string | undefined>]>([
  [{ ...COMPLETE, WORKOS_API_KEY: undefined }],
  [{ ...COMPLETE, WORKOS_REDIRECT_URI: undefined }],
  [{ ...COMPLETE, WORKOS_COOKIE_PASSWORD: undefined }],
  [{ ...COMPLETE, WORKOS_COOKIE_PASSWORD: 'short' }],
])('the file that is named is the one the server reads: %j', (env) => {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const [problem] = checkEnvironment(
    Object.fromEntries(set),
    { ...resolveOptions(), basePath: '' },
    '.dev.vars',
  )
  expect(problem).toContain('.dev.vars')
  expect(problem).not.toContain('.env.local')
})

test.each([
  ['http://localhost:3000/portal/api/auth/callback', []],
  [
    'http://localhost:3000/portal/cb',
    [
      'WORKOS_REDIRECT_URI ends in "/portal/cb", and the callback route is "/portal/api/auth/callback": make them the ' +
        "same, or tell the plugin with authkit({ callbackPath: '/cb' }).",
    ],
  ],
  [
    'http://localhost:3000/api/auth/callback',
    [
      'WORKOS_REDIRECT_URI ends in "/api/auth/callback", and the callback route is "/portal/api/auth/callback": make ' +
        'them the same.',
    ],
  ],
])('below a base path, with %s', (redirectUri, expected) => {
  const paths = { basePath: '/portal', callbackPath: '/portal/api/auth/callback' }
  const env = { ...COMPLETE, WORKOS_REDIRECT_URI: redirectUri }
  expect(checkEnvironment(env, { ...resolveOptions({}), ...paths })).toEqual(expected)
})
