import { beforeEach, expect, test, vi } from 'vitest'

import { LOCAL_API_KEY } from '../../../src/emulator/index.ts'

// Both keep what they make for the process, so each test has modules of its own.
const load = async () => ({
  ...(await import('../../../src/runtime/compat/sdk-client.ts')),
  ...(await import('../../../src/runtime/session/index.ts')),
  ...(await import('@workos-inc/node')),
})

beforeEach(() => {
  vi.resetModules()
  vi.unstubAllEnvs()
})

test("one client of WorkOS' SDK for the process, with the configured API", async () => {
  const { getSdkClient, configure, WorkOS } = await load()
  configure({ apiKey: 'sk_test_1', apiHostname: 'auth.example.com', apiPort: 8443 })
  const client = getSdkClient()
  expect(client).toBeInstanceOf(WorkOS)
  expect(client.userManagement.getJwksUrl('client_1')).toBe('https://auth.example.com:8443/sso/jwks/client_1')
  expect(getSdkClient()).toBe(client)
})

test('ours for the local AuthKit of a dev server, below whose path the SDK does not reach', async () => {
  const { getSdkClient, configure, WorkOS } = await load()
  configure({ apiKey: LOCAL_API_KEY, apiBaseUrl: 'http://localhost:3000/__authkit' })
  const client = getSdkClient()
  expect(client).not.toBeInstanceOf(WorkOS)
  expect(client.userManagement.getJwksUrl('client_1')).toBe(
    'http://localhost:3000/__authkit/sso/jwks/client_1',
  )
})

test('a call before the API key is there throws, and the next one tries again', async () => {
  const { getSdkClient, configure, WorkOS } = await load()
  expect(getSdkClient).toThrow('WORKOS_API_KEY')
  configure({ apiKey: 'sk_test_1' })
  expect(getSdkClient()).toBeInstanceOf(WorkOS)
})

test("production refuses the local AuthKit's key", async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const { getSdkClient, configure } = await load()
  configure({ apiKey: LOCAL_API_KEY })
  expect(getSdkClient).toThrow(expect.objectContaining({ code: 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION' }))
})
