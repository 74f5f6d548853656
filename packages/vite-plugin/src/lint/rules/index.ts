import type { AppRule, ModuleRule, RuleMeta } from '../rule.ts'
import { callbackRoute } from './callback-route.ts'
import { csrfMiddleware } from './csrf-middleware.ts'
import { noAuthUrlRedirectInLoader } from './no-auth-url-redirect-in-loader.ts'
import { noPrefetchedAuthUrl } from './no-prefetched-auth-url.ts'
import { secretInClient } from './secret-in-client.ts'
import { serverCodeInClient } from './server-code-in-client.ts'
import { signInRoute } from './sign-in-route.ts'
import { startMiddleware } from './start-middleware.ts'
import { unusedDisableComment } from './unused-disable-comment.ts'

/** The rules that look at one module at a time. */
export const moduleRules: readonly ModuleRule[] = [noPrefetchedAuthUrl, noAuthUrlRedirectInLoader]

/** The rules that look at the app as a whole. */
export const appRules: readonly AppRule[] = [startMiddleware, csrfMiddleware, callbackRoute, signInRoute]

/** Every rule there is, by ascending code. */
export const ruleMetas: readonly RuleMeta[] = [
  ...moduleRules.map((rule) => rule.meta),
  ...appRules.map((rule) => rule.meta),
  serverCodeInClient.meta,
  secretInClient.meta,
  unusedDisableComment.meta,
]
