/**
 * The one table of commands and flags. The parser (parse-args.ts), the help text (help-text.ts) and the types of
 * what a command receives are all made from it.
 */
import {
  parseApiKey,
  parseClientId,
  parseCount,
  parseOrigin,
  parsePackageManager,
  parsePath,
  parsePort,
  parsePrefix,
  parseRuleSetting,
  parseText,
} from './flag-values.ts'

/**
 * A flag: a boolean switch, or one that takes a value which `parse` checks and converts. One that is `multiple` may be
 * given several times, and its value is the list.
 */
export type Flag =
  | { type: 'boolean'; short?: string; summary: string }
  | {
      type: 'string'
      value: string
      summary: string
      multiple?: true
      parse: (raw: string, flag: string) => unknown
    }

export const FLAGS = {
  yes: { type: 'boolean', short: 'y', summary: 'Apply the plan without asking' },
  'dry-run': { type: 'boolean', summary: 'Show the plan and write nothing' },
  check: {
    type: 'boolean',
    summary: 'Like --dry-run, but exit with 1 when something is missing (for CI)',
  },
  diff: { type: 'boolean', summary: 'Show the plan as a diff of every file' },
  json: { type: 'boolean', summary: 'Print one JSON document on stdout; never ask' },
  local: {
    type: 'boolean',
    summary: 'Use the local AuthKit, no account needed (the default of --yes)',
  },
  later: { type: 'boolean', summary: 'Leave the WorkOS keys empty for now' },
  'client-id': {
    type: 'string',
    value: 'client_…',
    summary: 'WorkOS client ID (or WORKOS_CLIENT_ID in the environment)',
    parse: parseClientId,
  },
  'api-key': {
    type: 'string',
    value: 'sk_…',
    summary: 'WorkOS API key (better: WORKOS_API_KEY in the environment)',
    parse: parseApiKey,
  },
  upgrade: {
    type: 'boolean',
    summary: 'Upgrade a Start, router or Vite that is too old, in the same plan',
  },
  'no-provider': { type: 'boolean', summary: 'Leave the React provider out; `useAuth()` needs it' },
  'protected-layout': {
    type: 'boolean',
    summary: 'Add a layout whose pages are for the signed-in',
  },
  example: { type: 'boolean', summary: 'Add a page for the signed-in that shows who they are' },
  button: { type: 'boolean', summary: 'Add a component that signs in and out' },
  'auth-path': {
    type: 'string',
    value: '/auth',
    summary: 'Where the three routes go (default: /api/auth)',
    parse: parsePrefix,
  },
  'callback-path': {
    type: 'string',
    value: 'path',
    summary: 'Path of the callback route alone',
    parse: parsePath,
  },
  'sign-in-path': {
    type: 'string',
    value: 'path',
    summary: 'Path of the sign-in route alone',
    parse: parsePath,
  },
  'sign-out-path': {
    type: 'string',
    value: 'path',
    summary: 'Path of the sign-out route alone',
    parse: parsePath,
  },
  cwd: {
    type: 'string',
    value: 'folder',
    summary: 'The app to change (default: the current folder)',
    parse: parseText,
  },
  'no-install': {
    type: 'boolean',
    summary: 'Only write the files: no install, no route tree, no type-check',
  },
  create: {
    type: 'string',
    value: 'name',
    summary: 'First make a new app in a folder of that name (`.` for this one)',
    parse: parseText,
  },
  'package-manager': {
    type: 'string',
    value: 'name',
    summary: 'npm, pnpm, yarn or bun (default: by the lockfile)',
    parse: parsePackageManager,
  },
  prove: {
    type: 'boolean',
    summary: 'Then build and serve the app, and sign in and out over HTTP',
  },
  timing: { type: 'boolean', summary: 'Print on stderr where the time went' },
  url: {
    type: 'string',
    value: 'address',
    summary: 'Also ask the running server there what it answers to a sign-in',
    parse: parseOrigin,
  },
  register: {
    type: 'boolean',
    summary: 'Also register the redirect URI at WorkOS, after asking (needs WORKOS_API_KEY)',
  },
  port: { type: 'string', value: 'number', summary: 'Port to listen on (default: 4100)', parse: parsePort },
  host: {
    type: 'string',
    value: 'address',
    summary: 'Loopback address to listen on (default: 127.0.0.1)',
    parse: parseText,
  },
  seed: {
    type: 'string',
    value: 'file',
    summary: 'Users and organizations (default: authkit.seed.* in the current folder)',
    parse: parseText,
  },
  sarif: { type: 'boolean', summary: 'Print a SARIF 2.1.0 log on stdout, for code scanning' },
  fix: { type: 'boolean', summary: 'Make the changes that can be proven right' },
  rule: {
    type: 'string',
    value: 'AK001=off',
    summary: 'Treat a rule as error, warn or off; may be repeated',
    multiple: true,
    parse: parseRuleSetting,
  },
  'max-warnings': {
    type: 'string',
    value: 'number',
    summary: 'Fail when there are more warnings (default: any number is fine)',
    parse: parseCount,
  },
  help: { type: 'boolean', short: 'h', summary: 'Show this help' },
  version: { type: 'boolean', short: 'v', summary: 'Show the version' },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof FLAGS

export interface Command {
  summary: string
  /** How its arguments are called in the usage line; a command without takes none. */
  paths?: string
  flags: readonly FlagName[]
  /** What a flag does in this command, where the common sentence does not fit. */
  summaries?: Readonly<Partial<Record<FlagName, string>>>
  /** Where they mean something else than in the common table of help-text.ts. */
  exitCodes?: ReadonlyArray<readonly [code: string, meaning: string]>
  examples: readonly string[]
}

/** The command that runs when none is named. */
export const DEFAULT_COMMAND = 'init'

export const COMMANDS = {
  init: {
    summary: 'Add WorkOS AuthKit to the TanStack Start app in this folder',
    flags: [
      'yes',
      'dry-run',
      'check',
      'diff',
      'json',
      'local',
      'later',
      'client-id',
      'api-key',
      'upgrade',
      'no-provider',
      'protected-layout',
      'example',
      'button',
      'auth-path',
      'callback-path',
      'sign-in-path',
      'sign-out-path',
      'cwd',
      'create',
      'package-manager',
      'no-install',
      'prove',
      'timing',
    ],
    examples: [
      'create-authkit-start',
      'create-authkit-start --yes --local',
      'create-authkit-start --protected-layout --example --button',
      'create-authkit-start --yes --local --prove',
      'create-authkit-start --dry-run --diff',
      'create-authkit-start --check',
      'create-authkit-start --create my-app --yes',
      'WORKOS_API_KEY=sk_… create-authkit-start --yes --client-id client_…',
    ],
  },
  doctor: {
    summary: 'Check everything AuthKit needs in this app: files, environment, packages',
    flags: ['fix', 'yes', 'diff', 'url', 'prove', 'register', 'json', 'cwd', 'no-install', 'timing'],
    summaries: {
      fix: 'Plan what is missing and apply it, as init does',
      yes: 'With --fix and --register: do it without asking',
      diff: 'With --fix: show the plan as a diff of every file',
      cwd: 'The app to check (default: the current folder)',
      'no-install': 'With --fix: only write the files',
      prove: 'Also build and serve the app, and sign in and out over HTTP',
    },
    exitCodes: [
      ['0', 'all well'],
      ['1', 'something is missing or wrong, or the check failed'],
      ['2', 'the command line is wrong, or a question could not be asked'],
      ['3', 'nothing is missing for sure, but something can only be judged by you'],
      ['130', 'interrupted; nothing was changed'],
    ],
    examples: [
      'create-authkit-start doctor',
      'create-authkit-start doctor --json',
      'create-authkit-start doctor --fix',
      'create-authkit-start doctor --url http://localhost:3000',
      'create-authkit-start doctor --prove',
      'create-authkit-start doctor --register',
    ],
  },
  undo: {
    summary: 'Take back what the last run changed; your own edits since stay',
    flags: ['yes', 'dry-run', 'diff', 'json', 'cwd', 'timing'],
    summaries: {
      yes: 'Undo without asking',
      'dry-run': 'Show what would be undone and write nothing',
      diff: 'Show the changes as a diff of every file',
    },
    exitCodes: [
      ['0', 'done, or nothing to undo'],
      ['1', 'failed; nothing was changed'],
      ['2', 'the command line is wrong, or a question could not be asked'],
      ['3', 'done, but files that were edited since are left to you'],
      ['130', 'interrupted; nothing was changed'],
    ],
    examples: [
      'create-authkit-start undo',
      'create-authkit-start undo --dry-run --diff',
      'create-authkit-start undo --yes',
    ],
  },
  migrate: {
    summary: 'Move the app from @workos/authkit-tanstack-react-start to the plugin',
    flags: ['yes', 'dry-run', 'check', 'diff', 'json', 'package-manager', 'cwd', 'no-install', 'timing'],
    summaries: {
      check: 'Like --dry-run, but exit with 1 when something is to be migrated (for CI)',
    },
    exitCodes: [
      ['0', 'done, or nothing to migrate'],
      ['1', 'failed; nothing was changed'],
      ['2', 'the command line is wrong, or a question could not be asked'],
      ['3', 'something is left for you: a place to change or a new type error'],
      ['130', 'interrupted; nothing was changed'],
    ],
    examples: [
      'create-authkit-start migrate',
      'create-authkit-start migrate --dry-run --diff',
      'create-authkit-start migrate --yes',
    ],
  },
  emulate: {
    summary: 'Run the local AuthKit on its own, for an app that is already built',
    flags: ['port', 'host', 'seed', 'json'],
    examples: [
      'create-authkit-start emulate --port 4100',
      'create-authkit-start emulate --seed authkit.seed.json',
    ],
  },
  lint: {
    summary: 'Check how the app uses AuthKit, without a build',
    paths: 'paths…',
    flags: ['fix', 'dry-run', 'rule', 'max-warnings', 'json', 'sarif', 'cwd', 'timing'],
    summaries: {
      'dry-run': 'With --fix: show the changes and write nothing',
      json: 'Print one JSON document on stdout',
      cwd: 'The app to check (default: the current folder)',
    },
    exitCodes: [
      ['0', 'no errors; warnings do not count, unless --max-warnings says so'],
      ['1', 'errors were found, or the check failed'],
      ['2', 'the command line is wrong'],
      ['130', 'interrupted; nothing was changed'],
    ],
    examples: [
      'create-authkit-start lint',
      'create-authkit-start lint src/routes/account.tsx',
      'create-authkit-start lint --fix --dry-run',
      'create-authkit-start lint --rule AK002=error --max-warnings 0',
      'create-authkit-start lint --sarif > authkit.sarif',
    ],
  },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS

/** Flags that every command accepts. */
export const COMMON_FLAGS = ['help', 'version'] as const satisfies readonly FlagName[]

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name

type FlagValue<Name extends FlagName> = (typeof FLAGS)[Name] extends {
  parse: (...args: never[]) => infer Value
}
  ? (typeof FLAGS)[Name] extends { multiple: true }
    ? readonly Value[]
    : Value | undefined
  : boolean

/**
 * What a command receives: one property per flag of its row; a switch that is absent is `false`, and a list without
 * an entry is empty.
 */
export type OptionsOf<Name extends CommandName> = {
  [Flag in (typeof COMMANDS)[Name]['flags'][number] as CamelCase<Flag>]: FlagValue<Flag>
}

export type InitOptions = OptionsOf<'init'>
export type DoctorOptions = OptionsOf<'doctor'>
export type UndoOptions = OptionsOf<'undo'>
export type MigrateOptions = OptionsOf<'migrate'>
export type EmulateOptions = OptionsOf<'emulate'>
/** `paths` are the arguments as they were typed. */
export type LintOptions = OptionsOf<'lint'> & { paths: readonly string[] }
