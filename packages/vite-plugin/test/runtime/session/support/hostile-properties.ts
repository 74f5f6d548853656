import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readCookie, readCookieNames } from '../../../../src/runtime/session/cookies/parse-cookies.ts'
import {
  joinSession,
  readManifest,
  splitSession,
} from '../../../../src/runtime/session/cookies/session-chunks.ts'
import { AuthKitError, sessionEncryption } from '../../../../src/runtime/session/index.ts'
import { sealState, unsealState } from '../../../../src/runtime/session/pkce/pkce-state.ts'
import { verifyCallbackState } from '../../../../src/runtime/session/pkce/verify-callback-state.ts'
import { sanitizeReturnPathname } from '../../../../src/runtime/session/return-path.ts'
import { forgeriesOf, mutationsOf } from './hostile-input.ts'

const password = 'a password of a test, longer than 32 characters'
const ORIGIN = 'https://app.example.com'

/** What the toolkit throws at a forgery: errors of its own, so that no request ends in a 500. */
async function refusal(opening: Promise<unknown>): Promise<unknown> {
  return opening.then(
    () => 'accepted',
    (error: unknown) => (error instanceof AuthKitError ? 'refused' : error),
  )
}

/**
 * Nothing forged is accepted, and nothing leads off the site, whatever is changed.
 *
 * @param numRuns how many changes of each kind
 */
export function testHostileInput(numRuns: number): void {
  test('a seal that was changed is refused', async () => {
    const sealed = await sessionEncryption.sealData({ user: 'alice' }, { password })
    await fc.assert(
      fc.asyncProperty(forgeriesOf(sealed), async (forged) => {
        expect(await refusal(sessionEncryption.unsealData(forged, { password }))).toBe('refused')
      }),
      { numRuns },
    )
  })

  test('a state that was changed is refused, in the address, in the cookie, and in both', async () => {
    const state = await sealState(sessionEncryption, password, { nonce: 'n', codeVerifier: 'v' })
    await expect(unsealState(sessionEncryption, password, state)).resolves.toMatchObject({
      codeVerifier: 'v',
    })
    await fc.assert(
      fc.asyncProperty(
        forgeriesOf(state),
        fc.constantFrom('address', 'cookie', 'both'),
        async (forged, where) => {
          const parameters = {
            stateFromUrl: where === 'cookie' ? state : forged,
            cookieValue: where === 'address' ? state : forged,
          }
          expect(await refusal(verifyCallbackState(parameters, sessionEncryption, password))).toBe('refused')
        },
      ),
      { numRuns },
    )
  })

  test('a session of which one cookie was changed is refused', async () => {
    const sealed = await sessionEncryption.sealData({ text: 'x'.repeat(5000) }, { password })
    const cookies = splitSession('s', sealed, (_, value) => value) ?? []
    const chunks = cookies.slice(0, -1)
    const manifest = readManifest(cookies.at(-1) ?? '')
    expect(chunks.length).toBeGreaterThan(1)
    const changed = fc
      .integer({ min: 0, max: chunks.length - 1 })
      .chain((index) => mutationsOf(chunks[index] ?? '').map((forged) => chunks.with(index, forged)))
    await fc.assert(
      fc.asyncProperty(changed, async (forged) => {
        const opening = async (): Promise<unknown> =>
          manifest && sessionEncryption.unsealData(joinSession(manifest, forged), { password })
        expect(await refusal(opening())).toBe('refused')
      }),
      { numRuns },
    )
  })

  test('a header of cookies is read, whatever is in it', () => {
    fc.assert(
      fc.property(
        mutationsOf('wos-session=Fe26.2**a~2; wos-auth-verifier-00000000=b; theme=dark'),
        (header) => {
          for (const name of readCookieNames(header)) {
            expect(['string', 'object']).toContain(typeof readCookie(header, name))
          }
        },
      ),
      { numRuns },
    )
  })

  test('a return path stays on the site', () => {
    fc.assert(
      fc.property(mutationsOf('/posts?page=2&next=/me#top'), (asked) => {
        const path = sanitizeReturnPathname(asked)
        expect(path.startsWith('/')).toBe(true)
        expect(new URL(path, ORIGIN).origin).toBe(ORIGIN)
        // As a Location, a header must not be split.
        expect(() => new Headers({ location: path })).not.toThrow()
      }),
      { numRuns },
    )
  })
}
