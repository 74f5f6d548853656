export { ControlError } from './control/check-control.ts'
export {
  LocalAuthKitControl,
  type ControlSession,
  type ControlSignIn,
  type ControlState,
  type ControlTokens,
} from './control/control.ts'
export { type EventDetails, type LocalAuthKitEvent } from './event-log.ts'
export { createLocalAuthKit, type LocalAuthKit } from './local-authkit.ts'
export { LOCAL_API_KEY, LOCAL_CLIENT_ID } from './local-credentials.ts'
export { type NextFailure, type NextSignIn } from './next-answers.ts'
export { DEFAULT_ACCESS_TOKEN_LIFETIME, type LocalAuthKitOptions } from './realm.ts'
export { checkSeed } from './seed/check-seed.ts'
export { SeedError, type SeedPath } from './seed/parse-seed.ts'
export {
  DEFAULT_SEED,
  type Seed,
  type SeedMember,
  type SeedOrganization,
  type SeedPermission,
  type SeedRole,
  type SeedUser,
} from './seed/seed.ts'
export {
  DEFAULT_PORT,
  serveLocalAuthKit,
  type LocalAuthKitServer,
  type ServeOptions,
} from './serve-local-authkit.ts'
export { findSeedFile } from './seed-file/find-seed-file.ts'
export { loadSeedFile, type LoadedSeed, type LoadSeedOptions } from './seed-file/load-seed-file.ts'
export { generateSigningKey, type SigningKey } from './signing-key.ts'
export { type LocalAuthKitSnapshot } from './store/snapshot.ts'
export { STORE_CAPACITY, type StoreCapacity } from './store/store.ts'
export type {
  AuthenticationBody,
  AuthenticationMethod,
  Impersonator,
  MembershipRecord,
  OrganizationRecord,
  PermissionRecord,
  RedirectUriRecord,
  RoleRecord,
  UserRecord,
} from './store/records.ts'
