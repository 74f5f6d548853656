import type { AsyncLocalStorage } from 'node:async_hooks'

import { expect, test } from 'vitest'

import { getAuthKitContext, getAuthKitContextOrNull } from '../../../src/runtime/start/context.ts'

/** Where Start keeps the context of a request. */
const START_STORAGE = Symbol.for('tanstack-start:start-storage-context')

/** Runs in a request whose middleware added this context. */
function inRequest<T>(context: object, run: () => T): T {
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
  expect(() => getAuthKitContext()).toThrow(/./)
  expect(getAuthKitContextOrNull()).toBeNull()
})
