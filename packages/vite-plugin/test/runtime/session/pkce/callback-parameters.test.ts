import { expect, test } from 'vitest'

import { OAuthProviderError } from '../../../../src/runtime/session/index.ts'
import { readCallbackParameters } from '../../../../src/runtime/session/pkce/callback-parameters.ts'

const read = (query: string) => readCallbackParameters(new URL(`https://app.example.com/cb${query}`))

test.each([
  ['?code=c&state=s', { status: 'code', code: 'c', state: 's' }],
  ['?code=c', { status: 'code', code: 'c', state: undefined }],
  ['?code=c&state=', { status: 'code', code: 'c', state: undefined }],
  ['?code=&state=s', { status: 'empty', state: 's' }],
  ['?state=s', { status: 'empty', state: 's' }],
  ['', { status: 'empty', state: undefined }],
])('%j', (query, expected) => {
  expect(read(query)).toEqual(expected)
})

test('an error of the provider keeps its words', () => {
  const answer = read('?error=access_denied&error_description=The+user+said+no&state=s')

  expect(answer).toMatchObject({ status: 'error', state: 's' })
  expect(answer).toHaveProperty('error', expect.any(OAuthProviderError))
  expect(answer).toMatchObject({
    error: {
      code: 'ERR_PROVIDER',
      error: 'access_denied',
      errorDescription: 'The user said no',
      message: 'AuthKit answered "access_denied": The user said no',
    },
  })
})

test('an error of the provider may have no description', () => {
  expect(read('?error=server_error')).toMatchObject({
    error: {
      error: 'server_error',
      errorDescription: undefined,
      message: 'AuthKit answered "server_error".',
    },
  })
})

test('a code counts even with an error beside it', () => {
  expect(read('?code=c&error=e')).toMatchObject({ status: 'code' })
})
