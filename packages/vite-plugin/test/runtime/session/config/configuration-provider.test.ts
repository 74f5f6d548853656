import { beforeEach, describe, expect, test } from 'vitest'

import { ConfigurationProvider } from '../../../../src/runtime/session/index.ts'
import type { AuthKitConfig } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { validConfig, validEnv } from '../support/valid-config.ts'

const { clientId, apiKey, redirectUri, cookiePassword } = validConfig
const required = { clientId, apiKey, redirectUri, cookiePassword }
const defaults = {
  cookieName: 'wos-session',
  cookieMaxAge: 34_560_000,
  apiHttps: true,
  apiHostname: 'api.workos.com',
}

let provider: ConfigurationProvider

beforeEach(() => {
  provider = new ConfigurationProvider()
  provider.setValueSource({})
})

describe('the whole configuration', () => {
  test('from the environment alone', () => {
    provider.setValueSource(validEnv)

    expect(provider.getConfig()).toStrictEqual({ ...required, ...defaults })
  })

  test('from configure() alone', () => {
    provider.configure({
      ...required,
      cookieDomain: 'example.com',
      apiBaseUrl: 'https://eu.api.example/v1',
      issuer: 'me',
    })

    expect(provider.getConfig()).toStrictEqual({
      ...required,
      ...defaults,
      cookieDomain: 'example.com',
      apiBaseUrl: 'https://eu.api.example/v1',
      issuer: 'me',
    })
  })

  test.each<[string, Record<string, string>, Partial<AuthKitConfig>]>([
    ['the derived spelling of SameSite', { WORKOS_COOKIE_SAME_SITE: 'none' }, { cookieSameSite: 'none' }],
    [
      'the documented spelling of SameSite',
      { WORKOS_COOKIE_SAMESITE: 'strict' },
      { cookieSameSite: 'strict' },
    ],
    [
      'the derived spelling first',
      { WORKOS_COOKIE_SAMESITE: 'strict', WORKOS_COOKIE_SAME_SITE: 'none' },
      { cookieSameSite: 'none' },
    ],
    [
      'the documented one when the other is empty',
      { WORKOS_COOKIE_SAMESITE: 'strict', WORKOS_COOKIE_SAME_SITE: '' },
      { cookieSameSite: 'strict' },
    ],
    ['SameSite in capitals', { WORKOS_COOKIE_SAME_SITE: 'NONE' }, { cookieSameSite: 'none' }],
    ['a domain', { WORKOS_COOKIE_DOMAIN: '.example.com' }, { cookieDomain: '.example.com' }],
    ['a port', { WORKOS_API_PORT: '8080' }, { apiPort: 8080 }],
    ['http', { WORKOS_API_HTTPS: 'false' }, { apiHttps: false }],
    ['http in capitals', { WORKOS_API_HTTPS: 'FALSE' }, { apiHttps: false }],
    ['https', { WORKOS_API_HTTPS: 'true' }, { apiHttps: true }],
    ['a host', { WORKOS_API_HOSTNAME: 'api.example.com' }, { apiHostname: 'api.example.com' }],
    ['a cookie name', { WORKOS_COOKIE_NAME: '__Host-session' }, { cookieName: '__Host-session' }],
    ['an age', { WORKOS_COOKIE_MAX_AGE: '3600' }, { cookieMaxAge: 3600 }],
    [
      'bounds of the session cache',
      { WORKOS_SESSION_CACHE_MAX_ENTRIES: '500', WORKOS_SESSION_CACHE_MAX_BYTES: '1048576' },
      { sessionCacheMaxEntries: 500, sessionCacheMaxBytes: 1_048_576 },
    ],
    ['no session cache', { WORKOS_SESSION_CACHE_MAX_ENTRIES: '0' }, { sessionCacheMaxEntries: 0 }],
    ['an age of zero', { WORKOS_COOKIE_MAX_AGE: '0' }, { cookieMaxAge: 0 }],
    [
      'blanks around a value',
      { WORKOS_CLIENT_ID: ' client_1\n', WORKOS_API_PORT: ' 1 ' },
      { clientId: 'client_1', apiPort: 1 },
    ],
    [
      'blanks inside a password',
      { WORKOS_COOKIE_PASSWORD: ` ${'x'.repeat(31)}` },
      { cookiePassword: ` ${'x'.repeat(31)}` },
    ],
    [
      'an earlier password, with whatever is in it',
      { WORKOS_PREVIOUS_COOKIE_PASSWORDS: `one, of "${'x'.repeat(32)}" ` },
      { previousCookiePasswords: [`one, of "${'x'.repeat(32)}" `] },
    ],
    [
      'several earlier passwords',
      { WORKOS_PREVIOUS_COOKIE_PASSWORDS: JSON.stringify(['x'.repeat(32), 'y,'.repeat(16)]) },
      { previousCookiePasswords: ['x'.repeat(32), 'y,'.repeat(16)] },
    ],
    ['no earlier password', { WORKOS_PREVIOUS_COOKIE_PASSWORDS: '[]' }, { previousCookiePasswords: [] }],
    [
      'empty values are not set',
      {
        WORKOS_COOKIE_NAME: '',
        WORKOS_COOKIE_MAX_AGE: '',
        WORKOS_COOKIE_SAME_SITE: ' ',
        WORKOS_COOKIE_DOMAIN: '',
        WORKOS_API_HOSTNAME: '',
        WORKOS_API_HTTPS: '',
        WORKOS_API_PORT: '',
      },
      defaults,
    ],
  ])('%s', (_name, env, expected) => {
    provider.setValueSource({ ...validEnv, ...env })

    expect(provider.getConfig()).toStrictEqual({ ...required, ...defaults, ...expected })
  })
})

