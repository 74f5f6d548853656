import { describe, expect, test } from 'vitest'

import { readAllowedHost, type AllowedHosts } from '../../../src/plugins/dev-page/allowed-host.ts'
import { judgeVisitor } from '../../../src/plugins/dev-page/judge-visitor.ts'

describe('the name that a request came to', () => {
  test.each<[header: string | undefined, allowed: AllowedHosts, host: string | undefined]>([
    ['localhost:3000', [], 'localhost:3000'],
    ['LOCALHOST:3000', [], 'localhost:3000'],
    ['app.localhost:3000', [], 'app.localhost:3000'],
    ['127.0.0.1:3000', [], '127.0.0.1:3000'],
    ['[::1]:3000', [], '[::1]:3000'],
    ['app.test', ['app.test'], 'app.test'],
    ['app.test:8080', ['app.test'], 'app.test:8080'],
    ['deep.app.test', ['.app.test'], 'deep.app.test'],
    ['app.test', ['.app.test'], 'app.test'],
    ['app.test', ['APP.test'], 'app.test'],
    // Nobody said that these are ours.
    ['evil.example', [], undefined],
    ['evil.example', true, undefined],
    ['deep.app.test', ['app.test'], undefined],
    ['evilapp.test', ['.app.test'], undefined],
    ['app.test.evil.example', ['app.test', '.app.test'], undefined],
    ['localhost.evil.example', [], undefined],
    ['127.0.0.1.nip.io', [], undefined],
    ['192.168.1.5:3000', [], undefined],
    ['192.168.1.5:3000', ['192.168.1.5'], undefined],
    ['0.0.0.0:3000', [], undefined],
    ['[::ffff:192.168.1.5]', [], undefined],
    // What no browser writes.
    [undefined, [], undefined],
    ['', [], undefined],
    ['localhost@evil.example', [], undefined],
    ['evil.example#localhost', [], undefined],
    ['localhost/evil', [], undefined],
    ['localhost?evil', [], undefined],
    ['user@localhost', [], undefined],
    ['local host', [], undefined],
  ])('%s with allowedHosts %j is %s', (header, allowed, host) => {
    expect(readAllowedHost(header, allowed)).toBe(host)
  })
})

const LOCAL = { host: 'localhost:3000' }
const OWN_ORIGIN = { ...LOCAL, origin: 'http://localhost:3000' }

/** Expected: whether the request gets an answer. */
const VISITORS: [
  what: string,
  answered: boolean,
  method: string,
  headers: Record<string, string>,
  from?: string,
][] = [
  [
    'an address that is typed',
    true,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
  ],
  ['a page of ours', true, 'GET', { ...LOCAL, 'sec-fetch-site': 'same-origin' }],
  ['a form of ours', true, 'POST', { ...OWN_ORIGIN, 'sec-fetch-site': 'same-origin' }],
  ['a form of ours in a browser that says less', true, 'POST', OWN_ORIGIN],
  ['a program', true, 'GET', LOCAL],
  [
    'a link on another site',
    true,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  ],
  ['IPv6', true, 'GET', { host: '[::1]:3000' }, '::1'],
  ['IPv4 on an IPv6 socket', true, 'GET', LOCAL, '::ffff:127.0.0.1'],
  ['a proxy on this machine', true, 'GET', { ...LOCAL, 'x-forwarded-for': '127.0.0.1, ::1' }],
  [
    'a proxy that says so in the standard way',
    true,
    'GET',
    { ...LOCAL, forwarded: 'for="[::1]:4711";proto=https' },
  ],

  ['another machine', false, 'GET', LOCAL, '192.168.1.7'],
  ['another machine over IPv6', false, 'GET', LOCAL, 'fe80::1'],
  ['a connection that is gone', false, 'GET', LOCAL, ''],
  ['a tunnel', false, 'GET', { ...LOCAL, 'x-forwarded-for': '203.0.113.9' }],
  ['a tunnel behind a proxy', false, 'GET', { ...LOCAL, 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }],
  ['a tunnel that names a host', false, 'GET', { ...LOCAL, 'x-forwarded-for': 'localhost' }],
  ['a tunnel of Cloudflare', false, 'GET', { ...LOCAL, 'cf-connecting-ip': '203.0.113.9' }],
  ['a tunnel in the standard way', false, 'GET', { ...LOCAL, forwarded: 'for=203.0.113.9, for=127.0.0.1' }],
  ['a tunnel that hides for whom', false, 'GET', { ...LOCAL, forwarded: 'for=unknown' }],
  ['DNS rebinding', false, 'GET', { host: 'evil.example:3000', 'sec-fetch-site': 'same-origin' }],
  ['no host', false, 'GET', {}],
  [
    'fetch of another site',
    false,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  ],
  [
    'fetch of another port',
    false,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ],
  [
    'fetch of another port in a browser that says less',
    false,
    'GET',
    { ...LOCAL, origin: 'http://localhost:4000' },
  ],
  [
    'a frame of another site',
    false,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ],
  [
    'a script element of another site',
    false,
    'GET',
    { ...LOCAL, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  ],
  [
    'a form of another site',
    false,
    'POST',
    {
      ...LOCAL,
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    },
  ],
  [
    'a form of another site in a browser that says less',
    false,
    'POST',
    { ...LOCAL, origin: 'https://evil.example' },
  ],
  [
    'a form of another port',
    false,
    'POST',
    { ...LOCAL, origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' },
  ],
  ['a form of a page without an origin', false, 'POST', { ...LOCAL, origin: 'null' }],
  ['a form that nobody sent', false, 'POST', { ...LOCAL, 'sec-fetch-site': 'none' }],
  ['a form of a program', false, 'POST', LOCAL],
  [
    'a lie about the site',
    false,
    'POST',
    { ...LOCAL, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ],
]

describe('whoever asks', () => {
  test.each(VISITORS)('%s: answered %s', (_, answered, method, headers, remoteAddress = '127.0.0.1') => {
    const refusal = judgeVisitor(
      { method, headers, remoteAddress: remoteAddress === '' ? undefined : remoteAddress },
      [],
    )
    expect(refusal === undefined).toBe(answered)
  })

  test('HTTP/2 names its host in another way', () => {
    const visitor = { method: 'GET', remoteAddress: '::1' }
    expect(judgeVisitor({ ...visitor, headers: { ':authority': 'localhost' } }, [])).toBeUndefined()
    expect(judgeVisitor({ ...visitor, headers: { ':authority': 'evil.example' } }, [])?.reason).toContain(
      '`server.allowedHosts`',
    )
  })
})
