import { randomBytes, timingSafeEqual } from 'node:crypto'

/** Name of the field in every form of the page. */
export const TOKEN_FIELD = 'token'

const token = randomBytes(32).toString('base64url')

/**
 * What a form of the page must carry: another site can make a browser send a form, but has never seen this. One for the
 * life of the process.
 */
export function actionToken(): string {
  return token
}

/** Whether a form carries the token; compared in constant time. */
export function hasActionToken(form: URLSearchParams): boolean {
  const given = Buffer.from(form.get(TOKEN_FIELD) ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
