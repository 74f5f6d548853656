import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { sessionEncryption } from '../../../../src/runtime/session/index.ts'
import { IronSessionEncryption } from '../../../../src/runtime/session/seal/iron-session-encryption.ts'

const password = 'a password of more than thirty-two characters'
const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
const DAY = 86_400

const seal = (data: unknown, ttl?: number): Promise<string> =>
  sessionEncryption.sealData(data, { password, ttl })
const unseal = (sealed: string): Promise<unknown> => sessionEncryption.unsealData(sealed, { password })

describe('round trip', () => {
  test('any JSON comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (data) => {
        // JSON knows no negative zero.
        const expected: unknown = JSON.parse(JSON.stringify(data))
        await expect(unseal(await seal(data))).resolves.toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  test('any password of 32 characters or more will do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 32, maxLength: 80 }), async (secret) => {
        const sealed = await sessionEncryption.sealData({ a: 1 }, { password: secret })
        await expect(sessionEncryption.unsealData(sealed, { password: secret })).resolves.toEqual({ a: 1 })
      }),
      { numRuns: 50 },
    )
  })

  test('a cookie needs no encoding for it, and its length can be told in advance', async () => {
    const sealed = await seal({ text: 'x'.repeat(989) })

    expect(JSON.stringify({ text: 'x'.repeat(989) })).toHaveLength(1000)
    expect(sealed).toHaveLength(1553)
    expect(encodeURIComponent(sealed)).toBe(sealed)
  })

  test('the class takes no arguments', async () => {
    await expect(new IronSessionEncryption().unsealData(await seal(1), { password })).resolves.toBe(1)
  })
})

describe('the text form', () => {
  test('has eight fields and the version', async () => {
    const [body, version] = (await seal({ a: 1 })).split('~')

    expect(version).toBe('2')
    expect(body?.split('*')).toEqual([
      'Fe26.2',
      '1',
      expect.stringMatching(/^[\da-f]{64}$/),
      expect.stringMatching(/^[\w-]{22}$/),
      expect.stringMatching(/^[\w-]{22}$/),
      '',
      expect.stringMatching(/^[\da-f]{64}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ])
  })

  test.each(['', '~2'])('is read with the suffix %j', async (suffix) => {
    const [body] = (await seal({ a: 1 })).split('~')

    await expect(unseal(`${body}${suffix}`)).resolves.toEqual({ a: 1 })
  })

  test.each(['~', '~1', '~3', '~2x', '~02', '~2~2', '~ 2', '~22'])(
    'is refused with the suffix %j',
    async (suffix) => {
      const [body] = (await seal({ persistent: { a: 1 } })).split('~')

      await expect(unseal(`${body}${suffix}`)).rejects.toMatchObject({
        name: 'SessionEncryptionError',
        code: 'ERR_SEAL_VERSION',
      })
    },
  )
})

describe('tampering', () => {
  test.each([
    ['the format', 0],
    ['the password id', 1],
    ['the encryption salt', 2],
    ['the initialisation vector', 3],
    ['the ciphertext', 4],
    ['the expiry', 5],
    ['the integrity salt', 6],
    ['the signature', 7],
  ])('with %s is noticed', async (_name, index) => {
    const parts = (await seal({ a: 1 }, 600)).slice(0, -2).split('*')
    const part = parts[index] ?? ''
    parts[index] = (part.startsWith('1') ? '2' : '1') + part.slice(1)

    await expect(unseal(`${parts.join('*')}~2`)).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code: 'ERR_SEAL_INVALID',
      cause: expect.any(Error),
    })
  })

  test('anywhere is noticed', async () => {
    const sealed = await seal({ user: 'alice' }, 600)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - '~2'.length - 1),
        fc.constantFrom(...Array.from(alphabet)),
        async (position, character) => {
          fc.pre(sealed[position] !== character)
          const changed = sealed.slice(0, position) + character + sealed.slice(position + 1)
          await expect(unseal(changed)).rejects.toMatchObject({ name: 'SessionEncryptionError' })
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a field less', (sealed: string) => sealed.replace('*', '')],
    ['a field more', (sealed: string) => `*${sealed}`],
    ['nothing', () => ''],
    ['something else', () => 'not a seal'],
    ['only half of it', (sealed: string) => sealed.slice(0, sealed.length / 2)],
    ['a lifetime that is no number', (sealed: string) => sealed.replace('**', '*soon*')],
    ['a lifetime of its own', (sealed: string) => sealed.replace('**', '*99999999999999*')],
  ])('leaving %s is noticed', async (_name, change) => {
    await expect(unseal(change(await seal({ a: 1 })))).rejects.toMatchObject({ code: 'ERR_SEAL_INVALID' })
  })
})

