import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  chunkIndex,
  joinSession,
  MAX_SESSION_CHUNKS,
  MAX_SET_COOKIE_LINE,
  readManifest,
  splitSession,
} from '../../../../src/runtime/session/cookies/session-chunks.ts'
import type { AuthKitError } from '../../../../src/runtime/session/index.ts'
import { parseSetCookie } from '../../../../src/runtime/start/set-cookie.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { caught } from '../support/caught.ts'
import { validConfig } from '../support/valid-config.ts'

const NAME = 'wos-session'
const ATTRIBUTES = '; Path=/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax'
const serialize = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}${ATTRIBUTES}`
/** How long a session may be that is in one cookie. */
const ROOM = MAX_SET_COOKIE_LINE - `Set-Cookie: ${serialize(NAME, '')}\r\n`.length
/** Random enough that no two of its parts are alike. */
const sealOf = (length: number, seed = 1): string =>
  Array.from({ length }, (_, index) => (((index + 7) * 7919 * seed) % 36).toString(36)).join('')

const storage = new RequestStorage(validConfig)

/** What a browser sends back after it was given these, one after the other. */
function jarOf(...answers: readonly (readonly string[])[]): Record<string, string> {
  const jar: Record<string, string> = {}
  for (const header of answers.flat()) {
    const { name, value, maxAge } = parseSetCookie(header)
    if (maxAge === 0) delete jar[name]
    else jar[name] = value
  }
  return jar
}

async function save(sealed: string, sent: Record<string, string> = {}): Promise<string[]> {
  const { headers = {} } = await storage.saveSession(undefined, sealed, { request: requestWith(sent) })
  return [headers['Set-Cookie'] ?? []].flat()
}

const read = (jar: Record<string, string>): Promise<string | null> => storage.getSession(requestWith(jar))

describe('splitSession', () => {
  test('a session that fits stays in the one cookie of the original', () => {
    const sealed = sealOf(ROOM)
    expect(splitSession(NAME, sealed, serialize)).toEqual([serialize(NAME, sealed)])
  })

  test.each([
    [ROOM + 1, 2],
    [2 * ROOM, 3],
    [3 * ROOM - 6, 3],
  ])('a session of %i bytes continues in other cookies, no line over the bound', (length, chunks) => {
    const lines = splitSession(NAME, sealOf(length), serialize) ?? []
    expect(lines.map((line) => parseSetCookie(line).name)).toEqual([
      ...Array.from({ length: chunks }, (_, index) => `${NAME}.${index}`),
      NAME,
    ])
    for (const line of lines) {
      expect(`Set-Cookie: ${line}\r\n`.length).toBeLessThanOrEqual(MAX_SET_COOKIE_LINE)
      expect(line.endsWith(ATTRIBUTES)).toBe(true)
    }
  })

  test('a session that takes more than the bound of cookies is refused', () => {
    expect(splitSession(NAME, sealOf((MAX_SESSION_CHUNKS + 1) * ROOM), serialize)).toBeUndefined()
  })

  test('characters that cookies encode count as long as they are encoded, and are never cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 300, maxLength: 900 }), (text) => {
        const lines = splitSession(NAME, text, serialize)
        expect(lines === undefined || lines.length > 0).toBe(true)
        if (lines === undefined) return
        for (const line of lines) expect(`Set-Cookie: ${line}\r\n`.length).toBeLessThanOrEqual(4096)
        const values = lines.map((line) => decodeURIComponent(parseSetCookie(line).value))
        const manifest = readManifest(values.at(-1) ?? '')
        expect(manifest ? joinSession(manifest, values.slice(0, -1)) : values[0]).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a session in several cookies', () => {
  test.each([10, ROOM - 1, ROOM, ROOM + 1, ROOM + 10, 2 * ROOM, 2 * ROOM + 500])(
    'of %i bytes comes back',
    async (length) => {
      const sealed = sealOf(length)
      await expect(read(jarOf(await save(sealed)))).resolves.toBe(sealed)
    },
  )

  test('that shrinks leaves nothing behind, and deletes only what the browser sent', async () => {
    const large = jarOf(await save(sealOf(2 * ROOM)))
    const lines = await save(sealOf(100), large)
    expect(lines.map((line) => [parseSetCookie(line).name, parseSetCookie(line).maxAge === 0])).toEqual([
      [`${NAME}.0`, true],
      [`${NAME}.1`, true],
      [`${NAME}.2`, true],
      [NAME, false],
    ])
    expect(
      Object.keys(
        jarOf(
          Object.entries(large).map(([name, value]) => `${name}=${value}`),
          lines,
        ),
      ),
    ).toEqual([NAME])
    await expect(save(sealOf(100), { [NAME]: 'x' })).resolves.toHaveLength(1)
  })

  test('that ends leaves nothing behind', async () => {
    const large = jarOf(await save(sealOf(2 * ROOM)))
    const { headers = {} } = await storage.clearSession(undefined, { request: requestWith(large) })
    expect([headers['Set-Cookie'] ?? []].flat().map((line) => parseSetCookie(line))).toMatchObject(
      [`${NAME}.0`, `${NAME}.1`, `${NAME}.2`, NAME].map((name) => ({ name, value: '', maxAge: 0 })),
    )
  })

  test('is refused when it takes too many', async () => {
    await expect(storage.saveSession(undefined, sealOf(4 * ROOM))).rejects.toMatchObject({
      code: 'ERR_SESSION_TOO_LARGE',
      message: expect.stringContaining('more than 3 cookies of 4096'),
    })
  })

  test.each([0, 1, 2])('of which number %i is lost is none', async (index) => {
    const { [`${NAME}.${index}`]: _, ...rest } = jarOf(await save(sealOf(2 * ROOM)))
    expect(await caught(() => read(rest))).toMatchObject({
      code: 'ERR_SESSION_INCOMPLETE',
      message: expect.stringContaining('continues in 3 cookies, and 1 of them'),
    })
  })

  test('of which the first cookie is lost is none, whatever else is there', async () => {
    const { [NAME]: _, ...rest } = jarOf(await save(sealOf(2 * ROOM)))
    await expect(read(rest)).resolves.toBeNull()
  })

  test('is never taken for the one after it, or before it, whichever cookies of it arrive', async () => {
    const generations = [sealOf(2 * ROOM), sealOf(2 * ROOM, 5), sealOf(ROOM + 9, 11), sealOf(300, 13)]
    const answers = await Promise.all(generations.map((sealed) => save(sealed)))
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(answers.flatMap((lines, index) => lines.map((line) => ({ line, index })))),
        async (arrived) => {
          const jar = jarOf(arrived.map(({ line }) => line))
          const last = arrived.findLast(({ line }) => line.startsWith(`${NAME}=`))
          const found = await read(jar).catch((error: AuthKitError) => error.code)
          // Nothing, or what the last session cookie that arrived stands for, whole.
          const allowed = last ? [generations[last.index], 'ERR_SESSION_INCOMPLETE'] : [null]
          expect(allowed).toContain(found)
        },
      ),
      { numRuns: 300 },
    )
  })
})

test.each([
  ['wos-session.0', 0],
  ['wos-session.2', 2],
  ['wos-session.3', undefined],
  ['wos-session.00', undefined],
  ['wos-session.', undefined],
  ['wos-session.-0', undefined],
  ['wos-session', undefined],
  ['wos-session-other.0', undefined],
])('the cookie %s holds part %s', (name, index) => {
  expect(chunkIndex(NAME, name)).toBe(index)
})
