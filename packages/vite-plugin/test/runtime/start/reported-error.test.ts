import { AuthKitError, OAuthProviderError } from '../../../src/runtime/session/index.ts'
import { BLANK, toReportedError } from '../../../src/runtime/start/events/reported-error.ts'

import { expect, test } from 'vitest'

test.each<[string, string, string]>([
  ['a code', 'The code "01E2RJ4C05B52KKZ8FSRDAP23J" has expired.', `The code "${BLANK}" has expired.`],
  ['a token', 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln was refused', `Bearer ${BLANK} was refused`],
  ['an API key', 'Invalid key sk_test_abc.', `Invalid key ${BLANK}.`],
  ['a seal', 'Fe26.2*1*aa*bb*cc is too old', `${BLANK} is too old`],
  ['in an address', 'GET /callback?code=01E2RJ4C05B52KKZ8FSRDAP23J', `GET /callback?${BLANK}`],
  [
    'nothing',
    'WorkOS (api.workos.com) answered /user_management/authenticate',
    'WorkOS (api.workos.com) answered /user_management/authenticate',
  ],
])('blanks out %s', (_, message, expected) => {
  expect(toReportedError(new Error(message)).message).toBe(expected)
})

test('a text that somebody else wrote can not pass for a line of the log of its own', () => {
  const error = new OAuthProviderError('x', 'a\n2026-01-01 alice signed in\r\u001B[2K')
  expect(toReportedError(error).message).toBe('AuthKit answered "x": a\n    2026-01-01 alice signed in[2K')
})

test('keeps what helps: name, code, status, stack and causes', () => {
  const cause = Object.assign(new TypeError('inner'), {
    status: 503,
    requestID: 'req_1',
    rawData: { secret: 1 },
  })
  const error = new AuthKitError('outer', cause, { host: 'x' }, 'ERR_API_UNREACHABLE')
  const reported = toReportedError(error)
  expect(reported).toBeInstanceOf(Error)
  expect(reported.stack).toBe(error.stack?.replace(/^.*\n/, 'AuthKitError: outer\n'))
  expect(JSON.parse(JSON.stringify(reported))).toEqual({
    name: 'AuthKitError',
    message: 'outer',
    code: 'ERR_API_UNREACHABLE',
    cause: { name: 'TypeError', message: 'inner', status: 503, requestID: 'req_1' },
  })
  expect(Object.keys(reported)).toEqual(['code', 'cause'])
})

test.each([
  ['a text', 'went wrong', 'went wrong'],
  ['nothing', undefined, 'Something that is no Error was thrown.'],
  ['an object', { token: 'x' }, 'Something that is no Error was thrown.'],
])('takes %s that was thrown', (_, thrown, message) => {
  expect(toReportedError(thrown).message).toBe(message)
})

test('ends where causes go in a circle', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.stringify(toReportedError(error)).match(/round/g)).toHaveLength(6)
})
