import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  DEFAULT_MAX_PENDING_PKCE_COOKIES,
  PKCE_COOKIE_PREFIX,
  getPKCECookieNameForState,
  isPKCEVerifierCookieName,
  selectStalePKCEVerifierCookieNames,
} from '../../../../src/runtime/session/index.ts'
import { getPKCECookieOptions } from '../../../../src/runtime/session/pkce/verifier-cookies.ts'
import { validConfig } from '../support/valid-config.ts'

describe('the name', () => {
  test('is the prefix and the digest of the state', () => {
    expect(PKCE_COOKIE_PREFIX).toBe('wos-auth-verifier')
    expect(getPKCECookieNameForState('foobar')).toBe('wos-auth-verifier-bf9cf968')
  })

  test('is the same for the same state, however long, and differs for another', () => {
    const state = 'Fe26.2*1*'.repeat(300)

    expect(getPKCECookieNameForState(state)).toBe(getPKCECookieNameForState('Fe26.2*1*'.repeat(300)))
    expect(getPKCECookieNameForState(state)).not.toBe(getPKCECookieNameForState(`${state}x`))
  })

  test('is recognised', () => {
    fc.assert(
      fc.property(fc.string(), (state) => {
        expect(isPKCEVerifierCookieName(getPKCECookieNameForState(state))).toBe(true)
      }),
    )
  })

  test.each([
    ['wos-auth-verifier', true],
    ['wos-auth-verifier-', true],
    ['wos-auth-verifier-2d3a00c9', true],
    ['wos-auth-verifierx', false],
    ['xwos-auth-verifier', false],
    ['wos-session', false],
    ['', false],
  ])('%j counts as a verifier cookie: %j', (name, expected) => {
    expect(isPKCEVerifierCookieName(name)).toBe(expected)
  })
})

describe('the attributes', () => {
  test.each([
    ['strict', 'lax'],
    ['lax', 'lax'],
    ['none', 'none'],
    ['NONE', 'none'],
    [undefined, 'lax'],
  ])('SameSite %j becomes %j', (cookieSameSite, expected) => {
    // Spelled as a hand-made configuration may have it.
    const config = { ...validConfig, cookieSameSite: cookieSameSite as 'none' | undefined }

    expect(getPKCECookieOptions(config).sameSite).toBe(expected)
  })

  test.each([
    ['https configured', 'https://a.example/cb', undefined, undefined, true],
    ['http configured', 'http://localhost:3000/cb', undefined, undefined, false],
    ['http for this sign-in', 'https://a.example/cb', 'http://localhost:3000/cb', undefined, false],
    ['https for this sign-in', 'http://localhost:3000/cb', 'https://a.example/cb', undefined, true],
    ['no URL at all', 'nonsense', undefined, undefined, true],
    ['http and SameSite none', 'http://localhost:3000/cb', undefined, 'none', true],
  ] as const)('Secure, %s: %j', (_name, redirectUri, override, cookieSameSite, expected) => {
    expect(getPKCECookieOptions({ redirectUri, cookieSameSite }, override).secure).toBe(expected)
  })

  test.each([undefined, 'https://a.example/deep/path/cb', 'http://localhost/', 'nonsense'])(
    'path, age and HttpOnly are fixed (%j)',
    (override) => {
      expect(getPKCECookieOptions(validConfig, override)).toMatchObject({
        path: '/',
        maxAge: 600,
        httpOnly: true,
      })
    },
  )

  test('the domain is there when configured, and only then', () => {
    expect(getPKCECookieOptions({ ...validConfig, cookieDomain: 'example.com' }).domain).toBe('example.com')
    expect(getPKCECookieOptions(validConfig)).not.toHaveProperty('domain')
  })
})

describe('which ones are stale', () => {
  const keep = 'wos-auth-verifier-new'
  const old = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `wos-auth-verifier-${index}`)

  test.each([
    ['none', [], undefined, []],
    ['up to the limit with the new one', old(4), undefined, []],
    ['one above: all but the new one', old(5), undefined, old(5)],
    ['the new one counts once', [...old(4), keep], undefined, []],
    ['duplicates count once', [...old(4), ...old(4)], undefined, []],
    ['other cookies do not count', ['wos-session', 'a', ...old(4)], undefined, []],
    [
      'the old unsuffixed name counts',
      ['wos-auth-verifier', ...old(4)],
      undefined,
      ['wos-auth-verifier', ...old(4)],
    ],
    ['a limit of its own', old(2), 2, old(2)],
    ['a limit of its own, not reached', old(1), 2, []],
  ])('%s', (_name, names, max, expected) => {
    expect(selectStalePKCEVerifierCookieNames(names, { keep, max })).toEqual(expected)
  })

  test('the limit is 5 by default', () => {
    expect(DEFAULT_MAX_PENDING_PKCE_COOKIES).toBe(5)
  })
})
