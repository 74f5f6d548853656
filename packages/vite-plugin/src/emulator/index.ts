export { createLocalAuthKit, type LocalAuthKit } from './local-authkit.ts'
export { LOCAL_API_KEY, LOCAL_CLIENT_ID } from './local-credentials.ts'
export { DEFAULT_ACCESS_TOKEN_LIFETIME, type LocalAuthKitOptions } from './realm.ts'
export { DEFAULT_SEED, type Seed, type SeedOrganization, type SeedUser } from './seed.ts'
export {
  DEFAULT_PORT,
  serveLocalAuthKit,
  type LocalAuthKitServer,
  type ServeOptions,
} from './serve-local-authkit.ts'
export { generateSigningKey, type SigningKey } from './signing-key.ts'
export { STORE_CAPACITY, type StoreCapacity } from './store/store.ts'
