import { dirname, resolve } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileSystem } from './file-system.ts'
import { nodeFileSystem } from './file-system.ts'
import type { Journal } from './journal.ts'
import { journalFolder, readJournal, removeJournal, runInProgress } from './journal.ts'
import type { Restored } from './restore.ts'
import { restore } from './restore.ts'

/** What was found of an earlier run that was killed, and put right. */
export interface Recovery extends Restored {
  /** Absolute path of the app. */
  root: string
  /** ISO 8601. */
  startedAt: string
}

/** No run takes this long: a process with the journal's id is another one by then. In milliseconds. */
const LONGEST_RUN = 60 * 60 * 1000

/**
 * Undoes an earlier run in `cwd`, or in the app around it, that was killed before it could end.
 * @returns what was undone, or `null` when every earlier run had ended
 * @throws {CliError} `ERR_RUN_IN_PROGRESS` when that run is still going on, `ERR_READ_FAILED` and
 *   `ERR_WRITE_FAILED` when it can't be undone
 */
export function recover(cwd: string, disk: FileSystem = nodeFileSystem): Recovery | null {
  const root = findJournalFolder(cwd, disk)
  if (root === null) return null
  const journal = readJournal(root, disk)
  if (journal === null) {
    removeJournal(root, disk)
    return null
  }
  if (isGoingOn(journal)) throw runInProgress(journal)
  return { root, startedAt: journal.startedAt, ...restore(root, journal, 'keep', disk) }
}

/**
 * Refuses to plan on top of a run that was killed; for commands that promise to write nothing.
 * @throws {CliError} `ERR_RUN_IN_PROGRESS`
 */
export function refuseUnfinishedRun(cwd: string, disk: FileSystem = nodeFileSystem): void {
  const root = findJournalFolder(cwd, disk)
  const journal = root === null ? null : readJournal(root, disk)
  if (journal === null) return
  if (isGoingOn(journal)) throw runInProgress(journal)
  throw new CliError(
    `An earlier run, started ${journal.startedAt}, was interrupted while it changed this app.`,
    {
      code: 'ERR_RUN_IN_PROGRESS',
      help: 'Run `create-authkit-start` once (without `--dry-run` or `--check`): it first puts back what that run had changed.',
    },
  )
}

/** The app around `cwd` that a run has changed: the nearest folder with a journal's folder, or `null`. */
export function findJournalFolder(cwd: string, disk: FileSystem): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (disk.existsSync(journalFolder(folder))) return folder
    if (folder === dirname(folder)) return null
  }
}

function isGoingOn({ pid, startedAt }: Journal): boolean {
  if (pid === process.pid || Date.now() - Date.parse(startedAt) > LONGEST_RUN) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
