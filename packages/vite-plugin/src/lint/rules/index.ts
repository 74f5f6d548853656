import type { ModuleRule, RuleMeta } from '../rule.ts'
import { noAuthUrlRedirectInLoader } from './no-auth-url-redirect-in-loader.ts'
import { noPrefetchedAuthUrl } from './no-prefetched-auth-url.ts'
import { serverCodeInClient } from './server-code-in-client.ts'

/** The rules that look at one module at a time. */
export const moduleRules: readonly ModuleRule[] = [noPrefetchedAuthUrl, noAuthUrlRedirectInLoader]

/** Every rule there is, by ascending code. */
export const ruleMetas: readonly RuleMeta[] = [
  ...moduleRules.map((rule) => rule.meta),
  serverCodeInClient.meta,
]
