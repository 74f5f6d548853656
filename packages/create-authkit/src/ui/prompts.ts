import { isCancel, log, multiselect, password, select, selectKey, text } from '@clack/prompts'

import { parseApiKey, parseClientId, parsePrefix } from '../flag-values.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import type { NewRange } from '../codemods/dependency-range.ts'
import type { PackageManagerName } from '../project/project.ts'
import type { Addition, Credentials } from '../steps/step.ts'
import { DEFAULT_ADDITIONS } from '../steps/step.ts'

/** The error of a question that the user broke off. */
export function cancelled(): CliError {
  return new CliError('Cancelled. Nothing was changed.', {
    code: 'ERR_ABORTED',
    exitCode: EXIT_CODES.aborted,
  })
}

/** Parts of the WorkOS credentials that a flag or the environment gave already. */
export interface KnownCredentials {
  clientId: string | undefined
  apiKey: string | undefined
}

/**
 * Asks which credentials the app should use, and for those that are not known yet.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askCredentials(known: KnownCredentials): Promise<Credentials> {
  if (known.clientId !== undefined || known.apiKey !== undefined) return askKeys(known)
  const kind = answered(
    await select<Credentials['kind']>({
      message: 'Credentials',
      options: [
        { value: 'local', label: 'Local AuthKit', hint: 'no account needed' },
        { value: 'workos', label: 'I have WorkOS keys' },
        { value: 'later', label: 'Later' },
      ],
    }),
  )
  return kind === 'workos' ? askKeys(known) : { kind }
}

async function askKeys({ clientId, apiKey }: KnownCredentials): Promise<Credentials> {
  return {
    kind: 'workos',
    clientId:
      clientId ??
      answered(
        await text({
          message: 'WorkOS client ID',
          placeholder: 'client_…',
          validate: (value) => complaint(() => parseClientId(value ?? '', 'This')),
        }),
      ).trim(),
    apiKey:
      apiKey ??
      answered(
        await password({
          message: 'WorkOS API key',
          validate: (value) => complaint(() => parseApiKey(value ?? '', 'This')),
        }),
      ).trim(),
  }
}

/**
 * Asks whether a redirect URI may be registered in the account of the API key.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askRegistration(uri: string): Promise<boolean> {
  return answered(
    await select({
      message: `${uri} is not registered at WorkOS. Register it?`,
      options: [
        { value: true, label: 'Yes' },
        { value: false, label: 'No' },
      ],
    }),
  )
}

/**
 * Asks whether to migrate an app that has AuthKit from elsewhere.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askMigration(): Promise<boolean> {
  return answered(
    await select({
      message: 'Migrate it to the plugin? You see the plan first.',
      options: [
        { value: true, label: 'Yes' },
        { value: false, label: 'No' },
      ],
    }),
  )
}

/**
 * Asks whether package.json may get other ranges as a part of the plan.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askUpgrade(edits: readonly NewRange[]): Promise<boolean> {
  const ranges = edits.map(({ name, from, to }) => `${name} ${from} → ${to}`)
  return answered(
    await select({
      message: ['Upgrade as a part of the plan?', ...ranges].join('\n'),
      options: [
        { value: true, label: 'Yes' },
        { value: false, label: 'No' },
      ],
    }),
  )
}

/**
 * Asks which app of several to change.
 * @param paths their folders, as they are shown
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askApp(paths: readonly string[]): Promise<string> {
  const message = paths.length === 1 ? 'This is not an app, but there is one below' : 'Which app?'
  const options = paths.map((value) => ({ value, label: value }))
  return answered(await select<string>({ message, options, maxItems: LISTED_APPS }))
}

/** So many apps are shown at a time; the list scrolls. */
const LISTED_APPS = 12

