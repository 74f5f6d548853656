import { describe, expect, test } from 'vitest'

import { sessionEncryption, SessionEncryptionError } from '../../../../src/runtime/session/index.ts'
import type { SessionEncryption } from '../../../../src/runtime/session/index.ts'
import { unsealOrThrow } from '../../../../src/runtime/session/seal/unseal-or-throw.ts'

const CURRENT = 'the password that is in use, 32 characters'
const EARLIER = 'the password before that, also 32 characters'
const FIRST = 'the password of the beginning, 32 characters'
const STRANGER = 'the password of somebody else, 32 characters'

const seal = (password: string, ttl = 0): Promise<string> =>
  sessionEncryption.sealData({ of: password }, { password, ttl })
const open = (sealed: string, password: string | readonly [string, ...string[]]): Promise<unknown> =>
  unsealOrThrow(sessionEncryption, sealed, { password, what: 'thing' })

describe('a seal opens', () => {
  test.each([CURRENT, EARLIER, FIRST])('when it was made with "%s"', async (password) => {
    await expect(open(await seal(password), [CURRENT, EARLIER, FIRST])).resolves.toStrictEqual({
      of: password,
    })
  })

  test('with the only password there is', async () => {
    await expect(open(await seal(CURRENT), CURRENT)).resolves.toStrictEqual({ of: CURRENT })
  })

  test('with an encryption of the app that only says no', async () => {
    const encryption: SessionEncryption = {
      sealData: () => Promise.reject(new Error('never asked')),
      unsealData: <T>(_sealed: string, { password }: { password: string }) =>
        password === EARLIER ? Promise.resolve('opened' as T) : Promise.reject(new Error('no')),
    }
    const options = { password: [CURRENT, EARLIER] as const, what: 'thing' }

    await expect(unsealOrThrow(encryption, 'x', options)).resolves.toBe('opened')
  })
})

describe('a seal stays shut', () => {
  test('when none of the passwords made it', async () => {
    await expect(open(await seal(STRANGER), [CURRENT, EARLIER])).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code: 'ERR_SEAL_INVALID',
    })
  })

  test('when its time is over, whichever password made it', async () => {
    const sealed = await seal(EARLIER, -120)

    await expect(open(sealed, [CURRENT, EARLIER, FIRST])).rejects.toMatchObject({ code: 'ERR_SEAL_EXPIRED' })
  })

  test('when its version is unknown: no password is tried in vain', async () => {
    const tried: string[] = []
    const encryption: SessionEncryption = {
      sealData: () => Promise.reject(new Error('never asked')),
      unsealData: (_sealed, { password }) => {
        tried.push(password)
        return Promise.reject(new SessionEncryptionError('Version.', undefined, 'ERR_SEAL_VERSION'))
      },
    }
    const options = { password: [CURRENT, EARLIER] as const, what: 'thing' }

    await expect(unsealOrThrow(encryption, 'x', options)).rejects.toMatchObject({ code: 'ERR_SEAL_VERSION' })
    expect(tried).toStrictEqual([CURRENT])
  })

  test('and no message says a password', async () => {
    const error = await open(await seal(STRANGER), [CURRENT, EARLIER]).catch(String)

    expect(error).not.toMatch(/characters/)
  })
})
