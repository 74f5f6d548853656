import {
  CookieSessionStorage,
  createAuthService,
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  sessionEncryption,
  type Session,
} from 'vite-plugin-authkit-start/session'
import { usedHeap } from './used-heap.ts'

/** The least that an adapter must do. A request is its own session cookie. */
class SealStorage extends CookieSessionStorage<string, Response> {
  async getCookie(request: string): Promise<string> {
    return request
  }
}

/** Prints how much memory a full session cache takes, in MiB: `node --expose-gc fill-cache.ts SESSION COOKIE_SIZE`. */
async function fillCache(session: Session, cookieSize: number): Promise<number> {
  const authkit = createAuthService({ sessionStorageFactory: (config) => new SealStorage(config) })
  const visit = async (): Promise<void> => {
    const { auth } = await authkit.withAuth(await sealToSize(session, cookieSize))
    if (auth.user === null) throw new Error('Nobody is signed in.')
  }
  // The first ones load what is loaded once.
  for (let count = 0; count < 50; count++) await visit()
  const empty = usedHeap()
  // An entry is larger than its cookie, so these are more than enough.
  for (let bytes = 0; bytes < DEFAULT_SESSION_CACHE_MAX_BYTES; bytes += cookieSize) await visit()
  const full = usedHeap()
  // Used once more, so that nothing of it can have been collected before.
  await visit()
  return (full - empty) / 1024 / 1024
}

/** Seals a session whose metadata fills the cookie up. */
async function sealToSize(session: Session, size: number): Promise<string> {
  const password = process.env['WORKOS_COOKIE_PASSWORD'] ?? ''
  const bare = await sessionEncryption.sealData(session, { password })
  // Base64 makes four characters of three bytes.
  const padding = 'x'.repeat(Math.max(0, Math.floor(((size - bare.length) * 3) / 4)))
  const user = { ...session.user, metadata: { padding } }
  return sessionEncryption.sealData({ ...session, user }, { password })
}

const [session, cookieSize] = process.argv.slice(2)
if (session === undefined || cookieSize === undefined)
  throw new Error('Usage: fill-cache.ts SESSION COOKIE_SIZE')
process.stdout.write(String(await fillCache(JSON.parse(session) as Session, Number(cookieSize))))
