import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from './local-credentials.ts'
import { DEFAULT_SEED, type Seed } from './seed.ts'
import { generateSigningKey, type SigningKey } from './signing-key.ts'
import { Store, STORE_CAPACITY, type StoreCapacity } from './store/store.ts'

/** Lifetime of an access token in seconds, WorkOS' default. */
export const DEFAULT_ACCESS_TOKEN_LIFETIME = 300

/** Options of {@link createLocalAuthKit}; a test may need them, an app does not. */
export interface LocalAuthKitOptions {
  /** @defaultValue `LOCAL_CLIENT_ID` */
  clientId?: string
  /** @defaultValue `LOCAL_API_KEY` */
  apiKey?: string
  /** Users and organizations. @defaultValue `DEFAULT_SEED`: Alice and Bob of the Example Org */
  seed?: Seed
  /** Lifetime of an access token in seconds. @defaultValue `DEFAULT_ACCESS_TOKEN_LIFETIME` */
  accessTokenLifetime?: number
  /**
   * Origins that may be returned to although they are not on a loopback host, e.g. `https://app.test`. Read at each
   * request, so a set that grows later counts.
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
  /** Seconds. */
  readonly accessTokenLifetime: number
  readonly allowedOrigins: ReadonlySet<string>
  readonly store: Store
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The one key of this realm, made on the first call. */
  readonly signingKey: () => Promise<SigningKey>
}

export function createRealm(options: LocalAuthKitOptions): Realm {
  const { accessTokenLifetime = DEFAULT_ACCESS_TOKEN_LIFETIME } = options
  if (!Number.isInteger(accessTokenLifetime) || accessTokenLifetime < 1) {
    throw new TypeError('"accessTokenLifetime" must be a whole number of seconds, at least 1.')
  }
  let signingKey = options.signingKey === undefined ? undefined : Promise.resolve(options.signingKey)
  return {
    clientId: options.clientId ?? LOCAL_CLIENT_ID,
    apiKey: options.apiKey ?? LOCAL_API_KEY,
    accessTokenLifetime,
    allowedOrigins: options.allowedOrigins ?? new Set(),
    store: new Store(options.seed ?? DEFAULT_SEED, { ...STORE_CAPACITY, ...options.capacity }),
    now: options.now ?? Date.now,
    signingKey: () => (signingKey ??= generateSigningKey()),
  }
}
