import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import type { FetchLike } from '../../../../src/runtime/session/index.ts'
import { KeySetUnavailable } from '../../../../src/runtime/session/tokens/key-set-unavailable.ts'
import {
  KEY_SET_COOLDOWN,
  KEY_SET_MAX_AGE,
  KEY_SET_RETRY_DELAY,
  KeySource,
  getKeySource,
} from '../../../../src/runtime/session/tokens/key-source.ts'
import { canShareWork } from '../../../../src/runtime/session/share-work.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { WorkOSServer } from '../support/workos-server.ts'

const URL_OF_KEYS = 'https://api.workos.com/sso/jwks/client_123'
const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
// The token is looked at by the caller; a key source sees its header only.
const token = { payload: '', signature: '' }
const header = (kid = 'key_1') => ({ alg: 'RS256', kid })
const down = () => Promise.reject(new TypeError('fetch failed'))

let key: SigningKey
let other: SigningKey
let server: WorkOSServer

beforeAll(async () => {
  ;[key, other] = await Promise.all([makeSigningKey('key_1'), makeSigningKey('key_2')])
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  server = new WorkOSServer(key)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('while the key set can be fetched', () => {
  test.skipIf(!canShareWork())(
    'it is fetched once, however many ask at once, and the key imported once',
    async () => {
      const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)

      const keys = await Promise.all([
        getKey(header(), token),
        getKey(header(), token),
        getKey(header(), token),
      ])

      expect(new Set([...keys, await getKey(header(), token)]).size).toBe(1)
      expect(server.keySetRequests).toHaveLength(1)
    },
  )

  test('it is fetched again when it is old', async () => {
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await getKey(header(), token)

    vi.setSystemTime(NOW + KEY_SET_MAX_AGE - 1)
    await getKey(header(), token)
    expect(server.keySetRequests).toHaveLength(1)

    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)
    await getKey(header(), token)
    expect(server.keySetRequests).toHaveLength(2)
  })

  test('a key that was taken out no longer counts then', async () => {
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await getKey(header(), token)
    server.keys = [other]
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)

    await expect(getKey(header(), token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  })

  test('a new key is found at once, if the last fetch is not too recent', async () => {
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await getKey(header(), token)
    server.keys = [key, other]

    await expect(getKey(header('key_2'), token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
    vi.setSystemTime(NOW + KEY_SET_COOLDOWN)
    await expect(getKey(header('key_2'), token)).resolves.toBeDefined()
    expect(server.keySetRequests).toHaveLength(2)
  })

  test('the request asks for a key set and follows no redirect', async () => {
    const seen: RequestInit[] = []
    const fetch: FetchLike = (url, init) => {
      seen.push(init)
      return server.fetch(url, init)
    }

    await new KeySource(URL_OF_KEYS, fetch).getKey(header(), token)

    expect(seen).toEqual([
      expect.objectContaining({ method: 'GET', redirect: 'manual', signal: expect.any(AbortSignal) }),
    ])
    expect(server.keySetRequests[0]?.headers.get('accept')).toBe('application/json, application/jwk-set+json')
  })
})

describe('the version', () => {
  test('counts the sets that have been in use', async () => {
    const source = new KeySource(URL_OF_KEYS, server.fetch)
    expect([source.version, source.isOld]).toEqual([0, true])

    await source.refreshIfOld()
    expect([source.version, source.isOld]).toEqual([1, false])

    server.keys = [key, other]
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)
    expect([source.version, source.isOld]).toEqual([1, true])

    await source.refreshIfOld()
    expect([source.version, source.isOld]).toEqual([2, false])
  })

  test('stays when the set that is fetched is the same', async () => {
    const source = new KeySource(URL_OF_KEYS, server.fetch)
    const first = await source.getKey(header(), token)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)

    expect(await source.getKey(header(), token)).toBe(first)
    expect(source.version).toBe(1)
    expect(server.keySetRequests).toHaveLength(2)
  })

  test('stays when it cannot be fetched', async () => {
    const source = new KeySource(URL_OF_KEYS, server.fetch)
    await source.refreshIfOld()
    server.keySetAnswers.push(down)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)
    await source.refreshIfOld()

    expect([source.version, source.isOld]).toEqual([1, true])
  })

  test('goes up when an unknown key makes it fetch the set', async () => {
    const source = new KeySource(URL_OF_KEYS, server.fetch)
    await source.refreshIfOld()
    server.keys = [other]
    vi.setSystemTime(NOW + KEY_SET_COOLDOWN)
    await source.getKey(header('key_2'), token)

    expect(source.version).toBe(2)
  })
})

