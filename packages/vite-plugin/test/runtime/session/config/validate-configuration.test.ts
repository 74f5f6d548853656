import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'

import { ConfigurationProvider } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { validConfig, validEnv } from '../support/valid-config.ts'

const { clientId, apiKey, redirectUri, cookiePassword } = validConfig
const required = { clientId, apiKey, redirectUri, cookiePassword }

let provider: ConfigurationProvider

beforeEach(() => {
  provider = new ConfigurationProvider()
  provider.setValueSource({})
})

test('passes when everything is there', () => {
  provider.configure(required)

  expect(() => provider.validate()).not.toThrow()
})

test('lists every missing variable, in order, and says where to get and to put values', async () => {
  vi.stubGlobal('navigator', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const error = await caught(() => provider.validate())

  expect(error).toMatchObject({ name: 'AuthKitConfigError', code: 'ERR_CONFIG_INVALID' })
  expect(String(error)).toMatchInlineSnapshot(`
    "AuthKitConfigError: AuthKit configuration error. Missing or invalid environment variables:

      • WORKOS_CLIENT_ID is required
      • WORKOS_API_KEY is required
      • WORKOS_REDIRECT_URI is required
      • WORKOS_COOKIE_PASSWORD is required

    Set it for development in .env.local, in the root of the project; in production in the environment that the server is started with. Then restart. An empty value counts as not set.
    Get your values from the WorkOS Dashboard: https://dashboard.workos.com
    Make a WORKOS_COOKIE_PASSWORD with: openssl rand -base64 32"
  `)
})

test.each<[Record<string, unknown>, string]>([
  [{ WORKOS_CLIENT_ID: '' }, 'WORKOS_CLIENT_ID is required'],
  [{ WORKOS_API_KEY: '  ' }, 'WORKOS_API_KEY is required'],
  [
    { WORKOS_COOKIE_PASSWORD: 'short' },
    'WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 5)',
  ],
  [
    { WORKOS_COOKIE_PASSWORD: 'x'.repeat(31) },
    'WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 31)',
  ],
  [
    { WORKOS_PREVIOUS_COOKIE_PASSWORDS: 'short' },
    'WORKOS_PREVIOUS_COOKIE_PASSWORDS must be at least 32 characters (currently 5)',
  ],
  [
    { WORKOS_PREVIOUS_COOKIE_PASSWORDS: JSON.stringify(['x'.repeat(32), 'short']) },
    'WORKOS_PREVIOUS_COOKIE_PASSWORDS must be at least 32 characters (currently 5) in number 2',
  ],
  [{ WORKOS_PREVIOUS_COOKIE_PASSWORDS: '[1]' }, 'WORKOS_PREVIOUS_COOKIE_PASSWORDS must be text'],
  [
    { WORKOS_REDIRECT_URI: 'localhost:3000/cb' },
    'WORKOS_REDIRECT_URI must be an absolute http(s) URL (currently "localhost:3000/cb")',
  ],
  [
    { WORKOS_REDIRECT_URI: 'javascript:alert(1)' },
    'WORKOS_REDIRECT_URI must be an absolute http(s) URL (currently "javascript:alert(1)")',
  ],
  [
    { WORKOS_COOKIE_SAME_SITE: 'foo' },
    'WORKOS_COOKIE_SAME_SITE must be lax, strict or none (currently "foo")',
  ],
  [{ WORKOS_COOKIE_SAMESITE: 'foo' }, 'WORKOS_COOKIE_SAMESITE must be lax, strict or none (currently "foo")'],
  [
    { WORKOS_COOKIE_MAX_AGE: '12abc' },
    'WORKOS_COOKIE_MAX_AGE must be a whole number of seconds (currently "12abc")',
  ],
  [
    { WORKOS_COOKIE_MAX_AGE: '-1' },
    'WORKOS_COOKIE_MAX_AGE must be a whole number of seconds (currently "-1")',
  ],
  [
    { WORKOS_COOKIE_MAX_AGE: '1.5' },
    'WORKOS_COOKIE_MAX_AGE must be a whole number of seconds (currently "1.5")',
  ],
  [
    { WORKOS_SESSION_CACHE_MAX_ENTRIES: 'false' },
    'WORKOS_SESSION_CACHE_MAX_ENTRIES must be a whole number, 0 or more (currently "false")',
  ],
  [
    { WORKOS_SESSION_CACHE_MAX_BYTES: '16MiB' },
    'WORKOS_SESSION_CACHE_MAX_BYTES must be a whole number, 0 or more (currently "16MiB")',
  ],
  [
    { WORKOS_REFRESH_TIMEOUT: '0' },
    'WORKOS_REFRESH_TIMEOUT must be a whole number of milliseconds, from 1 to 2147483647 (currently "0")',
  ],
  [
    { WORKOS_REFRESH_TIMEOUT: '2147483648' },
    'WORKOS_REFRESH_TIMEOUT must be a whole number of milliseconds, from 1 to 2147483647 (currently "2147483648")',
  ],
  [{ WORKOS_API_PORT: '0' }, 'WORKOS_API_PORT must be a port, from 1 to 65535 (currently "0")'],
  [{ WORKOS_API_PORT: '70000' }, 'WORKOS_API_PORT must be a port, from 1 to 65535 (currently "70000")'],
  [{ WORKOS_API_HTTPS: 'yes' }, 'WORKOS_API_HTTPS must be true or false (currently "yes")'],
  [
    { WORKOS_API_HOSTNAME: 'https://api.workos.com' },
    'WORKOS_API_HOSTNAME must be a host name such as api.workos.com, without scheme or port (currently "https://api.workos.com")',
  ],
  [
    { WORKOS_API_HOSTNAME: 'api.workos.com:443' },
    'WORKOS_API_HOSTNAME must be a host name such as api.workos.com, without scheme or port (currently "api.workos.com:443")',
  ],
  [
    { WORKOS_API_HOSTNAME: 'api.workos.com/v1' },
    'WORKOS_API_HOSTNAME must be a host name such as api.workos.com, without scheme or port (currently "api.workos.com/v1")',
  ],
  [
    { WORKOS_COOKIE_DOMAIN: 'https://example.com' },
    'WORKOS_COOKIE_DOMAIN must be a domain such as example.com, without scheme or port (currently "https://example.com")',
  ],
  [
    { WORKOS_COOKIE_DOMAIN: 'a.example; Secure' },
    'WORKOS_COOKIE_DOMAIN must be a domain such as example.com, without scheme or port (currently "a.example; Secure")',
  ],
  [
    { WORKOS_COOKIE_NAME: 'my session' },
    'WORKOS_COOKIE_NAME must be a cookie name: letters, digits and !#$%&\'*+.^_`|~- (currently "my session")',
  ],
  [
    { WORKOS_COOKIE_NAME: 'a=b' },
    'WORKOS_COOKIE_NAME must be a cookie name: letters, digits and !#$%&\'*+.^_`|~- (currently "a=b")',
  ],
  [{ WORKOS_CLIENT_ID: 7 }, 'WORKOS_CLIENT_ID must be text'],
  [{ WORKOS_COOKIE_PASSWORD: 7 }, 'WORKOS_COOKIE_PASSWORD must be text'],
])('%j', async (env, problem) => {
  provider.setValueSource({ ...validEnv, ...env })

  expect(await caught(() => provider.validate())).toMatchObject({ data: { problems: [problem] } })
  expect(await caught(() => provider.getConfig())).toMatchObject({ data: { problems: [problem] } })
})

test('reports several problems at once, required ones first', async () => {
  provider.setValueSource({
    ...validEnv,
    WORKOS_API_KEY: '',
    WORKOS_COOKIE_PASSWORD: 'x'.repeat(20),
    WORKOS_API_PORT: 'x',
  })

  expect(await caught(() => provider.validate())).toMatchObject({
    data: {
      problems: [
        'WORKOS_API_KEY is required',
        'WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 20)',
        'WORKOS_API_PORT must be a port, from 1 to 65535 (currently "x")',
      ],
    },
  })
})

test('judges the source rather than what it hides', async () => {
  provider.configure(required, { WORKOS_COOKIE_PASSWORD: 'short' })

  expect(await caught(() => provider.validate())).toHaveProperty(
    'message',
    expect.stringContaining('(currently 5)'),
  )
})

test('says when a value did not come from its variable', async () => {
  provider.configure({ ...required, apiPort: 0, cookiePassword: 'short' })

  expect(await caught(() => provider.validate())).toMatchObject({
    data: {
      problems: [
        'WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 5), as given to configure()',
        'WORKOS_API_PORT must be a port, from 1 to 65535 (currently 0), as given to configure()',
      ],
    },
  })
})

test('names the places of a Worker on Cloudflare', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
  onTestFinished(() => void vi.unstubAllGlobals())

  expect(String(await caught(() => provider.validate()))).toContain(
    'Set it for development in .dev.vars, in the root of the project (or in .env.local, when there is no .dev.vars); ' +
      'in production with `wrangler secret put NAME`, or for what is no secret in `vars` of the Wrangler configuration.',
  )
})

test('names configure() for a key without a variable', async () => {
  provider.configure({ ...required, apiBaseUrl: 'localhost' })

  expect(await caught(() => provider.validate())).toMatchObject({
    data: {
      problems: ['configure({ apiBaseUrl }) must be an absolute http(s) URL (currently "localhost")'],
    },
  })
})

test('shows neither the API key nor the password', async () => {
  provider.setValueSource({ WORKOS_API_KEY: 'sk_live_secret', WORKOS_COOKIE_PASSWORD: 'hunter2' })

  expect(JSON.stringify(await caught(() => provider.validate()))).not.toMatch(/sk_live_secret|hunter2/)
  expect(String(await caught(() => provider.validate()))).not.toMatch(/sk_live_secret|hunter2/)
})
