import { readdirSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import { parseEnv } from 'node:util'

import type { AppOptions } from 'vite-plugin-authkit-start/lint'

import type { RuleSetting } from '../flag-values.ts'
import { RULE_SETTINGS } from '../flag-values.ts'
import { DEFAULT_PATHS } from '../steps/auth-paths.ts'
import { findBasePath } from '../project/base-path.ts'
import { checkFramework, checkNode, isVite7 } from '../project/check-app.ts'
import { findStartEntry } from '../project/entry-files.ts'
import { installedVersion } from '../project/installed-package.ts'
import { declaredRange, findPackageJson, scriptsOf } from '../project/package-json.ts'
import { findPackageManager } from '../project/package-manager.ts'
import { isRecord } from '../project/parse-json.ts'
import { UnreadableOptions } from '../project/plugin-options.ts'
import type { PackageManagerName } from '../project/project.ts'
import { isFile, readText } from '../project/read-text.ts'
import { UNREADABLE } from '../project/static-value.ts'
import type { LenientFacts } from '../project/vite-config.ts'
import { findViteConfigs, readLenientFacts } from '../project/vite-config.ts'
import { findWorkspaceRoot } from '../project/workspace.ts'

/**
 * What `lint` knows of the app: less than a `Project`, and an app that can't be changed for sure can still be checked.
 * Paths are relative to `root`, POSIX.
 */
export interface LintedApp {
  /** Absolute path of the folder that holds the app's package.json. */
  root: string
  /** Where the app's source is; `.` when that can't be told. */
  srcDirectory: string
  generatedRouteTree: string
  /** Path of the route that starts a sign-in. */
  signInPath: string
  /** Path of the route that ends the session. */
  signOutPath: string
  /** What the rules about the app as a whole want to know. */
  facts: AppOptions
  /** Path the router serves the app under; `null` when that can't be told. */
  basePath: string | null
  /** Treatment of rules as `authkit({ lint: { rules } })` has it. */
  rules: Readonly<Record<string, RuleSetting>>
  packageManager: PackageManagerName
  /** Whether the app is on Vite 7, which brings no parser. */
  isVite7: boolean
  /** What was assumed because it can't be read without running the Vite configuration. */
  notes: readonly string[]
}

/** What comes after `.env.` in files that show what to write into the others. */
const EXAMPLES = new Set(['example', 'sample', 'template', 'dist'])

const NO_FACTS: LenientFacts = { start: null, authkit: null, base: undefined, envDir: undefined }

/**
 * Reads what `lint` needs to know about the app in a folder. Nothing is written and no code of the app is run.
 *
 * @param cwd absolute path of a folder in the app
 * @param env the environment that the app runs in
 * @throws CliError with one of: `ERR_NO_SUCH_FOLDER`, `ERR_NO_PACKAGE_JSON`, `ERR_INVALID_JSON`, `ERR_NODE_TOO_OLD`,
 * `ERR_UNSUPPORTED_FRAMEWORK`, `ERR_WORKSPACE_ROOT`, `ERR_ROUTER_WITHOUT_START`, `ERR_NOT_START_APP`,
 * `ERR_INVALID_CONFIG`, `ERR_READ_FAILED`
 */
export async function readLintedApp(cwd: string, env: NodeJS.ProcessEnv): Promise<LintedApp> {
  const app = findPackageJson(resolve(cwd))
  checkNode(process.versions.node)
  checkFramework(app, resolve(cwd))
  // As the resolver sees it, also when the way here leads through a link.
  const root = await realpath(app.folder)
  const notes: string[] = []
  const [viteConfig] = findViteConfigs(root, scriptsOf(app.data))
  const text = viteConfig === undefined ? null : readText(resolve(root, viteConfig))
  const facts = viteConfig === undefined || text === null ? NO_FACTS : readLenientFacts(viteConfig, text)
  const start = known(facts.start, notes, 'The source is taken to be in the whole folder.')
  const plugin = known(facts.authkit, notes, 'Its default paths and severities are used.')
  const authkit = plugin ?? {}
  const srcDirectory = facts.start instanceof UnreadableOptions ? '.' : sourceDirectory(start ?? {}, notes)
  const path = (name: string, fallback: string): string => {
    const value = authkit[name]
    if (value === UNREADABLE)
      notes.push(`${viteConfig}: \`${name}\` can't be read, so ${fallback} is assumed.`)
    return typeof value === 'string' ? value : fallback
  }
  const signInPath = path('signInPath', DEFAULT_PATHS.signIn)
  const callbackPath = path('callbackPath', DEFAULT_PATHS.callback)
  const base = basePath(facts)
  return {
    root,
    srcDirectory,
    generatedRouteTree: routeTree(srcDirectory, start ?? {}),
    signInPath,
    signOutPath: path('signOutPath', DEFAULT_PATHS.signOut),
    facts: {
      complete: true,
      ...startFacts(root, srcDirectory, start),
      ...redirectUri(root, facts.envDir, env),
      ...(plugin === null ? {} : { signInPath, callbackPath }),
      ...(base === null ? {} : { basePath: base }),
    },
    basePath: base,
    rules: ruleSettings(authkit['lint'], notes),
    packageManager: (await findPackageManager(root, findWorkspaceRoot(root))).name,
    isVite7: isVite7({
      declared: declaredRange(app.data, 'vite'),
      installed: installedVersion(root, 'vite'),
    }),
    notes,
  }
}

function known(
  options: LenientFacts['start'],
  notes: string[],
  instead: string,
): Record<string, unknown> | null {
  if (!(options instanceof UnreadableOptions)) return options
  notes.push(`${options.reason}. ${instead}`)
  return null
}

function sourceDirectory(start: Record<string, unknown>, notes: string[]): string {
  const directory = start['srcDirectory'] ?? 'src'
  if (typeof directory === 'string') return posix.normalize(directory)
  notes.push("`srcDirectory` of tanstackStart() can't be read, so the whole folder is taken for the source.")
  return '.'
}

/** What can be told of Start; without its options nothing is claimed about the start entry. */
function startFacts(
  root: string,
  srcDirectory: string,
  start: Record<string, unknown> | null,
): Partial<AppOptions> {
  const startVersion = installedVersion(root, '@tanstack/react-start')
  const version = startVersion === null ? {} : { startVersion }
  if (start === null) return version
  const { start: entryOptions, serverFns } = start
  const entry = isRecord(entryOptions) ? entryOptions['entry'] : entryOptions
  const isReadable = entry === undefined || typeof entry === 'string'
  const found = isReadable ? findStartEntry(root, srcDirectory, entry ?? null, true) : null
  return {
    ...version,
    ...(found === null ? {} : { startEntry: found.exists ? join(root, found.path) : null }),
    ...(isRecord(serverFns) && serverFns['disableCsrfMiddlewareWarning'] === true
      ? { csrfWarningDisabled: true }
      : {}),
  }
}

/**
 * Where WorkOS sends the browser back to, as the environment or the files that Vite reads say. That can't be told when
 * the value is put together from others, or when the file of a mode says something else.
 */
function redirectUri(root: string, envDir: unknown, env: NodeJS.ProcessEnv): Partial<AppOptions> {
  const folder = join(root, typeof envDir === 'string' ? envDir : '.')
  const valueIn = (name: string): string | undefined =>
    parseEnv(readText(join(folder, name)) ?? '')['WORKOS_REDIRECT_URI'] || undefined
  const given = env['WORKOS_REDIRECT_URI'] || undefined
  if (given !== undefined) return { redirectUri: given }
  const found = valueIn('.env.local') ?? valueIn('.env')
  const others = modeFilesIn(folder).map(valueIn)
  const isCertain =
    found?.includes('$') !== true && others.every((value) => value === undefined || value === found)
  if (!isCertain) return { redirectUri: null }
  return found === undefined ? {} : { redirectUri: found }
}

/** Files for the modes of Vite, `.env.production` and `.env.staging.local`; an example is for nobody. */
function modeFilesIn(folder: string): string[] {
  return entriesOf(folder).filter((name) => {
    const [, env, mode] = name.split('.')
    return env === 'env' && mode !== undefined && mode !== 'local' && !EXAMPLES.has(mode)
  })
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('.env.') && isFile(join(folder, name)))
  } catch {
    return []
  }
}

