import {
  CookieSessionStorage,
  createAuthService,
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  sessionEncryption,
  type AuthService,
  type Session,
} from 'vite-plugin-authkit-start/session'
import { usedHeap } from './used-heap.ts'

/** The least that an adapter must do. A request is its own session cookie. */
class SealStorage extends CookieSessionStorage<string, Response> {
  async getCookie(request: string): Promise<string> {
    return request
  }
}

/** Sessions to fill the cache with. */
export interface CachedKind {
  /** Of the user. */
  readonly name: string
  /** In characters. */
  readonly cookieSize: number
  /** How many entries the user's metadata has; with more than one, each has a name of its own. */
  readonly metadata: number
}

/** Prints how much memory a full session cache takes, in MiB: `node --expose-gc fill-cache.ts SESSION KIND`. */
async function fillCache(session: Session, kind: CachedKind): Promise<number> {
  const createService = (): AuthService<string, Response> =>
    createAuthService({ sessionStorageFactory: (config) => new SealStorage(config) })
  const visit = async (authkit: AuthService<string, Response>): Promise<void> => {
    const { auth } = await authkit.withAuth(await sealAs(session, kind))
    if (auth.user === null) throw new Error('Nobody is signed in.')
  }
  // The first ones load what is loaded once.
  const first = createService()
  for (let count = 0; count < 50; count++) await visit(first)
  const authkit = createService()
  const empty = usedHeap()
  // An entry holds its cookie and, in three quarters of its size, what is in it; so these are more than enough.
  for (let bytes = 0; bytes < DEFAULT_SESSION_CACHE_MAX_BYTES; bytes += 1.5 * kind.cookieSize) {
    await visit(authkit)
  }
  const full = usedHeap()
  // Used once more, so that nothing of them can have been collected before.
  await visit(first)
  await visit(authkit)
  return (full - empty) / 1024 / 1024
}

let sealed = 0

/** Seals a session whose metadata fills the cookie up. */
async function sealAs(session: Session, { name, cookieSize, metadata }: CachedKind): Promise<string> {
  sealed += 1
  const password = process.env['WORKOS_COOKIE_PASSWORD'] ?? ''
  const names = Array.from({ length: metadata }, (_, index) =>
    metadata === 1 ? 'padding' : `${sealed}-${index}`,
  )
  const sealWith = (value: string): Promise<string> => {
    const user = { ...session.user, name, metadata: Object.fromEntries(names.map((name) => [name, value])) }
    return sessionEncryption.sealData({ ...session, user }, { password })
  }
  const bare = await sealWith('')
  // Base64 makes four characters of three bytes.
  const room = ((cookieSize - bare.length) * 3) / 4
  return sealWith('x'.repeat(Math.max(0, Math.floor(room / metadata))))
}

const [session, kind] = process.argv.slice(2)
if (session === undefined || kind === undefined) throw new Error('Usage: fill-cache.ts SESSION KIND')
process.stdout.write(String(await fillCache(JSON.parse(session) as Session, JSON.parse(kind) as CachedKind)))
