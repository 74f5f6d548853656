import { CliError, EXIT_CODES } from '../cli-error.ts'
import { withPackageManager } from '../project/package-manager.ts'
import type { PackageManagerName, Project } from '../project/project.ts'
import type { Rivals } from '../project/rival-package-managers.ts'
import { askPackageManager } from '../ui/prompts.ts'

/** The app with the package manager that is used for it. */
export interface SettledPackageManager {
  project: Project
  /** What to tell of it with the plan. */
  notes: readonly string[]
  /** The flag that chooses the same again; none where nothing was to choose. */
  flags: readonly string[]
}

export interface PackageManagerOptions {
  /** `--package-manager`. */
  named: PackageManagerName | undefined
  /** Whether anything will be installed. */
  installs: boolean
  /** Whether somebody can be asked. */
  asks: boolean
}

/**
 * Decides which package manager installs, where several have a lockfile: the one that was named, else the one that is
 * chosen, else the one that node_modules was made by.
 * @throws {CliError} `ERR_PACKAGE_MANAGER_UNCLEAR` when something is to be installed, and nothing says by which
 */
export async function settlePackageManager(
  project: Project,
  rivals: Rivals | null,
  { named, installs, asks }: PackageManagerOptions,
): Promise<SettledPackageManager> {
  const settled = (name: PackageManagerName, notes: readonly string[] = []): SettledPackageManager => ({
    project: withPackageManager(project, name),
    notes,
    flags: [`--package-manager ${name}`],
  })
  if (named !== undefined) return settled(named)
  if (rivals === null) return { project, notes: [], flags: [] }
  const { names, lockfiles, used } = rivals
  const both = `There are ${list(lockfiles, 'and')}`
  if (!installs) {
    const name = used ?? names[0] ?? project.packageManager.name
    const note = `${both}: what has to be installed is for ${list(names, 'or')} to do, whichever you use.`
    return { ...settled(name, [note]), flags: [] }
  }
  if (asks) return settled(await askPackageManager(names, used))
  if (used !== null) {
    const note = `${both}: ${used} is used, which node_modules was made by. \`--package-manager\` names another one.`
    return settled(used, [note])
  }
  throw new CliError(`${both}, and nothing says which package manager is the app's.`, {
    code: 'ERR_PACKAGE_MANAGER_UNCLEAR',
    exitCode: EXIT_CODES.usage,
    help: [
      `Add ${list(
        names.map((name) => `\`--package-manager ${name}\``),
        'or',
      )}.`,
      'To settle it for good, delete the lockfile that is out of date, or name yours in package.json under `packageManager`.',
    ].join('\n'),
  })
}

function list(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
