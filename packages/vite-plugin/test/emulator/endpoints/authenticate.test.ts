import { describe, expect, test } from 'vitest'

import { authenticate, BASE_URL, createTestAuthKit } from '../sign-in-flow.ts'

async function post(body: RequestInit['body']): Promise<{ status: number; body: unknown }> {
  const { authKit } = createTestAuthKit()
  const response = await authKit.fetch(
    new Request(`${BASE_URL}/user_management/authenticate`, { method: 'POST', body: body ?? null }),
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-request-id')).toMatch(/^req_/)
  return { status: response.status, body: await response.json() }
}

const invalidRequest = (description: string, status = 400): unknown => ({
  status,
  body: { error: 'invalid_request', error_description: description },
})

describe('a body that can not be read', () => {
  test.each([
    ['nothing', undefined, invalidRequest('The body is not valid JSON.')],
    ['an empty text', '', invalidRequest('The body is not valid JSON.')],
    ['broken JSON', '{"grant_type":', invalidRequest('The body is not valid JSON.')],
    ['a form without a grant', new URLSearchParams({ code: 'c' }), invalidRequest('grant_type is missing.')],
    [
      'a form that repeats a field',
      new URLSearchParams([
        ['grant_type', 'refresh_token'],
        ['grant_type', 'password'],
      ]),
      invalidRequest('grant_type is there more than once.'),
    ],
    ['a list', '[]', invalidRequest('The body is not a JSON object.')],
    ['a string', '"grant_type"', invalidRequest('The body is not a JSON object.')],
    ['null', 'null', invalidRequest('The body is not a JSON object.')],
    [
      'bytes that are not UTF-8',
      new Uint8Array([0x7b, 0xff, 0x7d]),
      invalidRequest('The body is not valid UTF-8 text.'),
    ],
    [
      'too much',
      JSON.stringify({ x: 'x'.repeat(65_536) }),
      invalidRequest('The body is longer than 65536 bytes.', 413),
    ],
  ])('%s', async (_, body, expected) => {
    expect(await post(body)).toStrictEqual(expected)
  })

  test('a body that breaks off', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('The client went away.'))
      },
    })
    const { authKit } = createTestAuthKit()
    const init = { method: 'POST', body: broken, duplex: 'half' }
    const response = await authKit.fetch(new Request(`${BASE_URL}/user_management/authenticate`, init))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error_description: 'The body broke off.' })
  })

  test('a body whose characters are cut in two on the way', async () => {
    const bytes = new TextEncoder().encode('{"grant_type":"zoë"}')
    const inPieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    const { authKit } = createTestAuthKit()
    const init = { method: 'POST', body: inPieces, duplex: 'half' }
    const response = await authKit.fetch(new Request(`${BASE_URL}/user_management/authenticate`, init))
    expect(await response.json()).toMatchObject({ error: 'invalid_client' })
  })

  test('an endless body is not read to its end', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(16_384))
      },
    })
    const { authKit } = createTestAuthKit()
    const init = { method: 'POST', body: endless, duplex: 'half' }
    const response = await authKit.fetch(new Request(`${BASE_URL}/user_management/authenticate`, init))
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(10)
  })
})

describe('fields', () => {
  test.each([
    [{}, invalidRequest('grant_type is missing.')],
    [{ grant_type: '' }, invalidRequest('grant_type is missing.')],
    [{ grant_type: null }, invalidRequest('grant_type is missing.')],
    [{ grant_type: 7 }, invalidRequest('grant_type must be a string.')],
    [{ grant_type: ['refresh_token'] }, invalidRequest('grant_type must be a string.')],
    [{ grant_type: 'authorization_code' }, invalidRequest('code is missing.')],
    [{ grant_type: 'authorization_code', code: {} }, invalidRequest('code must be a string.')],
    [
      { grant_type: 'authorization_code', code: 'c', code_verifier: 1 },
      invalidRequest('code_verifier must be a string.'),
    ],
    [{ grant_type: 'refresh_token' }, invalidRequest('refresh_token is missing.')],
    [{ grant_type: 'refresh_token', refresh_token: true }, invalidRequest('refresh_token must be a string.')],
    [
      { grant_type: 'refresh_token', refresh_token: 'r', organization_id: 1 },
      invalidRequest('organization_id must be a string.'),
    ],
  ])('%j', async (fields, expected) => {
    expect(await authenticate(createTestAuthKit().authKit, fields)).toStrictEqual(expected)
  })

  test.each(['client_credentials', 'constructor', '__proto__'])(
    'grant type %s is not supported',
    async (grant_type) => {
      expect(await authenticate(createTestAuthKit().authKit, { grant_type })).toStrictEqual({
        status: 400,
        body: {
          error: 'unsupported_grant_type',
          error_description:
            'The local AuthKit knows the grant types authorization_code, refresh_token, password, urn:workos:oauth:grant-type:magic-auth:code, urn:workos:oauth:grant-type:organization-selection.',
        },
      })
    },
  )
})

describe('the client', () => {
  const invalidClient = (description: string): unknown => ({
    status: 401,
    body: { error: 'invalid_client', error_description: description },
  })
  test.each([
    ['another client id', { client_id: 'client_other' }, invalidClient('Invalid client ID.')],
    ['no client id', { client_id: undefined }, invalidClient('Invalid client ID.')],
    ['another secret', { client_secret: 'sk_test_other' }, invalidClient('Invalid client secret.')],
    ['an empty secret', { client_secret: '' }, invalidClient('Invalid client secret.')],
    ['no secret', { client_secret: undefined }, invalidClient('Invalid client secret.')],
    ['a secret that is not text', { client_secret: 1 }, invalidRequest('client_secret must be a string.')],
  ])('%s', async (_, fields, expected) => {
    const { authKit } = createTestAuthKit()
    const answer = await authenticate(authKit, { grant_type: 'refresh_token', refresh_token: 'r', ...fields })
    expect(answer).toStrictEqual(expected)
  })
})