function routeTree(srcDirectory: string, start: Record<string, unknown>): string {
  const router = start['router']
  const file = isRecord(router) ? router['generatedRouteTree'] : undefined
  return posix.join(srcDirectory, typeof file === 'string' ? file : 'routeTree.gen.ts')
}

function basePath({ start, base }: LenientFacts): string | null {
  if (start instanceof UnreadableOptions) return null
  const router = start?.['router']
  const own = isRecord(router) ? router['basepath'] : router
  if (own === UNREADABLE || (own === undefined && base === UNREADABLE)) return null
  return findBasePath(start ?? {}, base)
}

function ruleSettings(lint: unknown, notes: string[]): Record<string, RuleSetting> {
  if (lint === undefined) return {}
  if (lint === false) {
    notes.push('authkit({ lint: false }) switches the checks of the build off; here they run all the same.')
    return {}
  }
  const rules = isRecord(lint) ? (lint['rules'] ?? {}) : UNREADABLE
  if (!isRecord(rules)) {
    notes.push("The severities in authkit({ lint }) can't be read without running it: the defaults are used.")
    return {}
  }
  const settings: Record<string, RuleSetting> = {}
  for (const [rule, value] of Object.entries(rules)) {
    const setting = RULE_SETTINGS.find((candidate) => candidate === value)
    if (setting === undefined) {
      notes.push(`The severity of ${rule} in authkit({ lint }) can't be read: its default is used.`)
    } else {
      settings[rule] = setting
    }
  }
  return settings
}
