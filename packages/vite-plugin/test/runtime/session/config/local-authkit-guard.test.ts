import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import * as emulator from '../../../../src/emulator/local-credentials.ts'
import {
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  assertLocalAuthKitAllowed,
  isLoopbackHost,
} from '../../../../src/runtime/session/config/local-authkit-guard.ts'
import {
  AuthKitCore,
  AuthService,
  ConfigurationProvider,
  createWorkOSClient,
  sessionEncryption,
} from '../../../../src/runtime/session/index.ts'
import type { AuthKitConfig } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { RequestStorage } from '../support/request-storage.ts'
import { validConfig, validEnv } from '../support/valid-config.ts'

const refusal = { name: 'AuthKitConfigError', code: 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION' }

beforeEach(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('AUTHKIT_ALLOW_LOCAL', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('the credentials are those of the emulator', () => {
  expect([LOCAL_CLIENT_ID, LOCAL_API_KEY]).toEqual([emulator.LOCAL_CLIENT_ID, emulator.LOCAL_API_KEY])
})

describe('in production', () => {
  test.each([
    [{ clientId: 'client_local' }, 'the client id (WORKOS_CLIENT_ID) is "client_local"'],
    [{ apiKey: 'sk_test_local' }, 'the API key (WORKOS_API_KEY) is "sk_test_local"'],
    [{ apiHostname: 'localhost' }, 'the API host (WORKOS_API_HOSTNAME) is "localhost"'],
    [{ apiHostname: 'localhost:4100' }, 'the API host (WORKOS_API_HOSTNAME) is "localhost:4100"'],
    [
      { apiBaseUrl: 'http://localhost:3000/__authkit' },
      'the API\'s base URL is "http://localhost:3000/__authkit"',
    ],
    [{ apiBaseUrl: 'http://[::1]:3000/__authkit' }, 'the API\'s base URL is "http://[::1]:3000/__authkit"'],
  ])('%j is refused', async (config, reason) => {
    const error = await caught(() => assertLocalAuthKitAllowed({ ...validConfig, ...config }))

    expect(error).toMatchObject(refusal)
    expect(error).toHaveProperty('message', expect.stringContaining(reason))
  })

  test('the message says what, why and how', async () => {
    const error = await caught(() => assertLocalAuthKitAllowed({ clientId: 'client_local' }))

    expect(String(error)).toMatchInlineSnapshot(
      `"AuthKitConfigError: The local AuthKit can't be used in production: the client id (WORKOS_CLIENT_ID) is "client_local". It signs in anybody, without a password. Set WORKOS_CLIENT_ID and WORKOS_API_KEY of your WorkOS environment (https://dashboard.workos.com) where this server runs, and remove WORKOS_API_HOSTNAME there. To try a production build on your own machine with the local AuthKit, set AUTHKIT_ALLOW_LOCAL=test."`,
    )
  })

  test.each([
    validConfig,
    { ...validConfig, apiHostname: 'api.workos.com' },
    { ...validConfig, apiBaseUrl: 'https://api.eu.example/v1' },
    { ...validConfig, apiBaseUrl: 'no URL' },
    {},
  ])('credentials of WorkOS are fine (%#)', (config) => {
    expect(() => assertLocalAuthKitAllowed(config)).not.toThrow()
  })

  test.each(['true', '1', 'TEST', 'test ', '', 'yes'])('AUTHKIT_ALLOW_LOCAL=%j changes nothing', (value) => {
    vi.stubEnv('AUTHKIT_ALLOW_LOCAL', value)

    expect(() => assertLocalAuthKitAllowed({ clientId: 'client_local' })).toThrow(
      expect.objectContaining(refusal),
    )
  })

  test('AUTHKIT_ALLOW_LOCAL=test allows it', () => {
    vi.stubEnv('AUTHKIT_ALLOW_LOCAL', 'test')

    expect(() => assertLocalAuthKitAllowed({ clientId: 'client_local' })).not.toThrow()
  })
})

test.each(['development', 'test', undefined])('with NODE_ENV %j everything is fine', (value) => {
  vi.stubEnv('NODE_ENV', value)

  expect(() =>
    assertLocalAuthKitAllowed({ clientId: 'client_local', apiHostname: 'localhost' }),
  ).not.toThrow()
})

describe('there is no way around', () => {
  const local: AuthKitConfig = { ...validConfig, clientId: 'client_local' }
  const client = createWorkOSClient({ apiKey: 'sk_example' })
  const localEnv = { ...validEnv, WORKOS_CLIENT_ID: 'client_local' }

  function provider(source: object = localEnv): ConfigurationProvider {
    const made = new ConfigurationProvider()
    made.configure({}, { ...source })
    return made
  }

  test.each([
    ['one value, even another one', () => provider().getValue('cookieName')],
    ['validation', () => provider().validate()],
    ['the whole configuration', () => provider().getConfig()],
    ['the client', () => createWorkOSClient({ apiKey: 'sk_test_local' })],
    [
      'a client of a local host',
      () => createWorkOSClient({ apiKey: 'sk_example', apiHostname: '127.0.0.1' }),
    ],
    ['the core', () => new AuthKitCore(local, client, sessionEncryption)],
    ['the service', () => new AuthService(local, new RequestStorage(validConfig), client, sessionEncryption)],
  ])('%s', (_name, use) => {
    expect(use).toThrow(expect.objectContaining(refusal))
  })

  test('a source that knows nothing of NODE_ENV does not hide it', () => {
    expect(() => provider().getConfig()).toThrow(expect.objectContaining(refusal))
  })

  test('a source can tell of production, and allow tests, as the process can', () => {
    vi.stubEnv('NODE_ENV', 'development')

    expect(() => provider({ ...localEnv, NODE_ENV: 'production' }).getConfig()).toThrow(
      expect.objectContaining(refusal),
    )
    expect(() =>
      provider({ ...localEnv, NODE_ENV: 'production', AUTHKIT_ALLOW_LOCAL: 'test' }).getConfig(),
    ).not.toThrow()
  })
})

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['localhost.', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['127.1', true],
  ['0x7f.0.0.1', true],
  ['2130706433', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['[::1]', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['[::ffff:7f00:1]', true],
  ['::ffff:0.0.0.0', true],
  ['api.workos.com', false],
  ['localhost.example.com', false],
  ['notlocalhost', false],
  ['128.0.0.1', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example.com', false],
  ['::2', false],
  ['::ffff:128.0.0.1', false],
  ['2001:db8::1', false],
  ['not a host', false],
  ['', false],
])('%j is this machine: %j', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected)
})
