import type { LocalAuthKit, LocalAuthKitServer } from '../../emulator/index.ts'
import { ProcessEnvDefaults } from '../process-env-defaults.ts'
import type { OwnPortVisits } from './own-port-visits.ts'
import type { StateFile } from './state-file.ts'

/** The local AuthKit of one app: kept while its dev server restarts, so nobody is signed out by that. */
export interface LocalAuthKitState {
  readonly authKit: LocalAuthKit
  /** Origins of the dev server that are not on a loopback host; `authKit` reads them at each request. */
  readonly allowedOrigins: Set<string>
  /** Random; with the state file, cookies stay readable after a restart of the process too. */
  readonly cookiePassword: string
  /** What the options said, in seconds. */
  accessTokenLifetime: number | undefined
  readonly file: StateFile
  /** Its own port, where it has one, and how many dev servers use that: two while one replaces the other. */
  ownServer: { readonly started: Promise<LocalAuthKitServer>; users: number } | undefined
  readonly ownPortVisits: OwnPortVisits
}

/** What the plugin keeps for the life of the process. */
export interface ProcessState {
  /** By app and credentials. */
  readonly localAuthKits: Map<string, Promise<LocalAuthKitState>>
  readonly envDefaults: ProcessEnvDefaults
  /**
   * Variables with a secret that an `.env` file gave to browsers, and their values. Start puts what such files say into
   * the process' environment, where it stays when the file no longer says it.
   */
  readonly exposedByFile: Map<string, string>
}

/**
 * Vite loads the configuration, and with it possibly this module, anew when it restarts: module variables would be
 * lost, the registry of symbols is not.
 */
const PROCESS_STATE: unique symbol = Symbol.for('vite-plugin-authkit-start:process-state')

export function processState(): ProcessState {
  const holder = globalThis as { [PROCESS_STATE]?: ProcessState }
  return (holder[PROCESS_STATE] ??= {
    localAuthKits: new Map(),
    envDefaults: new ProcessEnvDefaults(),
    exposedByFile: new Map(),
  })
}
