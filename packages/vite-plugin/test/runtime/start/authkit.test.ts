import { beforeEach, describe, expect, test, vi } from 'vitest'

const PASSWORD = 'a password of a test, longer than 32 characters'

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('WORKOS_CLIENT_ID', 'client_1')
  vi.stubEnv('WORKOS_API_KEY', 'sk_test_1')
  vi.stubEnv('WORKOS_REDIRECT_URI', 'https://app.example/api/auth/callback')
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', PASSWORD)
  return () => vi.unstubAllEnvs()
})

describe('the service of a process', () => {
  test('is one, for calls at the same time as well', async () => {
    const { getAuthkit } = await import('../../../src/runtime/start/authkit.ts')
    const [first, second] = await Promise.all([getAuthkit(), getAuthkit()])
    expect(first).toBe(second)
  })

  test('that cannot be made is a rejection, and the next call tries again', async () => {
    const { buildConfig } = await import('../../app/build-config.ts')
    Object.assign(buildConfig, { localAuthKit: 'no address' })
    const { getAuthkit } = await import('../../../src/runtime/start/authkit.ts')
    await expect(getAuthkit()).rejects.toThrow('Invalid URL')
    Object.assign(buildConfig, { localAuthKit: null })
    await expect(getAuthkit()).resolves.toHaveProperty('withAuth')
  })
})

describe('outside of requests, what the service writes is on the response that it answers with', () => {
  test.each([
    ['saveSession', 'wos-session=a%20seal'],
    ['clearSession', 'wos-session='],
    ['signOut', 'wos-session='],
    ['createSignIn', 'wos-auth-verifier-'],
  ] as const)('%s', async (name, cookie) => {
    const { getAuthkit } = await import('../../../src/runtime/start/authkit.ts')
    const authkit = await getAuthkit()
    const writes = {
      saveSession: () => authkit.saveSession(undefined, 'a seal'),
      clearSession: () => authkit.clearSession(new Response('Bye.', { status: 201 })),
      signOut: () => authkit.signOut('session_1'),
      createSignIn: () => authkit.createSignIn(undefined),
    }
    const { response, headers } = await writes[name]()
    expect(response?.headers.getSetCookie()).toEqual([expect.stringContaining(cookie)])
    expect(response?.status).toBe(name === 'clearSession' ? 201 : 200)
    expect(headers).toBeUndefined()
  })
})
