import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type * as Session from '../../../../src/runtime/session/index.ts'
import { validConfig, validEnv } from '../support/valid-config.ts'

// The configuration belongs to the process: each test gets its own.
let session: typeof Session

beforeEach(async () => {
  vi.resetModules()
  session = await import('../../../../src/runtime/session/index.ts')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('there is one provider', () => {
  expect(session.getConfigurationProvider()).toBe(session.getConfigurationProvider())
  expect(session.getConfigurationProvider()).toBeInstanceOf(session.ConfigurationProvider)
})

test('values, a source, or both can be given', () => {
  session.configure({ cookieName: 'a' })
  expect(session.getConfig('cookieName')).toBe('a')

  session.configure((name) => (name === 'WORKOS_COOKIE_NAME' ? 'b' : undefined))
  expect(session.getConfig('cookieName')).toBe('b')

  session.configure({ clientId: 'client_c' }, { WORKOS_COOKIE_NAME: 'c' })
  expect([session.getConfig('cookieName'), session.getConfig('clientId')]).toEqual(['c', 'client_c'])
})

test('giving them never fails, using them does', () => {
  session.configure({ ...validConfig, cookiePassword: 'short' })

  expect(() => session.validateConfig()).toThrow(
    'WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 5)',
  )
})

test('defaults are there from the start, required values are not', () => {
  expect([session.getConfig('cookieName'), session.getConfig('apiHttps')]).toEqual(['wos-session', true])
  expect(() => session.getConfig('clientId')).toThrow('clientId')
})

test('the environment is enough', () => {
  for (const [name, value] of Object.entries(validEnv)) vi.stubEnv(name, value)

  expect(() => session.validateConfig()).not.toThrow()
  expect(session.getConfig('clientId')).toBe(validConfig.clientId)
})
