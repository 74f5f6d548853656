import { Clock } from './clock.ts'
import { EventLog } from './event-log.ts'
import { KeyRing } from './key-ring.ts'
import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from './local-credentials.ts'
import { NextAnswers, type NextFailure, type NextSignIn } from './next-answers.ts'
import { parseSeed } from './seed/parse-seed.ts'
import { DEFAULT_SEED, type Seed } from './seed/seed.ts'
import type { SigningKey } from './signing-key.ts'
import { Store, STORE_CAPACITY, type StoreCapacity } from './store/store.ts'

/** Lifetime of an access token in seconds, WorkOS' default. */
export const DEFAULT_ACCESS_TOKEN_LIFETIME = 300

/** Longest lifetime of an access token in seconds: a day, WorkOS' longest. */
export const MAX_ACCESS_TOKEN_LIFETIME = 86_400

/** Options of {@link createLocalAuthKit}; a test may need them, an app does not. */
export interface LocalAuthKitOptions {
  /** @defaultValue `LOCAL_CLIENT_ID` */
  clientId?: string
  /** @defaultValue `LOCAL_API_KEY` */
  apiKey?: string
  /** Users, organizations and more. @defaultValue `DEFAULT_SEED`: Alice and Bob of the Example Org */
  seed?: Seed
  /** Lifetime of an access token in seconds. @defaultValue `DEFAULT_ACCESS_TOKEN_LIFETIME` */
  accessTokenLifetime?: number
  /**
   * Origins that may be returned to although they are not on a loopback host, e.g. `https://app.test`. Read at each
   * request, so a set that grows later counts. A seed with `redirectUris` or `signOutRedirects` is stricter than it.
   *
   * @defaultValue none
   */
  allowedOrigins?: ReadonlySet<string>
  /** The clock, in milliseconds since the epoch. @defaultValue `Date.now` */
  now?: () => number
  /** The key that signs. @defaultValue a new one, made when it is first needed */
  signingKey?: SigningKey
  /** Most records of each kind. @defaultValue `STORE_CAPACITY` */
  capacity?: Partial<StoreCapacity>
}

/** What the endpoints of one local AuthKit share. */
export interface Realm {
  readonly clientId: string
  readonly apiKey: string
  /** What {@link resetRealm} goes back to. */
  seed: Seed
  readonly initialAccessTokenLifetime: number
  /** Seconds. */
  accessTokenLifetime: number
  readonly allowedOrigins: ReadonlySet<string>
  readonly store: Store
  readonly clock: Clock
  readonly keys: KeyRing
  readonly failures: NextAnswers<NextFailure>
  readonly signIns: NextAnswers<NextSignIn>
  readonly events: EventLog
  /** Called after everything that the state file should know; see `LocalAuthKit.onChange`. */
  changed: () => void
}

/** @throws TypeError when an option is out of range or the seed is not valid */
export function createRealm(options: LocalAuthKitOptions): Realm {
  const accessTokenLifetime = checkLifetime(options.accessTokenLifetime ?? DEFAULT_ACCESS_TOKEN_LIFETIME)
  const seed = parseSeed(options.seed ?? DEFAULT_SEED)
  return {
    clientId: options.clientId ?? LOCAL_CLIENT_ID,
    apiKey: options.apiKey ?? LOCAL_API_KEY,
    seed,
    initialAccessTokenLifetime: accessTokenLifetime,
    accessTokenLifetime,
    allowedOrigins: options.allowedOrigins ?? new Set(),
    store: new Store(seed, { ...STORE_CAPACITY, ...options.capacity }),
    clock: new Clock(options.now),
    keys: new KeyRing(options.signingKey === undefined ? [] : [options.signingKey]),
    failures: new NextAnswers(),
    signIns: new NextAnswers(),
    events: new EventLog(),
    changed: () => undefined,
  }
}

/** @throws TypeError when it is not a lifetime of an access token in seconds */
export function checkLifetime(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_ACCESS_TOKEN_LIFETIME) return seconds
  throw new TypeError(
    `"accessTokenLifetime" must be a whole number of seconds, at least 1 and at most ${MAX_ACCESS_TOKEN_LIFETIME}.`,
  )
}
