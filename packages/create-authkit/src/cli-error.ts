/** Exit codes of the command line: usage mistakes are 2, a user's interrupt is 130 (128 + SIGINT), the rest is 1. */
export const EXIT_CODES = { failed: 1, usage: 2, manual: 3, aborted: 130 } as const

/**
 * Every way the command line can fail on purpose. The codes are stable: `--json` prints them and scripts
 * match on them, so a code is never renamed or used for something else.
 */
export type CliErrorCode =
  /** No package.json in the folder or above it. */
  | 'ERR_NO_PACKAGE_JSON'
  /** package.json, tsconfig.json or tsr.config.json is not valid JSON; the message names the place. */
  | 'ERR_INVALID_JSON'
  /** Neither the folder nor its workspace depends on TanStack Start or Router. */
  | 'ERR_NOT_START_APP'
  /** The app is built on Solid's or Vue's TanStack Start. */
  | 'ERR_UNSUPPORTED_FRAMEWORK'
  /** The app uses TanStack Router alone, without Start: it has no server. */
  | 'ERR_ROUTER_WITHOUT_START'
  /** The folder is a workspace root; the help lists the apps below it. */
  | 'ERR_WORKSPACE_ROOT'
  /** The app is built by Rsbuild: a Vite plugin can't be added. */
  | 'ERR_UNSUPPORTED_BUNDLER'
  /** @tanstack/react-start is older than the oldest supported version. */
  | 'ERR_START_TOO_OLD'
  /** Vite is older than the oldest supported version. */
  | 'ERR_VITE_TOO_OLD'
  /** The running Node is older than Start itself needs. */
  | 'ERR_NODE_TOO_OLD'
  /** The app already uses WorkOS' own AuthKit package, or a copy of the example: a second one would make two sessions. */
  | 'ERR_AUTHKIT_ALREADY_INSTALLED'
  /** The app's configuration is not valid: the router's own check refused it. */
  | 'ERR_INVALID_CONFIG'
  /** A configuration value that decides where files go can't be read without running code. */
  | 'ERR_UNREADABLE_CONFIG'
  /** The `--cwd` folder does not exist or is not a folder. */
  | 'ERR_NO_SUCH_FOLDER'
  /** A flag or argument is unknown or has a wrong value. */
  | 'ERR_USAGE'
  /** A path that was asked for by a flag belongs to another route, or AuthKit's routes are elsewhere already. */
  | 'ERR_PATH_TAKEN'
  /** Several package managers have a lockfile, and nothing says which one is the app's. */
  | 'ERR_PACKAGE_MANAGER_UNCLEAR'
  /** A new app was to be made in a folder that holds something already. */
  | 'ERR_FOLDER_NOT_EMPTY'
  /** No new app could be made. */
  | 'ERR_CREATE_FAILED'
  /** A question has to be answered, and there is no terminal to ask on. */
  | 'ERR_NOT_INTERACTIVE'
  /** The user interrupted (Ctrl-C, SIGTERM). */
  | 'ERR_ABORTED'
  /** A file can't be read. */
  | 'ERR_READ_FAILED'
  /** A file can't be written (no permission, no space); nothing was changed. */
  | 'ERR_WRITE_FAILED'
  /** A file changed between planning and writing; nothing was changed. */
  | 'ERR_CHANGED_MEANWHILE'
  /** Another run is changing the app, or one was interrupted and has to be undone first. */
  | 'ERR_RUN_IN_PROGRESS'
  /** What `undo` needs to take a run back is damaged; the message names the file. */
  | 'ERR_UNDO_UNREADABLE'
  /** The run to undo was made by a newer version of this command line. */
  | 'ERR_UNDO_TOO_NEW'
  /** The app has Yarn's Plug'n'Play and no node_modules. */
  | 'ERR_PLUG_N_PLAY'
  /** The app's package manager failed. */
  | 'ERR_INSTALL_FAILED'
  /** The route tree could not be generated again. */
  | 'ERR_ROUTE_TREE_FAILED'
  /** The app has new type errors after the changes. */
  | 'ERR_TYPE_ERRORS'
  /** WorkOS' API could not be asked, or refused; the message says which. */
  | 'ERR_WORKOS_API'
  /** `--prove`: the built app could not be signed in to. */
  | 'ERR_PROOF_FAILED'
  /** Some changes have to be made by hand. */
  | 'ERR_MANUAL_CHANGES'
  /** `--check`: the app lacks something that the plan would add. */
  | 'ERR_NOT_SET_UP'
  /** `migrate --check`: the app still uses WorkOS' own package. */
  | 'ERR_NOT_MIGRATED'
  /** The local AuthKit could not start (for example its port is taken). */
  | 'ERR_EMULATOR_FAILED'
  /** The seed file of `emulate` can't be read or is not valid; the message has the place. */
  | 'ERR_SEED_INVALID'
  /** The app has no parser installed with which its source could be checked. */
  | 'ERR_NO_PARSER'

/** What an error tells besides its sentence. */
export interface CliErrorOptions {
  code: CliErrorCode
  /** Exit code of the process. Default 1. */
  exitCode?: number
  /** What to do about it: one or more lines, commands as they are to be typed. */
  help?: string
  /** A page that explains the code. Default: none. */
  docs?: string | undefined
  cause?: unknown
}

/**
 * A failure the user can act upon. `cli.ts` alone prints it (message, then help) and exits; there is no stack
 * trace, and a message never holds a secret.
 */
export class CliError extends Error {
  readonly code: CliErrorCode
  readonly exitCode: number
  readonly help: string | undefined
  readonly docs: string | undefined

  constructor(message: string, options: CliErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'CliError'
    this.code = options.code
    this.exitCode = options.exitCode ?? EXIT_CODES.failed
    this.help = options.help
    this.docs = options.docs
  }
}
