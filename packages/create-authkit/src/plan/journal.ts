import { basename, join } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileSystem } from './file-system.ts'
import { readIfPresent, syncFolder, unlinkIfPresent, writeNewFile } from './file-system.ts'

/**
 * Folder in the app that exists while files are being changed, and for as long as there is something to undo. It keeps
 * itself out of git.
 */
export const JOURNAL_FOLDER = '.authkit-start'

const JOURNAL_FILE = 'journal.json'
/** What else a run leaves in the folder; the route tree's generator works there too. */
const LITTER = ['before', 'route-tree', `${JOURNAL_FILE}.tmp`]
const JOURNAL_VERSION = 1

/** Stands for the hash of a file that we delete. */
export const DELETED = 'deleted'

/** One file that a rollback puts back. */
export interface JournalEntry {
  /** Relative to the app, POSIX. Only a package manager's own file may lie above the app. */
  path: string
  /** Copy of the original, relative to the journal's folder; `null` when the file did not exist. */
  backup: string | null
  /** Name of the file beside it that holds the new text until it is renamed. */
  temporary: string | null
  /** SHA-256 of the text we write, in hex; `deleted`: we delete it; `null`: only other tools write the file. */
  after: string | null
  /** Whether other tools may write it during the run: package.json, a lockfile, the route tree. */
  shared: boolean
}

/** Everything needed to put the app back as it was. It is on the disk before the first file changes. */
export interface Journal {
  version: typeof JOURNAL_VERSION
  /** ISO 8601. */
  startedAt: string
  pid: number
  entries: JournalEntry[]
  /** Folders that did not exist, outermost first. */
  folders: string[]
  /** Folders that are removed when they are empty afterwards, outermost first. */
  emptied: string[]
  /** Record that the commit writes for `undo`, relative to the journal's folder; `null` when it writes none. */
  record: string | null
}

export function journalFolder(root: string): string {
  return join(root, JOURNAL_FOLDER)
}

/** Creates the journal's folder, readable by the owner alone: it holds copies of files with secrets. */
export function createJournalFolder(root: string, disk: FileSystem): void {
  const folder = journalFolder(root)
  disk.mkdirSync(join(folder, 'before'), { recursive: true, mode: 0o700 })
  const ignore = join(folder, '.gitignore')
  if (!disk.existsSync(ignore)) writeNewFile(ignore, Buffer.from('*\n'), { mode: 0o600 }, disk)
}

/** Writes the journal so that it is either there whole or not at all. */
export function writeJournal(root: string, journal: Omit<Journal, 'version'>, disk: FileSystem): void {
  const folder = journalFolder(root)
  const temporary = join(folder, `${JOURNAL_FILE}.tmp`)
  const text = JSON.stringify({ version: JOURNAL_VERSION, ...journal })
  writeNewFile(temporary, Buffer.from(text), { mode: 0o600 }, disk)
  disk.renameSync(temporary, join(folder, JOURNAL_FILE))
  syncFolder(folder, disk)
  syncFolder(root, disk)
}

/** Where the records of {@link Journal.record} are, in the journal's folder. */
export const RECORDS_FOLDER = 'undo'
/** Formatters and linters of the app must not take it for one of its files, so it has no extension that they know. */
export const RECORD_EXTENSION = '.record'
const RECORD_NAME = /^[1-9]\d{0,8}\.record$/

/** The names of the records for `undo`, from the oldest run to the newest. */
export function recordNames(root: string, disk: FileSystem): string[] {
  const folder = join(journalFolder(root), RECORDS_FOLDER)
  if (!disk.existsSync(folder)) return []
  const names = disk.readdirSync(folder).filter((name) => RECORD_NAME.test(name))
  return names.sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
}

/**
 * Ends the transaction: once the journal is gone, what is on the disk is final. The rest of its folder is deleted after
 * that, save for the records of what can be undone, so a kill in between leaves litter that the next run clears away,
 * never a half-restored app.
 */
