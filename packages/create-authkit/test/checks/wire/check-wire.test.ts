import { expect, test } from 'vitest'

import { checkWire } from '../../../src/checks/wire/check-wire.ts'
import type { SignInAnswer } from '../../../src/checks/wire/probe-sign-in.ts'
import { readSetCookie } from '../../../src/checks/wire/seen-cookie.ts'
import { DEFAULT_PATHS } from '../../../src/steps/auth-paths.ts'
import { VERIFIER_LINE } from './server.ts'

const HTTP = 'http://localhost:3000'
const HTTPS = 'https://app.example.com'
const AUTHORIZE = 'https://api.workos.com/user_management/authorize'

/** A good answer of a server. */
function answerOf(origin: string, line: string = VERIFIER_LINE): SignInAnswer {
  return {
    url: `${origin}/api/auth/sign-in`,
    status: 302,
    location: AUTHORIZE,
    redirectUri: `${origin}/api/auth/callback`,
    cookies: [readSetCookie(line)],
  }
}

const SECURE = answerOf(HTTPS, `${VERIFIER_LINE}; Secure`)
const PLAIN = answerOf(HTTP)
const LOCAL = `${HTTP}/__authkit/user_management/authorize`

const problemsOf = (answer: SignInAnswer): object[] =>
  checkWire({ answer }, DEFAULT_PATHS, '').flatMap(({ code, problems }) =>
    problems.map(({ state, message }) => ({ code, state, message })),
  )

test.each([
  { name: 'of a site with https', answer: SECURE },
  { name: 'of the dev server', answer: PLAIN },
  { name: 'of the dev server with the local AuthKit', answer: { ...PLAIN, location: LOCAL } },
  { name: 'with other cookies', answer: { ...PLAIN, cookies: [...PLAIN.cookies, readSetCookie('a=1')] } },
])('an answer $name is well', ({ answer }) => {
  expect(checkWire({ answer }, DEFAULT_PATHS, '').map(({ state, applies }) => ({ state, applies }))).toEqual([
    { state: 'ok', applies: true },
    { state: 'ok', applies: true },
    { state: 'ok', applies: true },
  ])
})

test.each([
  {
    name: 'a page',
    answer: { ...PLAIN, status: 200, location: null },
    code: 'wire-sign-in',
    message: 'answered 200',
  },
  {
    name: 'an error',
    answer: { ...PLAIN, status: 500, location: null },
    code: 'wire-sign-in',
    message: 'answered 500',
  },
  {
    name: 'a way to somewhere else',
    answer: { ...PLAIN, location: `${HTTP}/login` },
    code: 'wire-sign-in',
    message: 'leads to http://localhost:3000/login',
  },
  {
    name: 'the local AuthKit on a public host',
    answer: { ...SECURE, location: `${HTTPS}/__authkit/user_management/authorize` },
    code: 'wire-sign-in',
    message: 'leads to the local AuthKit',
  },
  {
    name: 'a redirect URI of another origin',
    answer: { ...SECURE, redirectUri: `${HTTP}/api/auth/callback` },
    code: 'wire-redirect-uri',
    message: 'come back to http://localhost:3000',
  },
  {
    name: 'a redirect URI of another scheme',
    answer: { ...SECURE, redirectUri: 'http://app.example.com/api/auth/callback' },
    code: 'wire-redirect-uri',
    message: 'come back to http://app.example.com',
  },
  {
    name: 'a redirect URI of another path',
    answer: { ...SECURE, redirectUri: `${HTTPS}/callback` },
    code: 'wire-redirect-uri',
    message: 'come back to /callback',
  },
  {
    name: 'no redirect URI',
    answer: { ...SECURE, redirectUri: null },
    code: 'wire-redirect-uri',
    message: 'not told where',
  },
  { name: 'no Secure', answer: answerOf(HTTPS), code: 'wire-cookies', message: 'has no Secure' },
  {
    name: 'Secure without https',
    answer: answerOf(HTTP, `${VERIFIER_LINE}; Secure`),
    code: 'wire-cookies',
    message: 'has Secure',
  },
  {
    name: 'no HttpOnly',
    answer: answerOf(HTTP, VERIFIER_LINE.replace(' HttpOnly;', '')),
    code: 'wire-cookies',
    message: 'no HttpOnly',
  },
  {
    name: 'SameSite=Strict',
    answer: answerOf(HTTP, VERIFIER_LINE.replace('Lax', 'Strict')),
    code: 'wire-cookies',
    message: 'SameSite=Strict',
  },
  {
    name: 'another path',
    answer: answerOf(HTTP, VERIFIER_LINE.replace('Path=/', 'Path=/api')),
    code: 'wire-cookies',
    message: 'the path /api',
  },
  {
    name: 'a cookie that is too long',
    answer: answerOf(HTTP, VERIFIER_LINE.replace('=Fe26', `=${'x'.repeat(4096)}Fe26`)),
    code: 'wire-cookies',
    message: 'browsers keep 4096',
  },
])('$name is wrong, and nothing else is', ({ answer, code, message }) => {
  expect(problemsOf(answer)).toEqual([{ code, state: 'wrong', message: expect.stringContaining(message) }])
})

test('a cookie that did not arrive is missing', () => {
  expect(problemsOf({ ...PLAIN, cookies: [readSetCookie('a=1')] })).toMatchObject([
    { code: 'wire-cookies', state: 'missing' },
  ])
})

test('without an answer nothing else is judged', () => {
  const checks = checkWire({ url: HTTP, failure: 'It is not there.' }, DEFAULT_PATHS, '')

  expect(checks).toMatchObject([
    { code: 'wire-sign-in', state: 'wrong', problems: [{ message: 'It is not there.' }] },
    { code: 'wire-redirect-uri', state: 'ok', applies: false },
    { code: 'wire-cookies', state: 'ok', applies: false },
  ])
})

test('the base path of the app is a part of the callback', () => {
  const answer = { ...PLAIN, redirectUri: `${HTTP}/app/api/auth/callback` }

  expect(checkWire({ answer }, DEFAULT_PATHS, '/app').map(({ state }) => state)).toEqual(['ok', 'ok', 'ok'])
  expect(problemsOf(answer)).toMatchObject([{ code: 'wire-redirect-uri' }])
})
