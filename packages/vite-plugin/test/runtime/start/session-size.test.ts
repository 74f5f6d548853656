import { UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { MAX_COOKIE_BYTES, warnOfLargeSession } from '../../../src/runtime/start/session-size.ts'
import { user } from '../session/support/user.ts'

const accessToken = new UnsecuredJWT({ sid: 'session_1', permissions: ['a'.repeat(500)], team: 'x' }).encode()

/** A Set-Cookie value whose name and value have so many bytes. */
const cookieOf = (bytes: number): string => `wos-session=${'v'.repeat(bytes - 'wos-session'.length)}; Path=/`

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a session that does not fit into a cookie', () => {
  test('is told about, with what makes it large and nothing that is in it', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const large = { ...user, metadata: { notes: 'secret'.repeat(100) } }
    warnOfLargeSession([cookieOf(MAX_COOKIE_BYTES + 1)], { accessToken, user: large })

    const [message] = log.mock.calls[0] ?? []
    expect(log).toHaveBeenCalledTimes(1)
    expect(message).toContain('The session cookie has 4097 bytes')
    expect(message).toMatch(
      /The largest parts, before sealing: user "metadata" \(61\d\), claim "permissions" \(504\), /,
    )
    expect(message).not.toMatch(/secretsecret|aaaa|vvvv/)
  })

  test('is told about without a token that can be read', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    warnOfLargeSession([cookieOf(9000)], { accessToken: 'opaque', user })
    expect(log).toHaveBeenCalledTimes(1)
  })
})

test.each([[[cookieOf(MAX_COOKIE_BYTES)]], [[]], [['wos-session=; Path=/; Max-Age=0']]])(
  'nothing is told about %j',
  (cookies) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    warnOfLargeSession(cookies, { accessToken, user })
    expect(log).not.toHaveBeenCalled()
  },
)
