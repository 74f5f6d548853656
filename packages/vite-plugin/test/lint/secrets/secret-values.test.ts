import { expect, test } from 'vitest'

import { MIN_SECRET_LENGTH, SecretValues } from '../../../src/lint/secrets/secret-values.ts'

const KEY = 'sk_test_4eC39HqLyjWDarjt'

test('finds a value and where it is', () => {
  const values = new SecretValues({ WORKOS_API_KEY: KEY })
  expect(values.in(`const key = "${KEY}"`)).toStrictEqual([
    { name: 'WORKOS_API_KEY', start: 13, end: 13 + KEY.length },
  ])
})

test('finds each of several passwords', () => {
  const passwords = ['first password of 2025', 'second password of 2026']
  const values = new SecretValues({ WORKOS_PREVIOUS_COOKIE_PASSWORDS: passwords })
  expect(values.in(`seal(data, 'second password of 2026')`)).toStrictEqual([
    { name: 'WORKOS_PREVIOUS_COOKIE_PASSWORDS', start: 12, end: 35 },
  ])
})

test.each([
  { name: 'another text', env: { WORKOS_API_KEY: KEY }, text: 'sk_test_other' },
  { name: 'a short value', env: { WORKOS_API_KEY: 'abcdefghijklmno' }, text: 'abcdefghijklmno' },
  { name: 'a stand-in', env: { WORKOS_COOKIE_PASSWORD: 'x'.repeat(40) }, text: 'x'.repeat(40) },
  { name: 'an empty value', env: { WORKOS_API_KEY: '' }, text: 'anything' },
  {
    name: 'the value of a variable that is no secret',
    env: { WORKOS_CLIENT_ID: 'client_01HXYZABCDEFG' },
    text: 'client_01HXYZABCDEFG',
  },
])('finds nothing in $name', ({ env, text }) => {
  expect(new SecretValues(env).in(text)).toStrictEqual([])
})

test('the shortest value that counts', () => {
  const value = 'abcdefghijklmnopqrstuvwxyz'.slice(0, MIN_SECRET_LENGTH)
  expect(new SecretValues({ WORKOS_API_KEY: value }).in(value)).toHaveLength(1)
})

test('masks every value, and keeps all offsets', () => {
  const text = `a ${KEY} b ${KEY} c`
  const masked = new SecretValues({ WORKOS_API_KEY: KEY }).mask(text)
  expect(masked).not.toContain(KEY)
  expect(masked).toHaveLength(text.length)
  expect(masked.endsWith(' c')).toBe(true)
})
