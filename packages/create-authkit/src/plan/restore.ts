import { basename, dirname, join, resolve } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileSystem } from './file-system.ts'
import {
  readIfPresent,
  removeIfEmpty,
  systemErrorCode,
  unlinkIfPresent,
  writeNewFile,
} from './file-system.ts'
import { fingerprint } from './fingerprint.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { journalFolder, removeJournal } from './journal.ts'

/** What putting an app back did. Paths are relative to the app. */
export interface Restored {
  /** Files that hold their original bytes again, or are gone again. */
  restored: string[]
  /** Files that someone changed after we wrote them; they were left alone. */
  kept: string[]
}

/**
 * Puts the app back as the journal says, then ends the journal. It can be repeated after a kill at any point.
 * @param edits A file that is neither as it was nor as we wrote it was edited by someone, and is left alone. `discard`:
 *   our own run is still going on, so in the files it shares with other tools any change is theirs, and goes.
 * @throws {CliError} `ERR_WRITE_FAILED` when a file can't be put back; the journal then stays for another try
 */
export function restore(
  root: string,
  journal: Journal,
  edits: 'keep' | 'discard',
  disk: FileSystem,
): Restored {
  const result: Restored = { restored: [], kept: [] }
  const failures: Array<{ entry: JournalEntry; cause: unknown }> = []

  const attempt = (entry: JournalEntry, keep: boolean): void => {
    try {
      const outcome = restoreEntry(root, entry, keep, disk)
      if (outcome !== 'unchanged') result[outcome].push(entry.path)
    } catch (cause) {
      failures.push({ entry, cause })
    }
  }

  // First, so that a kill in between never leaves a record of a run that was taken back.
  if (journal.record !== null) unlinkIfPresent(join(journalFolder(root), journal.record), disk)
  for (const folder of journal.emptied.map((path) => resolve(root, path))) {
    // Where nothing is missing, no space is needed.
    if (!disk.existsSync(folder)) disk.mkdirSync(folder)
  }
  for (const entry of journal.entries.filter(({ after }) => after !== null)) {
    attempt(entry, edits === 'keep' || !entry.shared)
  }
  // A lockfile belongs to its package.json: when the user's edits of one stay, so does the other.
  const keepOthers = edits === 'keep' && result.kept.length > 0
  for (const entry of journal.entries.filter(({ after }) => after === null)) attempt(entry, keepOthers)

  const [failure] = failures
  if (failure !== undefined) throw restoreError(root, failure.entry, failure.cause)
  for (const folder of journal.folders.toReversed()) removeIfEmpty(resolve(root, folder), disk)
  removeJournal(root, disk)
  return result
}

/** The file itself where a path is a symbolic link, so that a rename replaces the file and not the link. */
export function locate(root: string, path: string, disk: FileSystem): string {
  const absolute = resolve(root, path)
  try {
    return disk.realpathSync(absolute)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return absolute
    throw error
  }
}

function restoreEntry(
  root: string,
  entry: JournalEntry,
  keepEdits: boolean,
  disk: FileSystem,
): 'restored' | 'kept' | 'unchanged' {
  const target = locate(root, entry.path, disk)
  if (entry.temporary !== null) unlinkIfPresent(join(dirname(target), entry.temporary), disk)

  const current = readIfPresent(target, disk)
  const backup = entry.backup === null ? null : join(journalFolder(root), entry.backup)
  const original = backup === null ? null : readIfPresent(backup, disk)
  // A backup that is gone was moved back by a restore that broke off after it.
  if (backup !== null && original === null) return 'unchanged'
  if (current === null ? original === null : original !== null && current.equals(original)) return 'unchanged'
  if (keepEdits && current !== null && fingerprint(current) !== entry.after) return 'kept'

  if (backup === null) unlinkIfPresent(target, disk)
  else moveBack(backup, target, disk)
  return 'restored'
}

/** A rename needs no space, so it also works on a disk that a failed install has filled up. */
function moveBack(backup: string, target: string, disk: FileSystem): void {
  try {
    disk.renameSync(backup, target)
  } catch (error) {
    if (systemErrorCode(error) !== 'EXDEV') throw error
    const { mode, uid, gid, mtimeMs } = disk.statSync(backup)
    const temporary = join(dirname(target), `.${basename(target)}.restore.authkit-start`)
    unlinkIfPresent(temporary, disk)
    writeNewFile(temporary, disk.readFileSync(backup), { mode, uid, gid, mtime: mtimeMs / 1000 }, disk)
    disk.renameSync(temporary, target)
  }
}

function restoreError(root: string, entry: JournalEntry, cause: unknown): CliError {
  const reason = systemErrorCode(cause) ?? String(cause)
  const original = entry.backup === null ? '' : ` Its original is ${join(journalFolder(root), entry.backup)}.`
  return new CliError(`${entry.path} could not be put back as it was (${reason}).${original}`, {
    code: 'ERR_WRITE_FAILED',
    help: 'Put that right and run the command again: it starts by finishing the clean-up.',
    cause,
  })
}
