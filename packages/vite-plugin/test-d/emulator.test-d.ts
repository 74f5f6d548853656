import { expectTypeOf, test } from 'vitest'

import {
  createLocalAuthKit,
  DEFAULT_ACCESS_TOKEN_LIFETIME,
  DEFAULT_PORT,
  DEFAULT_SEED,
  generateSigningKey,
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  serveLocalAuthKit,
  STORE_CAPACITY,
} from '../src/emulator/index.ts'
import type {
  LocalAuthKit,
  LocalAuthKitOptions,
  LocalAuthKitServer,
  Seed,
  SeedOrganization,
  SeedUser,
  ServeOptions,
  SigningKey,
  StoreCapacity,
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