describe('passwords', () => {
  test('another one opens nothing', async () => {
    const sealed = await seal({ a: 1 })

    await expect(sessionEncryption.unsealData(sealed, { password: `${password}!` })).rejects.toMatchObject({
      code: 'ERR_SEAL_INVALID',
    })
  })

  test('several open each their own, in any order', async () => {
    const passwords = Array.from({ length: 10 }, (_, index) => `${password} number ${index}`)
    const seals = await Promise.all(
      passwords.map((password, index) => sessionEncryption.sealData(index, { password })),
    )
    const opened = [...passwords, ...passwords].map((password, index) =>
      sessionEncryption.unsealData(seals[index % 10] ?? '', { password }),
    )

    await expect(Promise.all(opened)).resolves.toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
  })

  test.each(['', 'short', 'x'.repeat(31)])('%j is too short for either direction', async (tooShort) => {
    const expected = {
      code: 'ERR_SEAL_FAILED',
      message: 'The cookie password (WORKOS_COOKIE_PASSWORD) must be at least 32 characters.',
    }

    await expect(sessionEncryption.sealData({}, { password: tooShort })).rejects.toMatchObject(expected)
    await expect(sessionEncryption.unsealData('x', { password: tooShort })).rejects.toMatchObject(expected)
  })

  test('no message ever holds one, nor the data', async () => {
    const errors = await Promise.allSettled([
      unseal('x'),
      seal({ secret: 1n }),
      sessionEncryption.sealData({}, { password: 'hunter2' }),
    ])

    expect(
      JSON.stringify(errors.map((outcome) => String('reason' in outcome && outcome.reason))),
    ).not.toMatch(/hunter2|thirty-two|secret/)
  })
})

test.each([
  ['a date', { at: new Date(0) }],
  ['a class', { user: new URL('https://a.example') }],
  ['infinity', { n: Infinity }],
  ['a function', { f: () => 1 }],
  ['nothing', undefined],
])('%s cannot be sealed', async (_name, data) => {
  await expect(seal(data)).rejects.toMatchObject({ name: 'SessionEncryptionError', code: 'ERR_SEAL_FAILED' })
})

test('undefined properties are left out', async () => {
  await expect(unseal(await seal({ a: 1, b: undefined }))).resolves.toStrictEqual({ a: 1 })
})

describe('lifetime', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([
    ['600 seconds, after 540', 600, 540],
    ['600 seconds, after 659: the clock may be off by a minute', 600, 659],
    ['none, after a year', undefined, 365 * DAY],
    ['zero, which is none, after a year', 0, 365 * DAY],
  ])('%s: opens', async (_name, ttl, later) => {
    const sealed = await seal({ a: 1 }, ttl)
    vi.setSystemTime(NOW + later * 1000)

    await expect(unseal(sealed)).resolves.toEqual({ a: 1 })
  })

  test.each([
    ['1 second, after 120', 1, 120],
    ['600 seconds, after 660', 600, 660],
  ])('%s: is over', async (_name, ttl, later) => {
    const sealed = await seal({ a: 1 }, ttl)
    vi.setSystemTime(NOW + later * 1000)

    await expect(unseal(sealed)).rejects.toMatchObject({ code: 'ERR_SEAL_EXPIRED' })
  })

  test('is looked at in a seal of ours only', async () => {
    const sealed = await seal({ a: 1 }, 1)
    vi.setSystemTime(NOW + DAY * 1000)

    await expect(sessionEncryption.unsealData(sealed, { password: `${password}!` })).rejects.toMatchObject({
      code: 'ERR_SEAL_INVALID',
    })
  })

  test('is written into the seal', async () => {
    expect((await seal(1, 600)).split('*')[5]).toBe(String(NOW + 600_000))
  })
})