test('a set that is not old is not fetched again', async () => {
  const source = new KeySource(URL_OF_KEYS, server.fetch)
  await source.refreshIfOld()
  await source.refreshIfOld()

  expect(server.keySetRequests).toHaveLength(1)
})

test('where requests must not wait for each other, each fetches', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
  const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
  await Promise.all([getKey(header(), token), getKey(header(), token)])

  expect(server.keySetRequests).toHaveLength(2)
})

describe('while it cannot be fetched', () => {
  test.each([
    ['no network', down],
    ['an error of the server', () => new Response('oops', { status: 500 })],
    ['a rate limit', () => new Response('', { status: 429 })],
    ['a redirect', () => Response.redirect('https://elsewhere.example', 302)],
    ['no JSON', () => new Response('<html>')],
    ['no key set', () => Response.json({ hello: 'world' })],
    ['a timeout', () => Promise.reject(new DOMException('too late', 'TimeoutError'))],
  ])('without keys nothing is known: %s', async (_name, answer) => {
    server.keySetAnswers.push(answer)
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)

    await expect(getKey(header(), token)).rejects.toBeInstanceOf(KeySetUnavailable)
  })

  test('a key that can not be imported says nothing about a token', async () => {
    server.keySetAnswers.push(() => Response.json({ keys: [{ kty: 'RSA', alg: 'RS256', kid: 'key_1' }] }))
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)

    await expect(getKey(header(), token)).rejects.toBeInstanceOf(KeySetUnavailable)
  })

  test('keys fetched before stay in use', async () => {
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await getKey(header(), token)
    server.keySetAnswers.push(down)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)

    await expect(getKey(header(), token)).resolves.toBeDefined()
    expect(server.keySetRequests).toHaveLength(2)
  })

  test('a token of an unknown key is not refused, when a newer set might have it', async () => {
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await getKey(header(), token)
    server.keySetAnswers.push(down)
    vi.setSystemTime(NOW + KEY_SET_COOLDOWN)

    await expect(getKey(header('key_2'), token)).rejects.toBeInstanceOf(KeySetUnavailable)
  })

  test('it is left alone for a while, then tried again', async () => {
    server.keySetAnswers.push(down)
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)
    await expect(getKey(header(), token)).rejects.toMatchObject({
      message: expect.stringContaining("can't be fetched"),
    })

    vi.setSystemTime(NOW + KEY_SET_RETRY_DELAY - 1)
    await expect(getKey(header(), token)).rejects.toMatchObject({
      message: expect.stringContaining('moments ago'),
    })
    expect(server.keySetRequests).toHaveLength(1)

    vi.setSystemTime(NOW + KEY_SET_RETRY_DELAY)
    await expect(getKey(header(), token)).resolves.toBeDefined()
    expect(server.keySetRequests).toHaveLength(2)
  })

  test('an answer that makes no sense counts as a failed try too', async () => {
    server.keySetAnswers.push(() => new Response('<html>'))
    const { getKey } = new KeySource(URL_OF_KEYS, server.fetch)

    await expect(getKey(header(), token)).rejects.toBeInstanceOf(KeySetUnavailable)
    await expect(getKey(header(), token)).rejects.toBeInstanceOf(KeySetUnavailable)
    expect(server.keySetRequests).toHaveLength(1)
  })
})

test('there is one source for each address and fetch in the process', () => {
  expect(getKeySource(URL_OF_KEYS, server.fetch)).toBe(getKeySource(URL_OF_KEYS, server.fetch))
  expect(getKeySource(URL_OF_KEYS, server.fetch)).not.toBe(getKeySource(`${URL_OF_KEYS}x`, server.fetch))
  expect(getKeySource(URL_OF_KEYS, server.fetch)).not.toBe(
    getKeySource(URL_OF_KEYS, new WorkOSServer(key).fetch),
  )
})
