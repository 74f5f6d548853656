import type { AuthorizeRequest } from '../authorize-request.ts'
import type { Call } from '../endpoint.ts'
import { sessionStatus } from '../session-status.ts'
import type { SignIn } from '../store/records.ts'
import { placesOf } from './places.ts'

/** Name of the cookie by which the local AuthKit knows a browser again: its value is the code of the last sign-in. */
export const REMEMBERED_COOKIE = 'local-authkit-sign-in'

/**
 * Who signed in with this browser, like AuthKit's own session: as long as the session lives that the sign-in began, so
 * a sign-out ends both. `undefined` when the app asks for a new sign-in, by `prompt=login` or `select_account`, or by a
 * `max_age` that has passed, and for who is not in the organization that it asks for.
 */
export function rememberedSignIn({ request, realm }: Call, asked: AuthorizeRequest): SignIn | undefined {
  const code = readCookie(request)
  const record = code === undefined ? undefined : realm.store.codes.get(code)
  const session = record?.sessionId ? realm.store.sessions.get(record.sessionId) : undefined
  if (
    record === undefined ||
    session === undefined ||
    sessionStatus(session, realm.clock.now()) !== 'active'
  ) {
    return undefined
  }
  const { userId, authenticatedAt } = session.signIn
  if (asked.prompt === 'login' || asked.prompt === 'select_account') return undefined
  if (asked.maxAge !== undefined && realm.clock.now() - authenticatedAt > asked.maxAge * 1000)
    return undefined
  if (realm.store.user(userId) === undefined) return undefined
  const organizationId = asked.organizationId ?? session.organizationId
  if (organizationId !== null && placesOf(userId, organizationId, realm.store) === undefined) return undefined
  return { ...session.signIn, organizationId }
}

/** A cookie for the sign-in page alone. It ends with the browser, and with the memory of the local AuthKit. */
export function rememberCookie(code: string, { url }: Call): string {
  return `${REMEMBERED_COOKIE}=${code}; Path=${url.pathname}; HttpOnly; SameSite=Lax`
}

function readCookie(request: Request): string | undefined {
  const prefix = `${REMEMBERED_COOKIE}=`
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return cookies.find((pair) => pair.startsWith(prefix))?.slice(prefix.length)
}
