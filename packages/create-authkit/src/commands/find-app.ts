import { resolve } from 'node:path'

import { createApp, isBlank } from '../app-tools/create-app.ts'
import type { InitOptions } from '../args.ts'
import { usageError } from '../usage-error.ts'
import { CliError } from '../cli-error.ts'
import { checkFolder, declaredRange, findPackageJson } from '../project/package-json.ts'
import { findPackagesWith } from '../project/workspace.ts'
import { cwdFlags } from '../ui/next-steps.ts'
import { askApp, askCreate } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'
import { modeOf } from './choose-plan.ts'
import type { CommandContext } from './command-context.ts'

/** What makes a package a TanStack Start app. */
const START = '@tanstack/react-start'

/** The folder that the command works in. */
export interface FoundApp {
  /** Absolute path. */
  cwd: string
  /** The flags that lead there again. */
  flags: readonly string[]
  /** Removes an app that was made in this run and not kept; for one that was there before, does nothing. */
  takeBack: () => void
  /** From here on the app stays, whatever happens. */
  keep: () => void
}

export interface FindOptions extends CommandContext {
  /** Whether somebody can be asked. */
  asks: boolean
  reporter: Reporter
}

/**
 * The folder of the app: the one that was named or where the user is; of several apps below it the one that is chosen;
 * where there is none, a new one when that is asked for. Whether there is an app in it is for the reading to tell.
 * @throws {CliError} `ERR_USAGE`, `ERR_NO_SUCH_FOLDER`, `ERR_FOLDER_NOT_EMPTY`, `ERR_CREATE_FAILED`, `ERR_ABORTED`
 */
export async function findApp(options: InitOptions, context: FindOptions): Promise<FoundApp> {
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  const at = (folder: string, remove: (() => void) | null = null): FoundApp => {
    let isKept = remove === null
    return {
      cwd: folder,
      flags: cwdFlags(folder, context.cwd),
      takeBack: () => {
        if (!isKept) remove?.()
      },
      keep: () => {
        isKept = true
      },
    }
  }
  const create = async (folder: string): Promise<FoundApp> => {
    const { env, signal, reporter } = context
    const app = await createApp(folder, { packageManager: options.packageManager, env, signal, reporter })
    reporter.step(`Made a new app: ${app.name}`)
    return at(folder, app.takeBack)
  }

  if (options.create !== undefined) {
    if (modeOf(options) === 'look') {
      throw usageError('`--create` makes an app, and `--dry-run` and `--check` write nothing.')
    }
    checkFolder(cwd)
    return create(resolve(cwd, options.create))
  }
  if (!context.asks) return at(cwd)
  checkFolder(cwd)
  const outside = placeWithoutStart(cwd)
  if (outside === null) return at(cwd)
  if (isBlank(cwd) && (await askCreate())) return create(cwd)
  const { folder, depth } = outside
  const apps = findPackagesWith(START, folder, depth)
  return apps.length === 0 ? at(cwd) : at(resolve(folder, await askApp(apps)))
}

/** How deep apps are looked for where no package.json says that this is a project: it may be a home folder. */
const DEPTH_ANYWHERE = 2

/** Where to look for apps; `null` when this is one, or can't be told. */
function placeWithoutStart(cwd: string): { folder: string; depth?: number } | null {
  try {
    const { folder, data } = findPackageJson(cwd)
    return declaredRange(data, START) === null ? { folder } : null
  } catch (error) {
    const isNone = error instanceof CliError && error.code === 'ERR_NO_PACKAGE_JSON'
    // What is wrong with one that is there, the reading says.
    return isNone ? { folder: cwd, depth: DEPTH_ANYWHERE } : null
  }
}
