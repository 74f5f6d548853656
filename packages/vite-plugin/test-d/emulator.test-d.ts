import { expectTypeOf, test } from 'vitest'

import {
  checkSeed,
  createLocalAuthKit,
  DEFAULT_ACCESS_TOKEN_LIFETIME,
  DEFAULT_PORT,
  DEFAULT_SEED,
  findSeedFile,
  generateSigningKey,
  loadSeedFile,
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  serveLocalAuthKit,
  STORE_CAPACITY,
} from '../src/emulator/index.ts'
import type {
  AuthenticationBody,
  AuthenticationMethod,
  ControlError,
  ControlSession,
  ControlSignIn,
  ControlState,
  ControlTokens,
  EventDetails,
  Impersonator,
  LoadedSeed,
  LoadSeedOptions,
  LocalAuthKit,
  LocalAuthKitControl,
  LocalAuthKitEvent,
  LocalAuthKitOptions,
  LocalAuthKitServer,
  LocalAuthKitSnapshot,
  MembershipRecord,
  NextFailure,
  NextSignIn,
  OrganizationRecord,
  PermissionRecord,
  RedirectUriRecord,
  RoleRecord,
  Seed,
  SeedError,
  SeedMember,
  SeedOrganization,
  SeedPath,
  SeedPermission,
  SeedRole,
  SeedUser,
  ServeOptions,
  SigningKey,
  StoreCapacity,
  UserRecord,
} from '../src/emulator/index.ts'

test('a local AuthKit answers requests', () => {
  expectTypeOf(createLocalAuthKit).toBeCallableWith()
  expectTypeOf(createLocalAuthKit()).toEqualTypeOf<LocalAuthKit>()
  expectTypeOf<LocalAuthKit['fetch']>().toEqualTypeOf<(request: Request) => Promise<Response>>()
  // @ts-expect-error: seconds
  createLocalAuthKit({ accessTokenLifetime: '300' })
})

test('it takes what a test needs to decide', async () => {
  const signingKey = await generateSigningKey()
  expectTypeOf(signingKey).toEqualTypeOf<SigningKey>()
  expectTypeOf(createLocalAuthKit).toBeCallableWith({
    clientId: LOCAL_CLIENT_ID,
    apiKey: LOCAL_API_KEY,
    seed: DEFAULT_SEED,
    accessTokenLifetime: DEFAULT_ACCESS_TOKEN_LIFETIME,
    allowedOrigins: new Set(['https://app.test']),
    now: Date.now,
    signingKey,
    capacity: { codes: 1 },
  })
  expectTypeOf<LocalAuthKitOptions['capacity']>().toEqualTypeOf<Partial<StoreCapacity> | undefined>()
  expectTypeOf(STORE_CAPACITY).toExtend<StoreCapacity>()
})

test('its people can be written down', () => {
  expectTypeOf<Seed['users']>().toEqualTypeOf<readonly SeedUser[]>()
  expectTypeOf<Seed['organizations']>().toEqualTypeOf<readonly SeedOrganization[]>()
  expectTypeOf<{ email: string }>().toExtend<SeedUser>()
  const members = [{ role: 'member' }]
  // @ts-expect-error: a member has an email address
  createLocalAuthKit({ seed: { users: [], organizations: [{ id: 'o', name: 'O', members }] } })
})

test('it can be served', () => {
  expectTypeOf(serveLocalAuthKit).toBeCallableWith({ port: DEFAULT_PORT, host: 'localhost' })
  expectTypeOf(serveLocalAuthKit()).resolves.toEqualTypeOf<LocalAuthKitServer>()
  expectTypeOf<ServeOptions['authKit']>().toEqualTypeOf<LocalAuthKit | undefined>()
  expectTypeOf<LocalAuthKitServer['close']>().returns.resolves.toBeVoid()
})

test('a seed is checked, or read from a file', async () => {
  expectTypeOf(checkSeed).toEqualTypeOf<(value: unknown) => Seed>()
  expectTypeOf<SeedError['path']>().toEqualTypeOf<SeedPath>()
  expectTypeOf<SeedError>().toExtend<TypeError>()
  expectTypeOf<SeedOrganization['members']>().toEqualTypeOf<readonly SeedMember[]>()
  expectTypeOf<Seed['roles']>().toEqualTypeOf<readonly SeedRole[] | undefined>()
  expectTypeOf<Seed['permissions']>().toEqualTypeOf<readonly SeedPermission[] | undefined>()
  expectTypeOf(findSeedFile('/app')).resolves.toEqualTypeOf<string | undefined>()
  expectTypeOf(loadSeedFile).parameter(1).toEqualTypeOf<LoadSeedOptions | undefined>()
  expectTypeOf(loadSeedFile).returns.resolves.toEqualTypeOf<LoadedSeed>()
})

test('it can be told what the real one can not', () => {
  const { control, snapshot } = createLocalAuthKit()
  expectTypeOf(control).toEqualTypeOf<LocalAuthKitControl>()
  expectTypeOf(control.state()).resolves.toEqualTypeOf<ControlState>()
  expectTypeOf(control.users()).toEqualTypeOf<UserRecord[]>()
  expectTypeOf(control.organizations()).toEqualTypeOf<OrganizationRecord[]>()
  expectTypeOf(control.memberships()).toEqualTypeOf<MembershipRecord[]>()
  expectTypeOf(control.roles()).toEqualTypeOf<RoleRecord[]>()
  expectTypeOf(control.permissions()).toEqualTypeOf<PermissionRecord[]>()
  expectTypeOf(control.redirectUris()).toEqualTypeOf<RedirectUriRecord[]>()
  expectTypeOf(control.sessions()).toEqualTypeOf<ControlSession[]>()
  expectTypeOf(control.events()).toEqualTypeOf<readonly LocalAuthKitEvent[]>()
  expectTypeOf<LocalAuthKitEvent>().toExtend<EventDetails>()
  expectTypeOf<LocalAuthKitControl['failNext']>().toBeCallableWith({
    endpoint: 'authenticate',
    status: 503,
    times: 2,
  })
  expectTypeOf<LocalAuthKitControl['failNext']>().parameter(0).toEqualTypeOf<NextFailure>()
  expectTypeOf<LocalAuthKitControl['signInNext']>().parameter(0).toEqualTypeOf<NextSignIn>()
  expectTypeOf<LocalAuthKitControl['signIn']>().parameter(0).toEqualTypeOf<ControlSignIn>()
  expectTypeOf<LocalAuthKitControl['signIn']>().returns.resolves.toEqualTypeOf<AuthenticationBody>()
  expectTypeOf<LocalAuthKitControl['issueTokens']>().parameter(1).toEqualTypeOf<ControlTokens | undefined>()
  expectTypeOf<AuthenticationBody['authentication_method']>().toEqualTypeOf<AuthenticationMethod>()
  expectTypeOf<NextSignIn['impersonator']>().toEqualTypeOf<Impersonator | undefined>()
  expectTypeOf(snapshot).returns.resolves.toEqualTypeOf<LocalAuthKitSnapshot>()
  expectTypeOf<ControlError['message']>().toBeString()
  // @ts-expect-error: an endpoint has to be named
  control.failNext({ status: 503 })
})
