import { UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { reportLargeSession as ReportLargeSession } from '../../../src/runtime/start/session-size.ts'
import { user } from '../session/support/user.ts'

const accessToken = new UnsecuredJWT({ sid: 'session_1', permissions: ['a'.repeat(500)], team: 'x' }).encode()
const ONE = [`wos-session=${'v'.repeat(3000)}; Path=/`]
const SEVERAL = [`wos-session.0=${'v'.repeat(4000)}; Path=/`, 'wos-session=chunks.1.00000000; Path=/']

let reportLargeSession: typeof ReportLargeSession

beforeEach(async () => {
  // It tells once in a process.
  vi.resetModules()
  ;({ reportLargeSession } = await import('../../../src/runtime/start/session-size.ts'))
  return () => vi.restoreAllMocks()
})

describe('a session that does not fit into one cookie', () => {
  test('is told about once, with what makes it large and nothing that is in it', () => {
    const log = vi.spyOn(console, 'warn').mockReturnValue()
    const large = { ...user, metadata: { notes: 'secret'.repeat(100) } }
    reportLargeSession(SEVERAL, { accessToken, user: large })
    reportLargeSession(SEVERAL, { accessToken, user: large })

    const [message] = log.mock.calls[0] ?? []
    expect(log).toHaveBeenCalledTimes(1)
    expect(message).toContain('A session takes 2 cookies, 4043 bytes in all')
    expect(message).toMatch(
      /The largest parts, before sealing: user "metadata" \(61\d\), claim "permissions" \(504\), /,
    )
    expect(message).not.toMatch(/secretsecret|aaaa|vvvv/)
  })

  test('is told about without a token that can be read', () => {
    const log = vi.spyOn(console, 'warn').mockReturnValue()
    reportLargeSession(SEVERAL, { accessToken: 'opaque', user })
    expect(log).toHaveBeenCalledTimes(1)
  })
})

test.each([[ONE], [[]], [['wos-session=; Path=/; Max-Age=0']]])('nothing is told about %j', (cookies) => {
  const log = vi.spyOn(console, 'warn').mockReturnValue()
  reportLargeSession(cookies, { accessToken, user })
  expect(log).not.toHaveBeenCalled()
})
