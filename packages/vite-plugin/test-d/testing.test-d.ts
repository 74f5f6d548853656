import type { BrowserContext, Page } from 'playwright-core'
import { expectTypeOf, test } from 'vitest'

import { createSignedInFetch, DEFAULT_SIGN_IN_PATH, signIn } from '../src/testing/index.ts'
import type {
  BrowserContextLike,
  BrowserCookie,
  PageLike,
  SignedIn,
  SignedInFetch,
  SignInOptions,
  TestSignInError,
  TestSignInErrorCode,
  TestUser,
} from '../src/testing/index.ts'

const options = { baseURL: 'http://localhost:3000', user: 'alice@example.com' }

test('a page and a context of Playwright can be signed in', () => {
  expectTypeOf<Page>().toExtend<PageLike>()
  expectTypeOf<BrowserContext>().toExtend<BrowserContextLike>()
  expectTypeOf<Parameters<typeof signIn>[0]>().toEqualTypeOf<BrowserContextLike | PageLike>()
  expectTypeOf(signIn).returns.resolves.toEqualTypeOf<SignedIn>()
  expectTypeOf<SignedIn['cookies']>().toEqualTypeOf<readonly BrowserCookie[]>()
})

test('a fetch takes what fetch takes', () => {
  expectTypeOf(createSignedInFetch).returns.resolves.toEqualTypeOf<SignedInFetch>()
  expectTypeOf<Parameters<SignedInFetch>>().toEqualTypeOf<Parameters<typeof fetch>>()
  expectTypeOf<SignedInFetch>().returns.toEqualTypeOf<ReturnType<typeof fetch>>()
})

test('a user is an address, or more', () => {
  expectTypeOf(options).toExtend<SignInOptions>()
  expectTypeOf<SignInOptions['user']>().toEqualTypeOf<string | TestUser>()
  expectTypeOf(createSignedInFetch).toBeCallableWith({
    ...options,
    baseURL: new URL('http://localhost:3000'),
    user: { email: 'a@b.example', firstName: 'A', lastName: 'B' },
    organization: 'Acme',
    role: 'admin',
    permissions: ['posts:read'] as const,
    accessTokenLifetime: 5,
    impersonator: { email: 'support@example.com' },
    signInPath: DEFAULT_SIGN_IN_PATH,
  })
  // As Playwright's fixture is.
  expectTypeOf<string | undefined>().toExtend<SignInOptions['baseURL']>()
  // @ts-expect-error: where?
  void createSignedInFetch({ user: options.user })
  // @ts-expect-error: whom?
  void createSignedInFetch({ baseURL: options.baseURL })
  // @ts-expect-error: a slip
  void createSignedInFetch({ ...options, organisation: 'Acme' })
})

test('a failure says which', () => {
  expectTypeOf<TestSignInError>().toExtend<Error>()
  expectTypeOf<TestSignInError['code']>().toEqualTypeOf<TestSignInErrorCode>()
})
