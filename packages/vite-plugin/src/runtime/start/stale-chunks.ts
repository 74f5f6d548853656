import { readCookieNames } from '../session/cookies/parse-cookies.ts'
import { serializeCookie } from '../session/cookies/serialize-cookie.ts'
import { chunkName, MAX_SESSION_CHUNKS, readManifest } from '../session/cookies/session-chunks.ts'
import type { CookieJar } from './cookie-jar.ts'

/**
 * A large session continues in other cookies. When the session cookie is set or deleted, those that aren't of it any more
 * go: from the response, where an earlier part of this request wrote them, and from the browser, where it has them.
 */
export function dropStaleChunks(jar: CookieJar, sessionCookieName: string, request: Request): void {
  const session = jar.find(sessionCookieName)
  if (!session) return
  const sent = new Set(readCookieNames(request.headers.get('cookie')))
  for (let index = readManifest(session.value)?.count ?? 0; index < MAX_SESSION_CHUNKS; index++) {
    const name = chunkName(sessionCookieName, index)
    const written = jar.find(name)
    if (sent.has(name)) jar.set(serializeCookie(name, '', session, { expired: true }))
    else if (written) jar.remove(written)
  }
}