export function removeJournal(root: string, disk: FileSystem): void {
  const folder = journalFolder(root)
  const litter = recordNames(root, disk).length === 0 ? [folder] : LITTER.map((name) => join(folder, name))
  unlinkIfPresent(join(folder, JOURNAL_FILE), disk)
  try {
    for (const path of litter) disk.rmSync(path, { recursive: true, force: true })
  } catch {
    // Without a journal the folder means nothing; the next run tries again.
  }
}

/**
 * The journal of a run that did not end, or `null`.
 * @throws {CliError} `ERR_READ_FAILED` when there is one that this version can't act upon
 */
export function readJournal(root: string, disk: FileSystem): Journal | null {
  const path = join(journalFolder(root), JOURNAL_FILE)
  let text: string | null
  try {
    text = readIfPresent(path, disk)?.toString() ?? null
  } catch (error) {
    throw unreadable(root, error)
  }
  if (text === null) return null
  const journal = parseJournal(text)
  if (journal === null) throw unreadable(root)
  return journal
}

function unreadable(root: string, cause?: unknown): CliError {
  const path = join(journalFolder(root), JOURNAL_FILE)
  return new CliError(`${path} can't be read, so the run it belongs to can't be undone automatically.`, {
    code: 'ERR_READ_FAILED',
    help: `The originals are in ${join(journalFolder(root), 'before')}. Put back what you need, then delete ${journalFolder(root)}.`,
    cause,
  })
}

/** The error of a run that meets another one in the same app. */
export function runInProgress({ pid, startedAt }: Journal): CliError {
  return new CliError('Another run of create-authkit-start is changing this app.', {
    code: 'ERR_RUN_IN_PROGRESS',
    help: `Wait for it to end: it is process ${pid}, started ${startedAt}.`,
  })
}

function parseJournal(text: string): Journal | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return null
  }
  return isJournal(data) ? data : null
}

// The file may come from someone else's repository: it must not name a place outside the app.
function isJournal(data: unknown): data is Journal {
  return (
    isObject(data) &&
    data['version'] === JOURNAL_VERSION &&
    typeof data['startedAt'] === 'string' &&
    typeof data['pid'] === 'number' &&
    Array.isArray(data['entries']) &&
    data['entries'].every(isEntry) &&
    areFolders(data['folders']) &&
    areFolders(data['emptied']) &&
    (data['record'] === null || isRecordPath(data['record']))
  )
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (!isObject(entry)) return false
  const { path, backup, temporary, after, shared } = entry
  return (
    typeof path === 'string' &&
    isWritable(path) &&
    (backup === null || (typeof backup === 'string' && /^before\/\d+$/.test(backup))) &&
    (temporary === null || (typeof temporary === 'string' && basename(temporary) === temporary)) &&
    (after === null || typeof after === 'string') &&
    typeof shared === 'boolean'
  )
}

function isRecordPath(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [folder, name = '', ...rest] = value.split('/')
  return folder === RECORDS_FOLDER && RECORD_NAME.test(name) && rest.length === 0
}

/** Whether a list from a file names folders of the app, and nothing else. */
export function areFolders(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((folder) => typeof folder === 'string' && isInside(folder))
}

/** Whether a path from a file is a place that a run may have written: in the app, or a package manager's above it. */
export function isWritable(path: string): boolean {
  return isInside(path) || isPackageManagerFile(path)
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && !/^[A-Za-z]:|\\/.test(path) && !path.split('/').includes('..')
}

/** Files a package manager writes beside its lockfile; in a workspace they lie above the app. */
export const PACKAGE_MANAGER_FILES: readonly string[] = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'yarn.lock',
  '.pnp.cjs',
  '.pnp.loader.mjs',
  'bun.lock',
  'bun.lockb',
]

function isPackageManagerFile(path: string): boolean {
  return /^(?:\.\.\/)+[^/\\]+$/.test(path) && PACKAGE_MANAGER_FILES.includes(basename(path))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
