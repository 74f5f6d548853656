import { expect, test } from 'vitest'

import { CliError } from '../../src/cli-error.ts'
import type { WorkOSApi } from '../../src/workos/redirect-uris.ts'
import { isRegistered, register } from '../../src/workos/redirect-uris.ts'
import { closedOrigin } from '../checks/wire/server.ts'
import { API_KEY, workosApi } from './api.ts'

const NEVER = new AbortController().signal
const URI = 'http://localhost:3000/api/auth/callback'

const api = (origin: string, apiKey: string = API_KEY): WorkOSApi => ({
  address: new URL(origin),
  apiKey,
  signal: NEVER,
})

async function errorOf(work: Promise<unknown>): Promise<CliError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof CliError) return error
  throw new Error('there is no such error', { cause: error })
}

test.each([
  { registered: [], is: false },
  { registered: [URI], is: true },
  { registered: ['https://a.example/', 'https://b.example/', 'https://c.example/', URI], is: true },
  { registered: [`${URI}/`, URI.toUpperCase(), `${URI}?a`], is: false },
])('of $registered, it is registered: $is', async ({ registered, is }) => {
  const { origin } = await workosApi([...registered])

  expect(await isRegistered(URI, api(origin))).toBe(is)
})

test('registers it, once', async () => {
  const { origin, registered, requests } = await workosApi(['https://a.example/'])

  await register(URI, api(origin))
  await register(URI, api(origin))

  expect(registered).toEqual(['https://a.example/', URI])
  expect(requests[0]).toBe('POST /user_management/redirect_uris')
})

test('a key that is refused is told of, without the key', async () => {
  const { origin } = await workosApi()
  const error = await errorOf(register(URI, api(origin, 'sk_test_of_another')))

  expect(error).toMatchObject({
    code: 'ERR_WORKOS_API',
    message: expect.stringContaining('refused with 401'),
  })
  expect(error.help).toContain('WORKOS_API_KEY')
  expect(`${error.message}${error.help}`).not.toContain('sk_test_of_another')
})

test('a URI that WorkOS does not want', async () => {
  const { origin } = await workosApi([], ({ method }, response) => {
    if (method === 'POST') response.writeHead(422).end('{ "message": "http is not allowed in production" }')
  })

  expect(await errorOf(register(URI, api(origin)))).toMatchObject({
    message: expect.stringContaining('refused with 422: http is not allowed in production'),
  })
})

test.each([
  { what: 'an answer that is no JSON', status: 500, body: '<html>' },
  { what: 'a redirect, which the key must not follow', status: 302, body: '' },
])('$what', async ({ status, body }) => {
  const elsewhere = await workosApi()
  const { origin } = await workosApi([], (_, response) => {
    response.writeHead(status, { location: `${elsewhere.origin}/user_management/redirect_uris` }).end(body)
  })

  expect((await errorOf(isRegistered(URI, api(origin)))).code).toBe('ERR_WORKOS_API')
  expect(elsewhere.requests).toEqual([])
})

test('a list that never ends', async () => {
  const { origin, requests } = await workosApi([], (_, response) => {
    response.end('{ "data": [], "list_metadata": { "after": "again" } }')
  })

  expect(await isRegistered(URI, api(origin))).toBe(false)
  expect(requests.length).toBeLessThan(50)
})

test('a server that is not there', async () => {
  const origin = await closedOrigin()

  expect(await errorOf(isRegistered(URI, api(origin)))).toMatchObject({
    message: `WorkOS (${new URL(origin).host}) could not be reached.`,
  })
})
