import { randomBytes } from 'node:crypto'
import { basename, dirname, join, posix, resolve } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileAttributes, FileSystem } from './file-system.ts'
import { nodeFileSystem, readIfPresent, removeIfEmpty, syncFolder, writeNewFile } from './file-system.ts'
import { fingerprint } from './fingerprint.ts'
import type { Journal } from './journal.ts'
import {
  createJournalFolder,
  DELETED,
  journalFolder,
  readJournal,
  removeJournal,
  runInProgress,
  writeJournal,
} from './journal.ts'
import type { Plan, PlannedFile } from './plan.ts'
import { checkUnchanged, preflight, writeError } from './preflight.ts'
import { locate, restore } from './restore.ts'
import { isSecretFile, SECRET_FILE_MODE } from './secrets.ts'
import { recordRun } from './undo/record-run.ts'
import { dropOldRecords, nextRecord, writeRecord } from './undo/undo-record.ts'

/** A plan whose new texts are on the disk beside their targets, and whose originals are journalled. */
export interface Transaction {
  /**
   * Puts new files into place: those of `paths`, or all that are not there yet.
   * @throws {CliError} `ERR_CHANGED_MEANWHILE`, `ERR_WRITE_FAILED`; everything is put back then
   */
  write(paths?: readonly string[]): void
  /**
   * Gives a file that the plan creates, and that is not in place yet, another text.
   * @throws {CliError} `ERR_WRITE_FAILED`; everything is put back then
   * @throws {Error} for any other file
   */
  amend(path: string, text: string): void
  /** Keeps the changes. */
  commit(): void
  /** Puts back every file of the plan, and those that other tools wrote meanwhile. */
  rollback(): void
}

export interface TransactionOptions {
  /** Files that other tools may write before the commit: package.json, the lockfile, the route tree. Relative to the app. */
  sharedFiles?: readonly string[]
  /** Whether the commit leaves a record with which `undo` can take the run back. */
  undoable?: boolean
  /** Folders to remove, relative to the app, when they are empty after the last file is in place. */
  emptied?: readonly string[]
  disk?: FileSystem
}

const NEW_FILE_MODE = 0o666

/**
 * Begins to write the files of a plan, all or none. Originals are copied and journalled first, new texts are written
 * beside their targets, and only when all of them are on the disk may they be renamed into place. A failure at any
 * point puts everything back; after a kill, the next run does (see recover.ts).
 * @throws {CliError} `ERR_CHANGED_MEANWHILE`, `ERR_WRITE_FAILED`, `ERR_RUN_IN_PROGRESS`; nothing is changed then
 */
export function openTransaction(plan: Plan, options: TransactionOptions = {}): Transaction {
  const { root } = plan
  const { disk = nodeFileSystem } = options
  preflight(plan, disk)
  let journal = openJournal(plan, options, disk)
  const texts = new Map<string, string>()
  const rollback = (): void => void restore(root, journal, 'discard', disk)
  const orRollBack = <Result>(action: () => Result): Result => {
    try {
      return action()
    } catch (error) {
      rollback()
      throw error instanceof CliError ? error : writeError(root, error)
    }
  }

  const waiting = orRollBack(() => stage(plan, journal, disk))
  return {
    write: (paths) => {
      orRollBack(() => {
        const chosen = [...waiting].filter(({ file }) => paths?.includes(file.path) ?? true)
        for (const staged of chosen) {
          putIntoPlace(root, staged, disk)
          waiting.delete(staged)
        }
        for (const folder of new Set(chosen.map(({ target }) => dirname(target)))) syncFolder(folder, disk)
        if (waiting.size > 0) return
        for (const folder of journal.emptied.toReversed()) removeIfEmpty(resolve(root, folder), disk)
      })
    },
    amend: (path, text) => {
      const staged = [...waiting].find(({ file }) => file.path === path)
      if (staged?.file.kind !== 'create') throw new Error(`${path} is not a file that is still to be created`)
      orRollBack(() => {
        journal = amend(root, journal, staged, text, disk)
        texts.set(path, text)
      })
    },
    commit: () => {
      orRollBack(() => {
        const written = withTexts(plan, texts)
        const record = journal.record === null ? null : recordRun(written, journal, disk)
        // A run that has changed nothing leaves nothing to take back.
        if (journal.record !== null && record !== null && record.files.length > 0) {
          writeRecord(root, journal.record, record, disk)
        }
        removeJournal(root, disk)
      })
      if (journal.record !== null) dropOldRecords(root, disk)
    },
    rollback,
  }
}

