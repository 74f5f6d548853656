import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { sessionEncryption } from '../../../../src/runtime/session/index.ts'
import { IronSessionEncryption } from '../../../../src/runtime/session/seal/iron-session-encryption.ts'
import { sealState, unsealState } from '../../../../src/runtime/session/pkce/pkce-state.ts'
import { validConfig } from '../support/valid-config.ts'

const password = validConfig.cookiePassword
const minimal = { nonce: 'nonce', codeVerifier: 'verifier' }
const NOW = new Date('2026-03-01T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a state comes back', () => {
  test('whole, with the time it was sealed', async () => {
    const state = {
      ...minimal,
      returnPathname: '/a?b=1#c',
      customState: 'mine',
      redirectUri: 'http://localhost:3000/cb',
    }

    const sealed = await sealState(sessionEncryption, password, state)

    await expect(unsealState(sessionEncryption, password, sealed)).resolves.toEqual({
      ...state,
      issuedAt: NOW.getTime(),
    })
  })

  test('with nothing but what is required', async () => {
    const sealed = await sealState(sessionEncryption, password, minimal)

    await expect(unsealState(sessionEncryption, password, sealed)).resolves.toEqual({
      ...minimal,
      issuedAt: NOW.getTime(),
    })
  })

  test.each(['a.b.c', '{"a":"\\n\\"é"}', 'x'.repeat(2048)])(
    'with the custom state byte for byte',
    async (customState) => {
      const sealed = await sealState(sessionEncryption, password, { ...minimal, customState })

      await expect(unsealState(sessionEncryption, password, sealed)).resolves.toMatchObject({ customState })
    },
  )

  test('without the keys it does not know', async () => {
    const sealed = await sessionEncryption.sealData(
      { ...minimal, issuedAt: NOW.getTime(), surprise: true },
      { password, ttl: 600 },
    )

    await expect(unsealState(sessionEncryption, password, sealed)).resolves.not.toHaveProperty('surprise')
  })
})

describe('a state is refused', () => {
  test('when one character differs', async () => {
    const sealed = await sealState(sessionEncryption, password, minimal)
    const middle = Math.floor(sealed.length / 2)
    const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)

    await expect(unsealState(sessionEncryption, password, changed)).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code: 'ERR_SEAL_INVALID',
    })
  })

  test('with another password', async () => {
    const sealed = await sealState(sessionEncryption, password, minimal)

    await expect(unsealState(sessionEncryption, 'another '.repeat(5), sealed)).rejects.toMatchObject({
      code: 'ERR_SEAL_INVALID',
    })
  })

  test.each([
    ['no verifier', { nonce: 'n', issuedAt: 0 }],
    ['no nonce', { codeVerifier: 'v', issuedAt: 0 }],
    ['a time that is text', { ...minimal, issuedAt: '0' }],
    ['a path that is a number', { ...minimal, issuedAt: 0, returnPathname: 1 }],
    ['a callback URL that is null', { ...minimal, issuedAt: 0, redirectUri: null }],
    ['a custom state that is an object', { ...minimal, issuedAt: 0, customState: {} }],
    ['text', 'text'],
    ['null', null],
    ['a session', { accessToken: 'a', refreshToken: 'b', user: { id: 'c' } }],
  ])('with another shape: %s', async (_name, data) => {
    const sealed = await sessionEncryption.sealData(data, { password, ttl: 600 })

    await expect(unsealState(sessionEncryption, password, sealed)).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code: 'ERR_STATE_MALFORMED',
      message: expect.stringContaining('Malformed PKCE state payload'),
    })
  })
})

describe('its age', () => {
  class Forgetful extends IronSessionEncryption {
    override sealData(data: unknown): Promise<string> {
      return super.sealData(data, { password })
    }
  }
  const forgetful = new Forgetful()

  test.each([
    ['at 599 seconds', 599],
    ['at 600 seconds', 600],
    ['issued 30 seconds in the future', -30],
    ['issued 60 seconds in the future', -60],
  ])('is fine %s', async (_name, seconds) => {
    const sealed = await sealState(sessionEncryption, password, minimal)
    vi.setSystemTime(NOW.getTime() + seconds * 1000)

    await expect(unsealState(sessionEncryption, password, sealed)).resolves.toMatchObject(minimal)
  })

  test.each([
    ['at 601 seconds', 601],
    ['at 605 seconds', 605],
    ['issued 61 seconds in the future', -61],
    ['issued 120 seconds in the future', -120],
  ])('is not %s, whatever the encryption does with lifetimes', async (_name, seconds) => {
    const sealed = await sealState(forgetful, password, minimal)
    vi.setSystemTime(NOW.getTime() + seconds * 1000)

    await expect(unsealState(forgetful, password, sealed)).rejects.toMatchObject({
      code: 'ERR_STATE_EXPIRED',
      message: expect.stringContaining('PKCE state expired'),
    })
  })

  test('ends with its seal as well', async () => {
    const sealed = await sealState(sessionEncryption, password, minimal)
    vi.setSystemTime(NOW.getTime() + 661_000)

    await expect(unsealState(sessionEncryption, password, sealed)).rejects.toMatchObject({
      code: 'ERR_SEAL_EXPIRED',
    })
  })
})
