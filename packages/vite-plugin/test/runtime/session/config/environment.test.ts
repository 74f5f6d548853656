import { afterEach, expect, test, vi } from 'vitest'

import { readEnvironment, useBindings } from '../../../../src/runtime/session/config/environment.ts'
import { ConfigurationProvider } from '../../../../src/runtime/session/index.ts'

const bindings: Record<string, unknown> = {
  WORKOS_COOKIE_NAME: 'bound',
  WORKOS_COOKIE_MAX_AGE: 60,
  WORKOS_API_HTTPS: false,
}

afterEach(() => {
  useBindings(() => undefined)
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

test.each([
  ['nothing', undefined, 'bound'],
  ['empty text', '', 'bound'],
  ['blanks', '  ', 'bound'],
  ['a value', 'process', 'process'],
])('where the process has %s, the variable is %j', (_, value, expected) => {
  useBindings((name) => bindings[name])
  vi.stubEnv('WORKOS_COOKIE_NAME', value)
  expect(readEnvironment('WORKOS_COOKIE_NAME')).toBe(expected)
})

test('in an engine without a process, bindings are the environment', () => {
  useBindings((name) => bindings[name])
  vi.stubGlobal('process', undefined)
  const provider = new ConfigurationProvider()
  expect([
    provider.getValue('cookieName'),
    provider.getValue('cookieMaxAge'),
    provider.getValue('apiHttps'),
    provider.getValue('apiPort'),
  ]).toEqual(['bound', 60, false, undefined])
})

test('a source that the app gives stands in the place of both', () => {
  useBindings((name) => bindings[name])
  const provider = new ConfigurationProvider()
  provider.setValueSource({ WORKOS_COOKIE_MAX_AGE: '30' })
  expect([provider.getValue('cookieName'), provider.getValue('cookieMaxAge')]).toEqual(['wos-session', 30])
})

test('a production Worker is known as one by its bindings, too', () => {
  vi.stubEnv('NODE_ENV', undefined)
  useBindings((name) => ({ NODE_ENV: 'production', WORKOS_CLIENT_ID: 'client_local' })[name])
  expect(() => new ConfigurationProvider().getValue('clientId')).toThrow(
    expect.objectContaining({ code: 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION' }),
  )
})
