import type { Plugin } from 'vite'

import { PluginContext } from './context.ts'
import { resolveOptions } from './options.ts'
import type { AuthKitOptions } from './options.ts'
import { clientGuardBuild } from './plugins/client-guard/client-guard-build.ts'
import { clientGuardDev } from './plugins/client-guard/client-guard-dev.ts'
import { compat } from './plugins/compat.ts'
import { beginBuild } from './plugins/findings/begin-build.ts'
import { endBuild } from './plugins/findings/end-build.ts'
import { showFindings } from './plugins/findings/show-findings.ts'
import { lintBuild } from './plugins/lint/lint-build.ts'
import { lintDev } from './plugins/lint/lint-dev.ts'
import { devPage } from './plugins/dev-page/dev-page.ts'
import { localAuthKit } from './plugins/local-authkit/local-authkit.ts'
import { virtualModules } from './plugins/virtual-modules.ts'
import { secretGuard } from './plugins/secrets/secret-guard.ts'
import { secretSearchBuild } from './plugins/secrets/secret-search-build.ts'
import { secretSearchDev } from './plugins/secrets/secret-search-dev.ts'
import { wiring } from './plugins/wiring.ts'

export type { Seed } from './emulator/seed/seed.ts'
export type { AuthKitOptions, LintOptions, LocalAuthKitDevOptions, RuleSetting } from './options.ts'
export type { RuntimeSettings } from './runtime/build-config.ts'

/**
 * Adds WorkOS AuthKit to a TanStack Start app: serves the runtime as `virtual:authkit` and `virtual:authkit/client`,
 * checks the app while it is built, and runs a local AuthKit in dev when there are no credentials.
 *
 * @throws TypeError for an option that doesn't exist or isn't valid
 * @example
 * ```ts
 * export default defineConfig({
 *   plugins: [authkit(), tanstackStart(), viteReact()],
 * })
 * ```
 */
export function authkit(options?: AuthKitOptions): Plugin[] {
  const ctx = new PluginContext(resolveOptions(options))
  // `wiring` first: it fills the context that the others read.
  const plugins = [wiring, virtualModules, devPage, localAuthKit]
  if (ctx.options.lint !== false) {
    plugins.push(
      beginBuild,
      lintBuild,
      lintDev,
      clientGuardBuild,
      clientGuardDev,
      secretGuard,
      secretSearchBuild,
      secretSearchDev,
      endBuild,
      showFindings,
    )
  }
  if (ctx.options.compat) plugins.push(compat)
  return plugins.map((create) => create(ctx))
}
