import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { resolveConfig } from 'vite'

import { PluginContext } from '../../../src/context.ts'
import { resolveOptions, type AuthKitOptions } from '../../../src/options.ts'
import {
  reportConfiguration,
  type ConfigurationRow,
} from '../../../src/plugins/dev-page/configuration-report.ts'
import { CONFIG_KEYS } from '../../../src/runtime/session/config/config-keys.ts'
import { makeSmallApp, type SmallApp } from '../small-app.ts'

const PASSWORD = 'a password of more than thirty-two characters'
const API_KEY = 'sk_live_0123456789'

let app: SmallApp

beforeAll(async () => {
  app = await makeSmallApp({
    '.env': 'WORKOS_CLIENT_ID=client_of_env\nWORKOS_COOKIE_NAME=of-env\nWORKOS_API_PORT=$PORT_OF_API',
    '.env.local': `WORKOS_API_KEY=${API_KEY}\nWORKOS_CLIENT_ID=client_of_local`,
    '.env.development': 'WORKOS_COOKIE_NAME=of-development',
  })
})

afterAll(() => app.remove())

beforeEach(() => {
  for (const variable of Object.values(CONFIG_KEYS).flatMap(({ variables }) => variables)) {
    vi.stubEnv(variable, undefined)
  }
})

afterEach(() => vi.unstubAllEnvs())

/** What the app's server sees. */
const ENV = {
  WORKOS_CLIENT_ID: 'client_of_local',
  WORKOS_API_KEY: API_KEY,
  WORKOS_COOKIE_NAME: 'of-development',
  WORKOS_COOKIE_PASSWORD: PASSWORD,
  WORKOS_API_PORT: '4100',
}

async function report({
  env = {},
  options = {},
  localAuthKit = null,
}: { env?: Record<string, string>; options?: AuthKitOptions; localAuthKit?: string | null } = {}): Promise<{
  row: (name: string) => ConfigurationRow | undefined
  problems: readonly string[]
  everything: string
}> {
  const config = await resolveConfig(
    { root: app.root, configFile: false, logLevel: 'silent' },
    'serve',
    'development',
  )
  const ctx = new PluginContext(resolveOptions(options))
  ctx.resolve(config, env)
  ctx.localAuthKit = localAuthKit
  const { rows, problems } = reportConfiguration(ctx)
  return {
    row: (name) => rows.find((row) => row.name === name),
    problems,
    everything: JSON.stringify([rows, problems]),
  }
}

describe('where a value comes from', () => {
  test.each<[name: string, value: string, source: string]>([
    ['WORKOS_CLIENT_ID', 'client_of_local', '.env.local'],
    ['WORKOS_COOKIE_NAME', 'of-development', '.env.development'],
    ['WORKOS_API_PORT', '4100', '.env'],
    ['WORKOS_COOKIE_PASSWORD', '•••••••• (45 characters)', 'environment of the process'],
    ['WORKOS_COOKIE_MAX_AGE', '60', 'option of authkit()'],
    ['WORKOS_API_HTTPS', 'true', 'default'],
    ['signInPath', '/login', 'option of authkit()'],
    ['callbackPath', '/api/auth/callback', 'default'],
  ])('%s', async (name, value, source) => {
    const { row } = await report({ env: ENV, options: { cookieMaxAge: 60, signInPath: '/login' } })
    expect(row(name)).toMatchObject({ value, source })
  })

  test('the process wins over a file', async () => {
    const { row } = await report({ env: { ...ENV, WORKOS_CLIENT_ID: 'client_of_process' } })
    expect(row('WORKOS_CLIENT_ID')).toMatchObject({
      value: 'client_of_process',
      source: 'environment of the process',
    })
  })

  test('the local AuthKit brings what is not set', async () => {
    const { row, problems } = await report({ localAuthKit: 'http://localhost:3000/__authkit' })
    expect(row('WORKOS_REDIRECT_URI')).toMatchObject({
      value: 'http://localhost:3000/api/auth/callback',
      source: 'local AuthKit',
    })
    expect(row('apiBaseUrl')?.value).toBe('http://localhost:3000/__authkit')
    expect(row('WORKOS_API_HTTPS')).toBeUndefined()
    expect(problems).toEqual([])
  })

  test('what the plugin made up is said to be', async () => {
    vi.stubEnv('WORKOS_COOKIE_PASSWORD', PASSWORD)
    const { row } = await report({ localAuthKit: 'http://localhost:3000/__authkit' })
    expect(row('WORKOS_COOKIE_PASSWORD')?.source).toContain('made up by the plugin')
  })
})

describe('what is wrong', () => {
  test('is said as it is at start-up', async () => {
    const { row, problems } = await report({ env: { WORKOS_API_KEY: API_KEY } })
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual([
      'WORKOS_API_KEY',
      'WORKOS_REDIRECT_URI',
      'WORKOS_COOKIE_PASSWORD',
    ])
    expect(row('WORKOS_CLIENT_ID')).toEqual({ name: 'WORKOS_CLIENT_ID', value: undefined, source: 'not set' })
  })

  test('with a value is said beside it', async () => {
    const { row } = await report({
      env: { ...ENV, WORKOS_COOKIE_PASSWORD: 'short', WORKOS_COOKIE_MAX_AGE: 'long' },
    })
    expect(row('WORKOS_COOKIE_PASSWORD')?.problem).toContain('must be at least 32 characters')
    expect(row('WORKOS_COOKIE_MAX_AGE')?.problem).toBeDefined()
  })
})

test.each<[what: string, secrets: string[], env: Record<string, string>, shown: string]>([
  ['the API key', [API_KEY], ENV, 'sk_live_•••••••• (18 characters)'],
  ['the cookie password', [PASSWORD], ENV, '•••••••• (45 characters)'],
  [
    'the passwords before it',
    ['first password', 'second password'],
    { ...ENV, WORKOS_PREVIOUS_COOKIE_PASSWORDS: '["the first password of all", "the second password"]' },
    '•••••••• (25 characters), •••••••• (19 characters)',
  ],
])('%s is masked', async (_what, secrets, env, shown) => {
  const { everything } = await report({ env })
  expect(everything).toContain(shown)
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
})
