import type { AppRule, ModuleRule, RuleMeta } from '../rule.ts'
import { callbackRoute } from './callback-route.ts'
import { csrfMiddleware } from './csrf-middleware.ts'
import { guardInBeforeLoad } from './guard-in-before-load.ts'
import { noAuthUrlRedirectInLoader } from './no-auth-url-redirect-in-loader.ts'
import { noPrefetchedAuthUrl } from './no-prefetched-auth-url.ts'
import { noSignOutInLoader } from './no-sign-out-in-loader.ts'
import { noTokenInLoaderData, noTokenInLoaderDataOfApp } from './no-token-in-loader-data.ts'
import { secretInClient } from './secret-in-client.ts'
import { serverCodeInClient } from './server-code-in-client.ts'
import { signInRoute } from './sign-in-route.ts'
import { startMiddleware } from './start-middleware.ts'
import { unusedDisableComment } from './unused-disable-comment.ts'

/** The rules that look at one module at a time. */
export const moduleRules: readonly ModuleRule[] = [
  noPrefetchedAuthUrl,
  noAuthUrlRedirectInLoader,
  noSignOutInLoader,
  noTokenInLoaderData,
]

/** The rules that look at the app as a whole. One that is also among {@link moduleRules} stands in for that. */
export const appRules: readonly AppRule[] = [
  guardInBeforeLoad,
  noTokenInLoaderDataOfApp,
  startMiddleware,
  csrfMiddleware,
  callbackRoute,
  signInRoute,
]

/** Every rule there is, by ascending code. */
export const ruleMetas: readonly RuleMeta[] = [
  noPrefetchedAuthUrl,
  noAuthUrlRedirectInLoader,
  noSignOutInLoader,
  guardInBeforeLoad,
  noTokenInLoaderData,
  startMiddleware,
  csrfMiddleware,
  callbackRoute,
  signInRoute,
  serverCodeInClient,
  secretInClient,
  unusedDisableComment,
].map(({ meta }) => meta)
