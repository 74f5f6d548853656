import { relative } from 'node:path'
import intersects from 'semver/ranges/intersects.js'
import lt from 'semver/functions/lt.js'
import major from 'semver/functions/major.js'
import valid from 'semver/functions/valid.js'
import validRange from 'semver/ranges/valid.js'
import { CliError } from '../cli-error.ts'
import { installedVersion } from './installed-package.ts'
import { declaredRange, type PackageJson } from './package-json.ts'
import { addCommand } from './package-manager.ts'
import type { PackageManagerName, Project } from './project.ts'
import { MINIMUM_NODE, MINIMUM_START, MINIMUM_VITE, START_ON_VITE_7 } from './requirements.ts'
import { findPackagesWith } from './workspace.ts'

const START = '@tanstack/react-start'
const OTHER_STARTS = [
  ['@tanstack/solid-start', 'Solid'],
  ['@tanstack/vue-start', 'Vue'],
] as const

/** @throws CliError `ERR_NODE_TOO_OLD` */
export function checkNode(version: string): void {
  if (!lt(version, MINIMUM_NODE)) return
  throw new CliError(`Node ${version} is too old: TanStack Start needs ${MINIMUM_NODE} or newer`, {
    code: 'ERR_NODE_TOO_OLD',
    help: 'Install a newer Node from https://nodejs.org (24 is a good choice), then run the command again.',
  })
}

/**
 * Makes sure that a package is a TanStack Start app for React.
 *
 * @throws CliError `ERR_UNSUPPORTED_FRAMEWORK`, `ERR_WORKSPACE_ROOT`, `ERR_ROUTER_WITHOUT_START`, `ERR_NOT_START_APP`
 */
export function checkFramework(app: PackageJson, cwd: string): void {
  if (declaredRange(app.data, START) !== null) return
  for (const [packageName, framework] of OTHER_STARTS) {
    if (declaredRange(app.data, packageName) === null) continue
    throw new CliError(
      `This is a ${framework} app (${packageName}); AuthKit's provider and hooks are for React`,
      {
        code: 'ERR_UNSUPPORTED_FRAMEWORK',
        help: `An app that depends on ${START} is needed.`,
      },
    )
  }
  const apps = findPackagesWith(START, app.folder)
  if (apps.length > 0) {
    const prefix = relative(cwd, app.folder)
    const flags = apps.map((path) => `  --cwd ${prefix === '' ? path : `${prefix}/${path}`}`)
    throw new CliError(
      `${app.folder} is not an app itself, but has ${apps.length === 1 ? 'one' : apps.length} below it`,
      {
        code: 'ERR_WORKSPACE_ROOT',
        help: ['Run the command in one of them, or name it:', ...flags].join('\n'),
      },
    )
  }
  if (declaredRange(app.data, '@tanstack/react-router') !== null) {
    throw new CliError(
      'This app uses TanStack Router without Start, so it has no server that could keep a session',
      {
        code: 'ERR_ROUTER_WITHOUT_START',
        help: 'Move it to Start first: https://tanstack.com/start/latest/docs/framework/react/build-from-scratch',
      },
    )
  }
  throw new CliError(`${app.folder} is not a TanStack Start app: its package.json does not list ${START}`, {
    code: 'ERR_NOT_START_APP',
    help: 'Go to your app, or name its folder with --cwd.\nA new app: npx @tanstack/cli create my-app',
  })
}

/** Versions of a package: what package.json asks for, and what is installed. */
export interface PackageVersion {
  /** Its range, with what a catalog says. */
  declared: string | null
  /** Whether a catalog says it, which package.json only points to. */
  inCatalog?: boolean
  /** What the lockfile holds, which is what an install brings. */
  locked?: LockedVersion | null
  installed: string | null
}

/** A version of a lockfile. */
export interface LockedVersion {
  version: string
  /** Name of the lockfile. */
  lockfile: string
}

/**
 * Makes sure that Start and Vite are new enough. Before an install only a range that can't reach the minimum
 * is refused.
 *
 * @throws CliError `ERR_START_TOO_OLD`, `ERR_VITE_TOO_OLD`
 */
export function checkVersions(
  start: PackageVersion,
  vite: PackageVersion,
  packageManager: PackageManagerName,
): void {
  const found = tooOld(start, MINIMUM_START)
  if (found !== null) {
    // From 1.169 on, Start needs Vite 8: an app that stays on Vite 7 needs the last line before.
    const packages = isVite7(vite)
      ? [`${START}@${START_ON_VITE_7.start}`, `@tanstack/react-router@${START_ON_VITE_7.router}`]
      : [`${START}@latest`, '@tanstack/react-router@latest']
    throw new CliError(`${START} is ${found}, but ${MINIMUM_START} or newer is needed`, {
      code: 'ERR_START_TOO_OLD',
      help: `Upgrade it, then run the command again:\n  ${addCommand(packageManager, packages)}`,
    })
  }
  const foundVite = tooOld(vite, MINIMUM_VITE)
  if (foundVite !== null) {
    throw new CliError(`Vite is ${foundVite}, but ${MINIMUM_VITE} or newer is needed`, {
      code: 'ERR_VITE_TOO_OLD',
      help: `Upgrade it, then run the command again:\n  ${addCommand(packageManager, ['-D', 'vite@latest'])}`,
    })
  }
}

/**
 * Makes sure that what was installed is new enough: before an install a lockfile may hold back what the ranges of
 * package.json would reach.
 *
 * @throws CliError `ERR_START_TOO_OLD`, `ERR_VITE_TOO_OLD`
 */
export function checkInstalledVersions({
  root,
  packageManager,
}: Pick<Project, 'root' | 'packageManager'>): void {
  const version = (name: string): PackageVersion => ({
    declared: null,
    installed: installedVersion(root, name),
  })
  checkVersions(version(START), version('vite'), packageManager.name)
}

/** Whether the app is on Vite 7, by what is installed or locked, or else by what its range can reach. */
export function isVite7(vite: PackageVersion): boolean {
  const version = vite.installed ?? vite.locked?.version ?? null
  if (version !== null && valid(version) !== null) return major(version) === 7
  const range = vite.declared
  if (range === null || validRange(range) === null) return false
  return intersects(range, '>=7.0.0 <8.0.0-0') && !intersects(range, '>=8.0.0')
}

/** How the too old version is written, or `null` when it is new enough or unknown. */
function tooOld(
  { declared, inCatalog = false, locked = null, installed }: PackageVersion,
  minimum: string,
): string | null {
  if (installed !== null && valid(installed) !== null) return lt(installed, minimum) ? installed : null
  if (locked !== null && valid(locked.version) !== null) {
    return lt(locked.version, minimum) ? `${locked.version} in ${locked.lockfile}` : null
  }
  if (declared === null || validRange(declared) === null) return null
  return intersects(declared, `>=${minimum}`)
    ? null
    : `${declared} in ${inCatalog ? 'the catalog' : 'package.json'}`
}
