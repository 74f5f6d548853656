import { randomBytes } from 'node:crypto'
import { basename, dirname, join, posix, resolve } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileAttributes, FileSystem } from './file-system.ts'
import { nodeFileSystem, readIfPresent, syncFolder, writeNewFile } from './file-system.ts'
import type { Journal, JournalEntry } from './journal.ts'
import {
  createJournalFolder,
  journalFolder,
  readJournal,
  removeJournal,
  runInProgress,
  writeJournal,
} from './journal.ts'
import type { Plan, PlannedFile } from './plan.ts'
import { preflight, writeError } from './preflight.ts'
import { fingerprint, locate, restore } from './restore.ts'
import { isSecretFile, SECRET_FILE_MODE } from './secrets.ts'

/** A plan whose files are written. Until `commit`, everything can still be put back, also by a later run. */
export interface Transaction {
  /** Keeps the changes. */
  commit(): void
  /** Puts back every file of the plan, and those that other tools may have written meanwhile. */
  rollback(): void
}

export interface ApplyOptions {
  /** Files that other tools may write before the commit: the lockfile, the route tree. Relative to the app. */
  alsoRestore?: readonly string[]
  disk?: FileSystem
}

const NEW_FILE_MODE = 0o666

/**
 * Writes the files of a plan, all or none: originals are copied and journalled first, new texts are written beside
 * their targets, and only when all of them are on the disk are they renamed into place. A failure at any point puts
 * everything back; after a kill, the next run does (see recover.ts).
 * @throws {CliError} `ERR_CHANGED_MEANWHILE`, `ERR_WRITE_FAILED`, `ERR_RUN_IN_PROGRESS`; nothing is changed then
 */
export function apply(
  plan: Plan,
  { alsoRestore = [], disk = nodeFileSystem }: ApplyOptions = {},
): Transaction {
  const { root } = plan
  preflight(plan, disk)
  const journal = openJournal(plan, alsoRestore, disk)
  const rollback = (): void => void restore(root, journal, 'discard', disk)
  const orRollBack = (action: () => void): void => {
    try {
      action()
    } catch (error) {
      rollback()
      throw error instanceof CliError ? error : writeError(root, error)
    }
  }

  orRollBack(() => writeFiles(plan, journal, disk))
  return { commit: () => orRollBack(() => removeJournal(root, disk)), rollback }
}

/** Everything up to the journal: nothing of the app itself changes here, so a failure only has to clear up. */
function openJournal(plan: Plan, alsoRestore: readonly string[], disk: FileSystem): Journal {
  const { root } = plan
  const other = readJournal(root, disk)
  if (other !== null) throw runInProgress(other)
  try {
    // Litter of a run that was killed before it had a journal, or after its commit.
    removeJournal(root, disk)
    createJournalFolder(root, disk)
    const entries = [
      ...plan.files.map((file) => ({ path: file.path, after: fingerprint(Buffer.from(file.after)) })),
      ...alsoRestore.map((path) => ({ path, after: null })),
    ].map(({ path, after }, index): JournalEntry => ({
      path,
      backup: backUp(root, path, `before/${index}`, disk),
      temporary: after === null ? null : `.${basename(path)}.${randomBytes(4).toString('hex')}.authkit-start`,
      after,
    }))
    const journal = {
      startedAt: new Date().toISOString(),
      pid: process.pid,
      entries,
      folders: missingFolders(plan, disk),
    }
    syncFolder(join(journalFolder(root), 'before'), disk)
    writeJournal(root, journal, disk)
    return { version: 1, ...journal }
  } catch (error) {
    removeJournal(root, disk)
    throw writeError(journalFolder(root), error)
  }
}

function backUp(root: string, path: string, backup: string, disk: FileSystem): string | null {
  const target = locate(root, path, disk)
  const bytes = readIfPresent(target, disk)
  if (bytes === null) return null
  writeNewFile(join(journalFolder(root), backup), bytes, attributesOf(target, disk), disk)
  return backup
}

function writeFiles(plan: Plan, journal: Journal, disk: FileSystem): void {
  const targets = plan.files.map((file) => locate(plan.root, file.path, disk))
  const writing = (index: number, write: () => void): void => {
    try {
      write()
    } catch (error) {
      throw writeError(plan.files[index]?.path ?? plan.root, error)
    }
  }

  for (const folder of journal.folders) disk.mkdirSync(resolve(plan.root, folder))
  const temporaries = plan.files.map((file, index) => {
    const target = targets[index] ?? ''
    const temporary = join(dirname(target), journal.entries[index]?.temporary ?? '')
    writing(index, () =>
      writeNewFile(temporary, Buffer.from(file.after), newAttributes(file, target, disk), disk),
    )
    return temporary
  })
  for (const [index, temporary] of temporaries.entries()) {
    writing(index, () => disk.renameSync(temporary, targets[index] ?? ''))
  }
  for (const folder of new Set(targets.map((target) => dirname(target)))) syncFolder(folder, disk)
}

function newAttributes(file: PlannedFile, target: string, disk: FileSystem): FileAttributes {
  if (file.kind === 'modify') {
    const { mode, uid, gid } = attributesOf(target, disk)
    return uid === undefined || gid === undefined ? { mode } : { mode, uid, gid }
  }
  return {
    mode: file.mode ?? (isSecretFile(file.path) ? SECRET_FILE_MODE : NEW_FILE_MODE & ~process.umask()),
  }
}

function attributesOf(path: string, disk: FileSystem): FileAttributes {
  const { mode, uid, gid, mtimeMs } = disk.statSync(path)
  return { mode: mode & 0o7777, uid, gid, mtime: mtimeMs / 1000 }
}

/** Folders that have to be created, outermost first, relative to the app. */
function missingFolders(plan: Plan, disk: FileSystem): string[] {
  const missing = new Set<string>()
  for (const file of plan.files) {
    for (
      let folder = posix.dirname(file.path);
      folder !== '.' && !disk.existsSync(resolve(plan.root, folder));
      folder = posix.dirname(folder)
    ) {
      missing.add(folder)
    }
  }
  return [...missing].sort((one, other) => one.length - other.length)
}
