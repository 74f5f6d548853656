import { describe, expect, test } from 'vitest'

import { isLoopbackHostname, refuseForeignHost } from '../../src/emulator/loopback.ts'

describe('a host name', () => {
  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    '127.0.0.1',
    '127.255.0.7',
    '[::1]',
    '::1',
  ])('%s is this machine', (hostname) => {
    expect(isLoopbackHostname(hostname)).toBe(true)
  })

  test.each([
    '',
    'example.com',
    'localhost.example.com',
    'notlocalhost',
    'mylocalhost.evil',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    '128.0.0.1',
    '10.0.0.1',
    '192.168.1.7',
    '0.0.0.0',
    '[::]',
    '[::2]',
  ])('%s is not', (hostname) => {
    expect(isLoopbackHostname(hostname)).toBe(false)
  })

  test.each([
    ['http://2130706433/', true],
    ['http://0x7f.1/', true],
    ['http://127.1/', true],
    ['http://%6cocalhost/', true],
    ['http://localhost@evil.example/', false],
    ['http://evil.example#@localhost/', false],
  ])('as the URL parser reads %s: %s', (url, expected) => {
    expect(isLoopbackHostname(new URL(url).hostname)).toBe(expected)
  })
})

test('a request to another name is refused with the reason', async () => {
  const refused = refuseForeignHost(new Request('http://evil.example/x'))
  expect(refused?.status).toBe(403)
  expect(await refused?.text()).toContain('localhost, 127.0.0.1 and [::1] only')
  expect(refuseForeignHost(new Request('http://localhost:3000/x'))).toBeUndefined()
})
