import { describe, expect, test } from 'vitest'

import { reportCookies, type CookieReport } from '../../../src/plugins/dev-page/cookie-report.ts'
import { CookieLog, MAX_SET_COOKIES } from '../../../src/plugins/dev-page/watch/cookie-log.ts'
import { PKCE_STATE_LIFETIME } from '../../../src/runtime/session/pkce/pkce-state.ts'
import { sessionEncryption } from '../../../src/runtime/session/seal/iron-session-encryption.ts'

const BROWSER = 'localhost Chromium'
const NOW = 1_800_000_000_000

interface Story {
  /** Set by an earlier answer. */
  set?: readonly string[]
  /** Cookie headers of requests between that and the page's. */
  between?: readonly string[]
  /** Cookie header of the request for the page. */
  sent?: string
  hostname?: string
  isSecure?: boolean
  /** Milliseconds since the answer. */
  later?: number
}

function tell({
  set = [],
  between = [],
  sent = '',
  hostname = 'localhost',
  isSecure = false,
  later = 1_000,
}: Story): CookieReport {
  const log = new CookieLog()
  log.answer(set, { browser: BROWSER, by: 'GET /api/auth/callback', at: NOW })
  for (const cookieHeader of between) log.arrive({ browser: BROWSER, cookieHeader })
  const target = { browser: BROWSER, cookieHeader: sent, hostname, isSecure, sessionCookie: 'wos-session' }
  return reportCookies(log, { ...target, now: NOW + later })
}

const SESSION = 'wos-session=sealed; Path=/; Max-Age=1000; HttpOnly; SameSite=Lax'

