import { inspect } from 'node:util'

import { WorkOS } from '@workos-inc/node'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { AuthKitError, WorkOSApiError, createWorkOSClient } from '../../../../src/runtime/session/index.ts'
import type { WorkOSClient } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { WorkOSServer } from '../support/workos-server.ts'

const API_KEY = 'sk_example_123'
const code = { clientId: 'client_123', code: 'code_1', codeVerifier: 'verifier_1' }

let key: SigningKey
let server: WorkOSServer
let client: WorkOSClient

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(() => {
  server = new WorkOSServer(key)
  client = createWorkOSClient({ apiKey: API_KEY }, { fetch: server.fetch })
})

describe('refusals', () => {
  const requestID = 'req_1'
  const answer =
    (status: number, body: unknown, headers: Record<string, string> = {}) =>
    () =>
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json', 'x-request-id': requestID, ...headers },
      })

  const cases: [string, () => Response, Record<string, unknown>][] = [
    ['401', answer(401, { message: 'x' }), { name: 'UnauthorizedException', status: 401, requestID }],
    [
      '404',
      answer(404, { message: 'gone', code: 'c' }),
      { name: 'NotFoundException', status: 404, requestID, code: 'c' },
    ],
    ['409', answer(409, { message: 'conflict' }), { name: 'ConflictException', status: 409, requestID }],
    [
      '422',
      answer(422, { message: 'what', code: 'c' }),
      { name: 'UnprocessableEntityException', status: 422, requestID, code: 'c' },
    ],
    [
      '429',
      answer(429, { message: 'slow' }, { 'retry-after': '7' }),
      { name: 'RateLimitExceededException', status: 429, requestID, retryAfter: 7 },
    ],
    ['429 without a delay', answer(429, {}), { name: 'RateLimitExceededException', retryAfter: null }],
    [
      '429 with a date',
      answer(429, {}, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
      { name: 'RateLimitExceededException', retryAfter: Number.NaN },
    ],
    [
      'a code that asks for a step',
      answer(403, { code: 'mfa_enrollment', message: 'Enroll', pending_authentication_token: 'p' }),
      {
        name: 'AuthenticationException',
        status: 403,
        requestID,
        code: 'mfa_enrollment',
        pendingAuthenticationToken: 'p',
      },
    ],
    [
      'an error that asks for a step',
      answer(403, { error: 'sso_required', error_description: 'Use SSO' }),
      { name: 'AuthenticationException', code: 'sso_required' },
    ],
    [
      'an OAuth error',
      answer(400, { error: 'invalid_grant', error_description: 'Spent.' }),
      {
        name: 'OauthException',
        status: 400,
        requestID,
        error: 'invalid_grant',
        errorDescription: 'Spent.',
        message: 'Error: invalid_grant\nError Description: Spent.',
      },
    ],
    [
      'a bad request',
      answer(400, { code: 'c', errors: ['e'], message: 'm' }),
      { name: 'BadRequestException', code: 'c', errors: ['e'] },
    ],
    [
      'anything else',
      answer(400, { message: 'm', code: 'c' }),
      { name: 'GenericServerException', status: 400, code: 'c' },
    ],
    [
      'an error of the server',
      answer(503, { message: 'm' }),
      { name: 'GenericServerException', status: 503 },
    ],
    ['no JSON', answer(502, 'Bad gateway'), { name: 'ParseError', rawBody: 'Bad gateway', rawStatus: 502 }],
  ]

  test.each(cases)('%s', async (_name, refusal, expected) => {
    server.answers.push(refusal)

    const error = await caught(() => client.userManagement.authenticateWithCode(code))

    expect(error).toBeInstanceOf(WorkOSApiError)
    expect(error).not.toBeInstanceOf(AuthKitError)
    expect(error).toMatchObject(expected)
  })

  test('print no token of the user', async () => {
    server.answers.push(answer(403, { code: 'mfa_challenge', pending_authentication_token: 'secret_1' }))

    const error = await caught(() => client.userManagement.authenticateWithCode(code))

    expect(inspect(error, { depth: null })).toContain('mfa_challenge')
    expect(inspect(error, { depth: null })).not.toContain('secret_1')
    expect(error).toHaveProperty('pendingAuthenticationToken', 'secret_1')
  })

  describe('have the names of the official SDK', () => {
    let close: () => Promise<void>
    let theirs: WorkOS

    beforeEach(async () => {
      const listening = await server.listen()
      close = listening.close
      theirs = new WorkOS(API_KEY, {
        apiHostname: '127.0.0.1',
        https: false,
        port: listening.port,
      })
    })

    afterEach(async () => {
      await close()
      vi.restoreAllMocks()
    })

    // It retries 429 and 5xx by itself for longer than a test may take.
    const others = cases.filter(([name]) => !/^429|server|no JSON/.test(name))

    test.each(others)('%s', async (_name, refusal) => {
      server.answers.push(refusal, refusal)

      const [mine, its] = [
        await caught(() => client.userManagement.authenticateWithCode(code)),
        await caught(() => theirs.userManagement.authenticateWithCode(code)),
      ]

      expect(mine).toMatchObject({
        name: Reflect.get(Object(its), 'name'),
        status: Reflect.get(Object(its), 'status'),
      })
    })
  })
})