describe('precedence', () => {
  test('the environment, configure(), the defaults of an integration, the default', () => {
    provider.setDefaults({ cookieName: 'option', cookieMaxAge: 2, apiPort: 8080, cookieDomain: undefined })
    provider.configure({ cookieName: 'configured', cookieMaxAge: 1 }, { WORKOS_COOKIE_NAME: 'environment' })

    expect(provider.getValue('cookieName')).toBe('environment')
    expect(provider.getValue('cookieMaxAge')).toBe(1)
    expect(provider.getValue('apiPort')).toBe(8080)
    expect(provider.getValue('apiHostname')).toBe('api.workos.com')
    expect(provider.getValue('cookieDomain')).toBeUndefined()
  })

  test('the environment, then configure(), then the default', () => {
    provider.configure(
      { ...required, cookieName: 'configured', cookieMaxAge: 1 },
      { WORKOS_COOKIE_NAME: 'environment' },
    )

    expect(provider.getValue('cookieName')).toBe('environment')
    expect(provider.getValue('cookieMaxAge')).toBe(1)
    expect(provider.getValue('apiHostname')).toBe('api.workos.com')
  })

  test('an empty variable does not hide what is configured, nor does undefined hide a default', () => {
    provider.configure(
      { cookieName: 'configured', cookieMaxAge: undefined as never },
      { WORKOS_COOKIE_NAME: '' },
    )

    expect(provider.getValue('cookieName')).toBe('configured')
    expect(provider.getValue('cookieMaxAge')).toBe(34_560_000)
  })

  test('later calls win key by key', () => {
    provider.configure({ cookieName: 'first', cookieMaxAge: 1 })
    provider.configure({ cookieName: 'second' })

    expect([provider.getValue('cookieName'), provider.getValue('cookieMaxAge')]).toEqual(['second', 1])
  })
})

describe('sources', () => {
  test('a function is asked for variables by name, each time', () => {
    const asked: string[] = []
    let answer = 'one'
    provider.configure((name: string) => {
      asked.push(name)
      return name === 'WORKOS_COOKIE_NAME' ? answer : undefined
    })

    expect(provider.getValue('cookieName')).toBe('one')
    answer = 'two'
    expect(provider.getValue('cookieName')).toBe('two')
    expect(asked).toContain('WORKOS_COOKIE_NAME')
  })

  test('one replaces the other', () => {
    provider.configure({ cookieName: 'configured' }, { WORKOS_COOKIE_NAME: 'old' })
    provider.setValueSource({})

    expect(provider.getValue('cookieName')).toBe('configured')
  })

  test('the environment of the process is the default', () => {
    const fresh = new ConfigurationProvider()
    process.env['WORKOS_COOKIE_NAME'] = 'from-the-process'
    const value = fresh.getValue('cookieName')
    delete process.env['WORKOS_COOKIE_NAME']

    expect(value).toBe('from-the-process')
    expect(fresh.getValue('cookieName')).toBe('wos-session')
  })

  test('there is no variable for the base URL and the issuer', () => {
    provider.setValueSource({ ...validEnv, WORKOS_API_BASE_URL: 'https://x.example', WORKOS_ISSUER: 'x' })

    expect(provider.getConfig()).toStrictEqual({ ...required, ...defaults })
  })
})

describe('one value', () => {
  test.each([
    ['clientId', 'WORKOS_CLIENT_ID'],
    ['apiKey', 'WORKOS_API_KEY'],
    ['redirectUri', 'WORKOS_REDIRECT_URI'],
    ['cookiePassword', 'WORKOS_COOKIE_PASSWORD'],
  ] as const)('%s is required', async (key, variable) => {
    const error = await caught(() => provider.getValue(key))

    expect(error).toMatchObject({
      name: 'AuthKitConfigError',
      code: 'ERR_CONFIG_MISSING',
      message: expect.stringContaining(`Missing required configuration value for ${key} (${variable}).`),
      data: { key, variable },
    })
    expect(error).toHaveProperty('message', expect.stringContaining('.env.local'))
  })

  test.each(['cookieSameSite', 'cookieDomain', 'apiPort', 'apiBaseUrl', 'issuer'] as const)(
    '%s is not',
    (key) => {
      expect(provider.getValue(key)).toBeUndefined()
    },
  )

  test('a required one that cannot be used says what it should be', () => {
    provider.setValueSource({ WORKOS_REDIRECT_URI: '/callback' })

    expect(() => provider.getValue('redirectUri')).toThrow(
      expect.objectContaining({
        code: 'ERR_CONFIG_INVALID',
        message: expect.stringContaining(
          'WORKOS_REDIRECT_URI must be an absolute http(s) URL (currently "/callback").',
        ),
      }),
    )
  })

  test('an optional one that cannot be used counts as absent', () => {
    provider.setValueSource({ WORKOS_API_PORT: 'eighty', WORKOS_COOKIE_SAME_SITE: 'sometimes' })

    expect(provider.getValue('apiPort')).toBeUndefined()
    expect(provider.getValue('cookieSameSite')).toBeUndefined()
  })
})

test.each([
  ['clientId', 'WORKOS_CLIENT_ID'],
  ['apiPort', 'WORKOS_API_PORT'],
  ['cookieMaxAge', 'WORKOS_COOKIE_MAX_AGE'],
  ['sessionCacheMaxEntries', 'WORKOS_SESSION_CACHE_MAX_ENTRIES'],
])('the variable of %s is %s', (key, variable) => {
  class Open extends ConfigurationProvider {
    nameOf(name: string): string {
      return this.getEnvironmentVariableName(name)
    }
  }

  expect(new Open().nameOf(key)).toBe(variable)
})