describe('a cookie that was set', () => {
  test.each<[what: string, story: Story]>([
    ['comes back', { set: [SESSION], sent: 'a=1; wos-session=sealed' }],
    ['came back once, in another window', { set: [SESSION], between: ['wos-session=sealed'] }],
    ['comes back decoded', { set: ['a=%C3%A9; Path=/'], sent: 'a=%C3%A9' }],
    ['is over by now', { set: [SESSION], later: 1_000_001 }],
    ['was over at once', { set: ['wos-session=; Path=/; Max-Age=0'] }],
    ['is for another path', { set: ['a=1; Path=/admin'] }],
    ['is no cookie', { set: ['nothing'] }],
    ['was deleted, and set again', { set: ['a=; Path=/x; Max-Age=0', 'a=2; Path=/'], sent: 'a=2' }],
  ])('is not lost when it %s', (_what, story) => {
    expect(tell(story).warnings).toEqual([])
  })

  test.each<[what: string, story: Story, warning: string]>([
    [
      'nobody sends it',
      { set: [SESSION], between: ['a=1'] },
      'Something between the app and the browser dropped it',
    ],
    [
      'the old one comes instead',
      { set: [SESSION], sent: 'wos-session=old' },
      'an older one of that name still arrives',
    ],
    [
      'it is too large',
      { set: [`wos-session=${'x'.repeat(4_100)}; Path=/`] },
      '(4111 bytes), and it never came back. Browsers ignore cookies of more than 4096',
    ],
    [
      'it is Secure and the page is not',
      { set: ['a=1; Secure'], hostname: 'app.test' },
      'the page came from http://app.test',
    ],
    ['it is Secure, in Safari', { set: ['a=1; Secure'] }, 'Safari keeps such a cookie off http://localhost'],
    ['it is None and not Secure', { set: ['a=1; SameSite=None'] }, 'needs the attribute Secure'],
    [
      'its domain is another',
      { set: ['a=1; Domain=example.com'] },
      'Its Domain is example.com, and this host is localhost',
    ],
    ['its name asks for more', { set: ['__Host-a=1; Path=/'] }, '__Host-'],
    ['a deletion did nothing', { set: ['a=; Path=/; Max-Age=0'], sent: 'a=1' }, 'it is still here'],
    [
      'a deletion by a date did nothing',
      { set: ['a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], sent: 'a=1' },
      'it is still here',
    ],
  ])('is told of when %s', (_what, story, warning) => {
    const { warnings } = tell(story)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(warning)
    expect(warnings[0]).toContain('GET /api/auth/callback')
  })

  test('of another browser is none of this one', () => {
    const log = new CookieLog()
    log.answer([SESSION], { browser: 'localhost Firefox', by: 'GET /', at: NOW })
    const target = { browser: BROWSER, cookieHeader: '', hostname: 'localhost', isSecure: false }
    expect(reportCookies(log, { ...target, sessionCookie: 'wos-session', now: NOW }).rows).toEqual([])
  })
})

describe('the cookies of a request', () => {
  test('are listed with their sizes, the session first, and what they were set with', () => {
    const { rows, headerBytes } = tell({
      set: [SESSION],
      sent: 'other=12; wos-session.0=abc; wos-session=sealed',
    })
    expect(rows.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
      ['wos-session.0', 'session', 16],
      ['wos-session', 'session', 17],
      ['other', 'other', 7],
    ])
    expect(headerBytes).toBe(47)
    expect(rows[1]?.sent).toMatchObject({
      by: 'GET /api/auth/callback',
      attributes: { path: '/', maxAge: 1000, httpOnly: true, sameSite: 'lax' },
    })
  })

  test('say how long a sign-in under way has', async () => {
    const seal = await sessionEncryption.sealData({}, { password: 'x'.repeat(32), ttl: PKCE_STATE_LIFETIME })
    const log = new CookieLog()
    const target = { browser: BROWSER, hostname: 'localhost', isSecure: false, sessionCookie: 'wos-session' }
    const cookieHeader = `wos-auth-verifier-1=${seal}`
    const { rows } = reportCookies(log, { ...target, cookieHeader, now: Date.now() })
    expect(rows[0]?.kind).toBe('sign-in under way')
    expect(rows[0]?.secondsLeft).toBeGreaterThan(PKCE_STATE_LIFETIME - 10)
  })

  const verifiers = (count: number): string =>
    Array.from({ length: count }, (_, index) => `wos-auth-verifier-${index}=x`).join('; ')

  test.each<[what: string, sent: string, warning: string | undefined]>([
    ['a session with room', `wos-session=${'x'.repeat(3_000)}`, undefined],
    [
      'a session with little room',
      `wos-session=${'x'.repeat(3_700)}`,
      'When it grows, it continues in further cookies',
    ],
    ['a large session', `wos-session=chunks; wos-session.0=${'x'.repeat(4_000)}`, 'continues in 1 more'],
    ['a large cookie of another', `other=${'x'.repeat(3_700)}`, 'The cookie other has 3705 bytes'],
    ['five sign-ins', verifiers(5), undefined],
    ['six sign-ins', verifiers(6), '6 sign-ins are under way'],
    ['a long header', `a=${'x'.repeat(3_500)}; b=${'x'.repeat(3_500)}`, 'add up to 7006 bytes'],
  ])('are warned of: %s', (_what, sent, warning) => {
    const { warnings } = tell({ sent })
    expect(warnings.length).toBe(warning === undefined ? 0 : 1)
    expect(warnings.join('')).toContain(warning ?? '')
  })
})

describe('the log', () => {
  test('keeps no value', () => {
    const log = new CookieLog()
    const [sent] = log.answer(['wos-session=the-seal; Path=/'], { browser: BROWSER, by: 'GET /', at: NOW })
    expect(sent?.name).toBe('wos-session')
    expect(JSON.stringify([sent, log.sentTo(BROWSER)])).not.toContain('the-seal')
  })

  test('is bounded', () => {
    const log = new CookieLog()
    for (let index = 0; index < MAX_SET_COOKIES * 2; index += 1) {
      log.answer([`cookie-${index}=1`], { browser: BROWSER, by: 'GET /', at: NOW })
    }
    const names = log.sentTo(BROWSER).map(({ name }) => name)
    expect(names).toHaveLength(MAX_SET_COOKIES)
    expect(names[0]).toBe(`cookie-${MAX_SET_COOKIES * 2 - 1}`)
  })
})
