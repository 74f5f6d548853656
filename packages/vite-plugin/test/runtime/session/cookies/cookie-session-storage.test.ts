import { describe, expect, test } from 'vitest'

import { CookieSessionStorage } from '../../../../src/runtime/session/index.ts'
import type { AuthKitConfig, CookieOptions, HeadersBag } from '../../../../src/runtime/session/index.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { validConfig } from '../support/valid-config.ts'

/** Shows what subclasses can see. */
class OpenStorage extends RequestStorage {
  get name(): string {
    return this.cookieName
  }

  get options(): CookieOptions {
    return this.cookieOptions
  }
}

const storage = (config: Partial<AuthKitConfig> = {}): OpenStorage =>
  new OpenStorage({ ...validConfig, ...config })

describe('the session cookie', () => {
  test('has these attributes by default, from a configuration that says nothing', () => {
    const { clientId, apiKey, redirectUri, cookiePassword } = validConfig
    // As tests and older adapters build it by hand.
    const bare = new OpenStorage({ clientId, apiKey, redirectUri, cookiePassword } as AuthKitConfig)

    expect(bare.name).toBe('wos-session')
    expect(bare.options).toStrictEqual({
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      maxAge: 34_560_000,
      domain: undefined,
    })
  })

  test.each<[Partial<AuthKitConfig>, CookieOptions]>([
    [{ cookieSameSite: 'strict' }, { sameSite: 'strict', secure: true }],
    [
      { cookieSameSite: 'none', redirectUri: 'http://localhost:3000/cb' },
      { sameSite: 'none', secure: true },
    ],
    [{ redirectUri: 'http://localhost:3000/cb' }, { secure: false }],
    [{ redirectUri: 'https://localhost:3000/cb' }, { secure: true }],
    [{ redirectUri: 'nonsense' }, { secure: true }],
    [{ cookieMaxAge: 60 }, { maxAge: 60 }],
    [{ cookieDomain: 'example.com' }, { domain: 'example.com' }],
  ])('%j gives %j', (config, expected) => {
    expect(storage(config).options).toMatchObject(expected)
  })

  test('can have another name', () => {
    expect(storage({ cookieName: 'mine' }).name).toBe('mine')
  })
})

describe('headers', () => {
  test('saving a session', async () => {
    await expect(storage().saveSession(undefined, 'Fe26.2*seal~2')).resolves.toEqual({
      headers: {
        'Set-Cookie': 'wos-session=Fe26.2*seal~2; Path=/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax',
      },
    })
  })

  test('clearing it', async () => {
    await expect(storage().clearSession(undefined)).resolves.toEqual({
      headers: { 'Set-Cookie': 'wos-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax' },
    })
  })

  test('saving a session is setting the cookie of its name', async () => {
    const subject = storage({ cookieName: 'mine' })

    expect(await subject.saveSession(undefined, 'x')).toEqual(
      await subject.setCookie(undefined, 'mine', 'x', subject.options),
    )
  })

  test('any cookie, with its own attributes', async () => {
    const options: CookieOptions = {
      path: '/x',
      domain: 'a.example',
      maxAge: 5,
      sameSite: 'none',
      secure: true,
    }

    await expect(storage().setCookie(undefined, 'n', 'v w', options)).resolves.toEqual({
      headers: { 'Set-Cookie': 'n=v%20w; Path=/x; Domain=a.example; Max-Age=5; Secure; SameSite=None' },
    })
    await expect(storage().clearCookie(undefined, 'n', options)).resolves.toEqual({
      headers: { 'Set-Cookie': 'n=; Path=/x; Domain=a.example; Max-Age=0; Secure; SameSite=None' },
    })
  })
})

describe('a subclass', () => {
  test('reads cookies; the session is the one of the configured name', async () => {
    const request = requestWith({ mine: 'seal', other: 'x' })

    await expect(storage({ cookieName: 'mine' }).getSession(request)).resolves.toBe('seal')
    await expect(storage().getSession(request)).resolves.toBeNull()
  })

  test('may put headers on a response itself', async () => {
    class ResponseStorage extends CookieSessionStorage<Request, Headers> {
      getCookie(): Promise<null> {
        return Promise.resolve(null)
      }

      protected override async applyHeaders(
        response: Headers | undefined,
        headers: HeadersBag,
      ): Promise<{ response: Headers }> {
        const written = new Headers(response)
        for (const [name, value] of Object.entries(headers)) written.append(name, String(value))
        return { response: written }
      }
    }

    const result = await new ResponseStorage(validConfig).clearSession(new Headers({ 'x-mine': '1' }))

    expect(result).not.toHaveProperty('headers')
    // Bun gives cookies last.
    expect(Object.fromEntries(result.response ?? [])).toEqual({
      'set-cookie': 'wos-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
      'x-mine': '1',
    })
  })
})
