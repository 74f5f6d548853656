import { describe, expect, test } from 'vitest'

import { parseHosts } from '../../../src/runtime/session/config/parse-hosts.ts'
import { hostRedirectUri } from '../../../src/runtime/start/host-redirect-uri.ts'
import type { HostSettings } from '../../../src/runtime/start/host-redirect-uri.ts'

const redirectUri = 'https://app.example.com/api/auth/callback'
const redirectHosts = [
  'www.example.com',
  '*.preview.example.com',
  'my-app-*.host.test',
  'dev.example.com:8443',
  'localhost',
]

const settings: HostSettings = { redirectUri, redirectHosts }

/** A request as a server makes it of what a client sent. */
function requestFor(url: string, headers: Record<string, string> = {}): Request {
  return new Request(url, { headers })
}

test.each<[url: string, expected: string]>([
  ['https://www.example.com/', 'https://www.example.com'],
  ['https://pr-7.preview.example.com/me?a=b', 'https://pr-7.preview.example.com'],
  ['https://PR-7.Preview.Example.com/', 'https://pr-7.preview.example.com'],
  ['https://my-app-3f2a.host.test/', 'https://my-app-3f2a.host.test'],
  ['https://dev.example.com:8443/', 'https://dev.example.com:8443'],
  // TLS ends in front of the server.
  ['http://pr-7.preview.example.com/', 'https://pr-7.preview.example.com'],
  ['http://localhost:5173/', 'http://localhost:5173'],
])('%s comes back to %s', (url, origin) => {
  expect(hostRedirectUri(requestFor(url), settings)).toBe(`${origin}/api/auth/callback`)
})

/** Hosts that want to be taken for one that is allowed. */
const HOSTILE = [
  'https://evil.example/',
  'https://preview.example.com/',
  'https://evil.example/.preview.example.com',
  'https://evil.example/?x.preview.example.com',
  'https://evil.example/#x.preview.example.com',
  'https://x.preview.example.com.evil.example/',
  'https://xpreview.example.com/',
  'https://a.b.preview.example.com/',
  'https://.preview.example.com/',
  'https://x..preview.example.com/',
  'https://x.preview.example.com./',
  'https://x.preview.example.com:8443/',
  'https://www.example.com:444/',
  'https://dev.example.com/',
  'https://my-app-.host.test/',
  'https://my-app-x.evil.host.test/',
  'https://not-my-app-x.host.test/',
  'https://localhost.evil.example/',
  'https://[::1]/',
  'https://127.0.0.1/',
  String.raw`https://evil.example\.preview.example.com/`,
  'https://x.previеw.example.com/',
]

test.each(HOSTILE)('%s comes back to the configured address', (url) => {
  expect(hostRedirectUri(requestFor(url), settings)).toBe(redirectUri)
})

describe('the host in X-Forwarded-Host', () => {
  const internal = 'http://10.0.0.7:8080/'
  const behindProxy: HostSettings = { ...settings, trustForwardedHost: true }
  const forwardedTo = (host: string): Request => requestFor(internal, { 'x-forwarded-host': host })

  test('counts where it is trusted', () => {
    expect(hostRedirectUri(forwardedTo('pr-7.preview.example.com'), behindProxy)).toBe(
      'https://pr-7.preview.example.com/api/auth/callback',
    )
  })

  test('counts nowhere else', () => {
    expect(hostRedirectUri(forwardedTo('pr-7.preview.example.com'), settings)).toBe(redirectUri)
  })

  test('counts more than that of the request', () => {
    const request = requestFor('https://www.example.com/', { 'x-forwarded-host': 'evil.example' })
    expect(hostRedirectUri(request, behindProxy)).toBe(redirectUri)
  })

  test.each([
    'pr-7.preview.example.com, evil.example',
    'evil.example, pr-7.preview.example.com',
    'evil.example/.preview.example.com',
    'evil.example?.preview.example.com',
    'evil.example#.preview.example.com',
    'evil.example@x.preview.example.com',
    'x@y.preview.example.com',
    String.raw`evil.example\.preview.example.com`,
    'evil.example%2f.preview.example.com',
    'evil.example:443/.preview.example.com',
    'x y.preview.example.com',
    'https://x.preview.example.com',
    '-.preview.example.com',
    'x.preview.example.com:99999',
    'x.preview.example.com:',
    '',
  ])('%j is none', (host) => {
    expect(hostRedirectUri(forwardedTo(host), behindProxy)).toBe(redirectUri)
  })
})

test('without a list every host has the configured address', () => {
  expect(hostRedirectUri(requestFor('https://www.example.com/'), { redirectUri })).toBe(redirectUri)
})

describe('patterns of hosts', () => {
  test.each<[unknown, string[]]>([
    ['app.example.com', ['app.example.com']],
    [' A.example.com , *.b.example.com', ['a.example.com', '*.b.example.com']],
    [
      ['my-app-*-team.vercel.app', 'localhost', 'x.test:8443'],
      ['my-app-*-team.vercel.app', 'localhost', 'x.test:8443'],
    ],
  ])('%j', (raw, value) => {
    expect(parseHosts(raw)).toEqual({ value })
  })

  test.each([
    '*',
    '*.com',
    'my-*.app',
    'a.*.example.com',
    '**.example.com',
    'https://app.example.com',
    'app.example.com/path',
    'app.example.com:*',
    'app.example.com:0',
    'user@example.com',
    '-a.example.com',
    'a..example.com',
    'a.example.com.',
    'a.example.com,',
    '',
    7,
    [null],
  ])('%j is none', (raw) => {
    expect(parseHosts(raw)).toEqual({ problem: expect.stringMatching(/^must be hosts/) })
  })
})
