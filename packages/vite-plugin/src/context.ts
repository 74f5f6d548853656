import type { ResolvedConfig } from 'vite'

import type { LocalAuthKitControl } from './emulator/index.ts'
import type { ResolvedOptions } from './options.ts'
import type { OwnPortVisits } from './plugins/local-authkit/own-port-visits.ts'
import { routerBasePath } from './plugins/defined-by-start.ts'
import { Findings } from './plugins/findings/findings.ts'
import { SecretFindings } from './plugins/secrets/secret-findings.ts'
import type { BuildConfig } from './runtime/build-config.ts'

/** What the sub-plugins of one `authkit()` call share. */
export class PluginContext {
  readonly options: ResolvedOptions
  /** What the checks have found. */
  readonly findings: Findings = new Findings()
  /** What is known of the secrets of WorkOS, before it becomes findings. */
  readonly secrets: SecretFindings = new SecretFindings()
  /**
   * Base URL of the local AuthKit that this dev server serves, e.g. `http://localhost:3000/__authkit`; `null`
   * when there is none. Written by `plugins/local-authkit.ts` only, in `vite dev` only.
   */
  localAuthKit: string | null = null
  /** What tells that local AuthKit what to do; `null` when there is none. Written together with it. */
  localControl: LocalAuthKitControl | null = null
  /** What of it does not pass the dev server, when it has a port of its own. Written together with it. */
  ownPortVisits: OwnPortVisits | null = null
  /** Address of the page with the findings; `undefined` when this process serves none. */
  findingsUrl: () => string | undefined = () => undefined
  #config: ResolvedConfig | undefined
  #env: Readonly<Record<string, string>> | undefined

  constructor(options: ResolvedOptions) {
    this.options = options
  }

  /** Vite's resolved configuration. Throws when read before the `configResolved` hook has run. */
  get config(): ResolvedConfig {
    return assertResolved(this.#config)
  }

  /**
   * The variables of the app's `.env` files and of the process, the process winning, as the app's server will
   * see them in dev; empty strings count as unset and are left out. Holds secrets: never print a value.
   */
  get env(): Readonly<Record<string, string>> {
    return assertResolved(this.#env)
  }

  /** The paths that browsers ask for: those of the options are the router's, which has a base path in front of it. */
  get paths(): Pick<BuildConfig, 'basePath' | 'signInPath' | 'signOutPath' | 'callbackPath'> {
    const { signInPath, signOutPath, callbackPath } = this.options
    const basePath = routerBasePath(this.config)
    return {
      basePath,
      signInPath: `${basePath}${signInPath}`,
      signOutPath: `${basePath}${signOutPath}`,
      callbackPath: `${basePath}${callbackPath}`,
    }
  }

  /** What `virtual:authkit/config` exports. */
  get buildConfig(): BuildConfig {
    const isDev = this.config.command === 'serve' && !this.config.isProduction
    const localAuthKit = isDev ? this.localAuthKit : null
    const { settings } = this.options
    return { ...this.paths, localAuthKit, settings, localEnvironment: {} }
  }

  /** Called once by `plugins/wiring.ts`, the first of our plugins to see the resolved configuration. */
  resolve(config: ResolvedConfig, env: Readonly<Record<string, string>>): void {
    this.#config = config
    this.#env = env
  }
}

function assertResolved<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The plugin context was read before the `configResolved` hook of the `wiring` plugin.')
  }
  return value
}
