import { constants } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileSystem } from './file-system.ts'
import { readIfPresent, systemErrorCode } from './file-system.ts'
import type { Plan, PlannedFile } from './plan.ts'

/**
 * Checks, before the first byte is written, that every file is still as it was when the plan was made and that
 * every place can be written.
 * @throws {CliError} `ERR_CHANGED_MEANWHILE` or `ERR_WRITE_FAILED`
 */
export function preflight(plan: Plan, disk: FileSystem): void {
  checkWritable(plan.root, plan.root, disk)
  for (const file of plan.files) {
    try {
      checkFolder(plan.root, file, disk)
      checkUnchanged(plan.root, file, disk)
    } catch (error) {
      throw error instanceof CliError ? error : writeError(file.path, error)
    }
    if (file.kind === 'modify') checkWritable(resolve(plan.root, file.path), plan.root, disk)
  }
}

/**
 * Checks that a file is as it was when the plan was made.
 * @throws {CliError} `ERR_CHANGED_MEANWHILE`
 */
export function checkUnchanged(root: string, file: PlannedFile, disk: FileSystem): void {
  const path = resolve(root, file.path)
  const current = readIfPresent(path, disk)
  if (current === null && disk.lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    throw new CliError(`${file.path} can't be written: it is a link to a file that does not exist.`, {
      code: 'ERR_WRITE_FAILED',
      help: 'Nothing was changed. Remove the link, then run the command again.',
    })
  }
  const expected = file.before === null ? null : Buffer.from(file.before)
  const same = current === null || expected === null ? current === expected : current.equals(expected)
  if (same) return
  const what = expected === null ? 'appeared' : current === null ? 'disappeared' : 'was changed'
  throw new CliError(`${file.path} ${what} after the plan was made, so nothing was changed.`, {
    code: 'ERR_CHANGED_MEANWHILE',
    help: 'Run the command again: the new plan starts from what is there now.',
  })
}

/** The folder of a file, or the nearest one above it that exists, has to be a folder that can be written. */
function checkFolder(root: string, file: PlannedFile, disk: FileSystem): void {
  let folder = dirname(resolve(root, file.path))
  while (folder !== root && !disk.existsSync(folder)) folder = dirname(folder)
  if (disk.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new CliError(`${file.path} can't be written: ${relative(root, folder)} is not a folder.`, {
      code: 'ERR_WRITE_FAILED',
      help: 'Nothing was changed. Move that file away, then run the command again.',
    })
  }
  checkWritable(folder, root, disk)
}

function checkWritable(path: string, root: string, disk: FileSystem): void {
  try {
    disk.accessSync(path, constants.W_OK)
  } catch (error) {
    throw writeError(relative(root, path) || root, error)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
}

/** The error of a write that failed, as a sentence. */
export function writeError(path: string, cause: unknown): CliError {
  const code = systemErrorCode(cause)
  const reason = code === null ? String(cause) : (REASONS[code] ?? code)
  return new CliError(`${path} can't be written: ${reason}.`, {
    code: 'ERR_WRITE_FAILED',
    help: 'Nothing was changed. Put that right, then run the command again.',
    cause,
  })
}
