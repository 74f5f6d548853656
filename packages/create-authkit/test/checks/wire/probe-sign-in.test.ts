import { expect, test } from 'vitest'

import { probeSignIn } from '../../../src/checks/wire/probe-sign-in.ts'
import { closedOrigin, COOKIE_VALUE, serve, signInRoute, VERIFIER_LINE } from './server.ts'

const NEVER = new AbortController().signal

test('reads what arrives, without a value and without the query', async () => {
  const origin = await serve(signInRoute(['other=1; Secure; Domain=example.com', VERIFIER_LINE]))
  const url = `${origin}/api/auth/sign-in`

  const probe = await probeSignIn(url, NEVER)

  expect(probe).toEqual({
    answer: {
      url,
      status: 302,
      location: 'https://api.workos.com/user_management/authorize',
      redirectUri: `${origin}/api/auth/callback`,
      cookies: [
        {
          name: 'other',
          size: 6,
          httpOnly: false,
          secure: true,
          sameSite: null,
          path: null,
          domain: 'example.com',
        },
        {
          name: 'wos-auth-verifier-2bbfad53',
          size: 'wos-auth-verifier-2bbfad53'.length + COOKIE_VALUE.length,
          httpOnly: true,
          secure: false,
          sameSite: 'lax',
          path: '/',
          domain: null,
        },
      ],
    },
  })
  expect(JSON.stringify(probe)).not.toContain('secret-state')
})

test('a page is an answer as well', async () => {
  const origin = await serve((_, response) => response.end('<html></html>'))

  expect(await probeSignIn(`${origin}/`, NEVER)).toEqual({
    answer: { url: `${origin}/`, status: 200, location: null, redirectUri: null, cookies: [] },
  })
})

test('a server that is not there', async () => {
  const origin = await closedOrigin()

  expect(await probeSignIn(`${origin}/api/auth/sign-in`, NEVER)).toEqual({
    url: `${origin}/api/auth/sign-in`,
    failure: `${origin} could not be reached: nothing listens there (connection refused).`,
  })
})

test('a server that does not answer', async () => {
  const origin = await serve(() => {})

  expect(await probeSignIn(`${origin}/`, NEVER, 50)).toMatchObject({
    failure: `${origin} did not answer within 0.05 seconds.`,
  })
})

test('a server that breaks off', async () => {
  const origin = await serve((request) => request.socket.destroy())

  expect(await probeSignIn(`${origin}/`, NEVER)).toMatchObject({
    failure: expect.stringContaining('could not be reached'),
  })
})

test('an interrupt is no failure of the server', async () => {
  const controller = new AbortController()
  const origin = await serve(() => controller.abort(new Error('interrupted')))

  await expect(probeSignIn(`${origin}/`, controller.signal)).rejects.toThrow('interrupted')
})
