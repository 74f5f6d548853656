import type { AsyncLocalStorage } from 'node:async_hooks'

import { expect, test } from 'vitest'

import { getAuthKitContext, getAuthKitContextOrNull } from '../../../src/runtime/start/context.ts'

/** Where Start keeps the context of a request. */
const START_STORAGE = Symbol.for('tanstack-start:start-storage-context')

/** Runs in a request whose middleware added this context. */
function inRequest<T>(context: object | undefined, run: () => T): T {
  const host: object & { [START_STORAGE]?: AsyncLocalStorage<unknown> } = globalThis
  const storage = host[START_STORAGE]
  if (!storage) throw new Error('Start keeps its context elsewhere now.')
  return storage.run({ contextAfterGlobalMiddlewares: context }, run)
}

test('without the middleware, it says where the middleware goes', () => {
  expect(() => inRequest({ other: 1 }, getAuthKitContext)).toThrow(
    'AuthKit middleware is not configured: add `authkitMiddleware()` of `virtual:authkit` to `requestMiddleware` in src/start.ts',
  )
  expect(() => inRequest({ other: 1 }, getAuthKitContext)).toThrow(
    expect.objectContaining({ code: 'ERR_MIDDLEWARE_MISSING' }),
  )
  expect(inRequest({ other: 1 }, getAuthKitContextOrNull)).toBeNull()
})

test('outside of a request there is none', () => {
  expect(() => getAuthKitContext()).toThrow(
    expect.objectContaining({
      code: 'ERR_MIDDLEWARE_MISSING',
      message: expect.stringContaining('Call this in a route, a loader or a server function'),
      cause: expect.objectContaining({ message: expect.stringContaining('No Start context found') }),
    }),
  )
  expect(getAuthKitContextOrNull()).toBeNull()
})

test('in a middleware of the app, before its own has run, there is none', () => {
  expect(() => inRequest(undefined, getAuthKitContext)).toThrow('nor in another request middleware')
  expect(inRequest(undefined, getAuthKitContextOrNull)).toBeNull()
})

test('what another middleware calls `auth` and `request` is not taken for it', () => {
  const foreign = { auth: () => ({ userId: 'user_1' }), request: new Request('https://app.example') }
  expect(() => inRequest(foreign, getAuthKitContext)).toThrow('AuthKit middleware is not configured')
  expect(inRequest(foreign, getAuthKitContextOrNull)).toBeNull()
})