/**
 * Asks whether to make a new app in a folder that has nothing in it.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askCreate(): Promise<boolean> {
  return answered(
    await select({
      message: 'There is no app here. Make a new TanStack Start app?',
      options: [
        { value: true, label: 'Yes' },
        { value: false, label: 'No' },
      ],
    }),
  )
}

/**
 * Asks which package manager is the app's.
 * @param used the one that seems to be in use
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askPackageManager(
  names: readonly PackageManagerName[],
  used: PackageManagerName | null,
): Promise<PackageManagerName> {
  return answered(
    await select<PackageManagerName>({
      message: 'There are several lockfiles. Which package manager is yours?',
      options: names.map((value) =>
        value === used ? { value, label: value, hint: 'made node_modules' } : { value, label: value },
      ),
      ...(used === null ? {} : { initialValue: used }),
    }),
  )
}

/** What the question for additions offers besides them. */
const OTHER_PATHS = 'paths'

/** What the user wants besides the plugin, the middleware and the three routes. */
export interface ChosenAdditions {
  additions: Addition[]
  /** What the paths of the routes begin with, `null` for the usual ones. */
  prefix: string | null
}

/**
 * Asks what is to be added; Enter adds what is added without a question.
 * @param checkPrefix throws when the routes can't go below a prefix; `null` when they are somewhere already
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askAdditions(checkPrefix: ((prefix: string) => void) | null): Promise<ChosenAdditions> {
  let chosen: Array<Addition | typeof OTHER_PATHS> = [...DEFAULT_ADDITIONS]
  for (;;) {
    chosen = answered(
      await multiselect<Addition | typeof OTHER_PATHS>({
        message: 'What else?',
        options: [
          { value: 'provider', label: 'Provider: useAuth() in components' },
          { value: 'protected-layout', label: 'Protected layout: a folder of pages for the signed-in' },
          { value: 'example', label: 'Example page: for the signed-in, shows who they are' },
          { value: 'button', label: 'Sign-in button: a component to put where you want it' },
          ...(checkPrefix === null
            ? []
            : [
                {
                  value: OTHER_PATHS,
                  label: 'Other paths: routes elsewhere than under /api/auth',
                } as const,
              ]),
        ],
        initialValues: chosen,
        required: false,
      }),
    )
    if (chosen.includes('provider') || !chosen.includes('button')) break
    log.warn('The sign-in button needs the provider.')
  }
  return {
    additions: chosen.filter((value) => value !== OTHER_PATHS),
    prefix: chosen.includes(OTHER_PATHS) && checkPrefix !== null ? await askPrefix(checkPrefix) : null,
  }
}

async function askPrefix(check: (prefix: string) => void): Promise<string> {
  const prefix = (value: string | undefined): string => parsePrefix(value ?? '', 'This')
  return prefix(
    answered(
      await text({
        message: 'What do their paths begin with?',
        placeholder: '/auth',
        validate: (value) => complaint(() => check(prefix(value))),
      }),
    ),
  )
}

/** What the user wants to be done with the plan. */
export type Decision = 'apply' | 'diff' | 'cancel'

const KEYS: Readonly<Record<string, Decision>> = { y: 'apply', d: 'diff', n: 'cancel' }

/**
 * Asks whether to apply the plan. Enter means yes.
 * @throws {CliError} `ERR_ABORTED` on Ctrl-C
 */
export async function askDecision(): Promise<Decision> {
  const key: string | undefined = answered(
    await selectKey({
      message: 'Apply?',
      options: [
        { value: 'y', label: 'Yes', hint: 'or Enter' },
        { value: 'd', label: 'Show the diff' },
        { value: 'n', label: 'No' },
      ],
    }),
  )
  // Enter submits without a value.
  return KEYS[key ?? 'y'] ?? 'apply'
}

function answered<Value>(answer: Value | symbol): Exclude<Value, symbol> {
  if (isCancel(answer)) throw cancelled()
  return answer as Exclude<Value, symbol>
}

/** The message of the error that `check` throws, for a prompt to show. */
function complaint(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