/** Everything up to the journal: nothing of the app itself changes here, so a failure only has to clear up. */
function openJournal(
  plan: Plan,
  { sharedFiles = [], undoable = false, emptied = [] }: TransactionOptions,
  disk: FileSystem,
): Journal {
  const { root } = plan
  const other = readJournal(root, disk)
  if (other !== null) throw runInProgress(other)
  try {
    // Litter of a run that was killed before it had a journal, or after its commit.
    removeJournal(root, disk)
    createJournalFolder(root, disk)
    const planned = plan.files.map(({ path, after }) => ({
      path,
      temporary: after === null ? null : `.${basename(path)}.${randomBytes(4).toString('hex')}.authkit-start`,
      after: after === null ? DELETED : fingerprint(Buffer.from(after)),
      shared: sharedFiles.includes(path),
    }))
    const others = sharedFiles
      .filter((path) => planned.every((file) => file.path !== path))
      .map((path) => ({ path, temporary: null, after: null, shared: true }))
    const journal = {
      startedAt: new Date().toISOString(),
      pid: process.pid,
      entries: [...planned, ...others].map((entry, index) => ({
        ...entry,
        backup: backUp(root, entry.path, `before/${index}`, disk),
      })),
      folders: missingFolders(plan, disk),
      emptied: outermostFirst(emptied).filter((folder) => disk.existsSync(resolve(root, folder))),
      record: undoable ? nextRecord(root, disk) : null,
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

interface StagedFile {
  file: PlannedFile
  target: string
  /** `null` when the file is to be deleted. */
  temporary: string | null
}

/** Writes every new text beside its target. */
function stage(plan: Plan, journal: Journal, disk: FileSystem): Set<StagedFile> {
  for (const folder of journal.folders) disk.mkdirSync(resolve(plan.root, folder))
  const staged = plan.files.map((file, index) => {
    const target = locate(plan.root, file.path, disk)
    const name = journal.entries[index]?.temporary ?? null
    if (file.kind === 'delete' || name === null) return { file, target, temporary: null }
    const temporary = join(dirname(target), name)
    try {
      writeNewFile(temporary, Buffer.from(file.after), newAttributes(file, target, disk), disk)
    } catch (error) {
      throw writeError(file.path, error)
    }
    return { file, target, temporary }
  })
  return new Set(staged)
}

/** Writes another text beside its target. The journal tells of it before the file can be in its place. */
function amend(
  root: string,
  journal: Journal,
  { file, target, temporary }: StagedFile,
  text: string,
  disk: FileSystem,
): Journal {
  if (file.kind === 'delete' || temporary === null) throw new Error(`${file.path} has no text`)
  const bytes = Buffer.from(text)
  const entries = journal.entries.map((entry) =>
    entry.path === file.path ? { ...entry, after: fingerprint(bytes) } : entry,
  )
  disk.unlinkSync(temporary)
  try {
    writeNewFile(temporary, bytes, newAttributes(file, target, disk), disk)
  } catch (error) {
    throw writeError(file.path, error)
  }
  const amended = { ...journal, entries }
  writeJournal(root, amended, disk)
  return amended
}

/** The plan as it was carried out. */
function withTexts(plan: Plan, texts: ReadonlyMap<string, string>): Plan {
  return {
    ...plan,
    files: plan.files.map((file) => {
      const after = texts.get(file.path)
      return after === undefined || file.kind !== 'create' ? file : { ...file, after }
    }),
  }
}

function putIntoPlace(root: string, { file, target, temporary }: StagedFile, disk: FileSystem): void {
  checkUnchanged(root, file, disk)
  try {
    if (temporary === null) disk.unlinkSync(target)
    else disk.renameSync(temporary, target)
  } catch (error) {
    throw writeError(file.path, error)
  }
}

function newAttributes(
  file: Exclude<PlannedFile, { kind: 'delete' }>,
  target: string,
  disk: FileSystem,
): FileAttributes {
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
  return outermostFirst(missing)
}

function outermostFirst(folders: Iterable<string>): string[] {
  return [...folders].sort((one, other) => one.length - other.length)
}
