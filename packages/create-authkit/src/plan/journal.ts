import { basename, join } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { FileSystem } from './file-system.ts'
import { readIfPresent, syncFolder, unlinkIfPresent, writeNewFile } from './file-system.ts'

/** Folder in the app that exists while files are being changed. It keeps itself out of git. */
export const JOURNAL_FOLDER = '.authkit-start'

const JOURNAL_FILE = 'journal.json'
const JOURNAL_VERSION = 1

/** One file that a rollback puts back. */
export interface JournalEntry {
  /** Relative to the app, POSIX. Only a package manager's own file may lie above the app. */
  path: string
  /** Copy of the original, relative to the journal's folder; `null` when the file did not exist. */
  backup: string | null
  /** Name of the file beside it that holds the new text until it is renamed. */
  temporary: string | null
  /** SHA-256 of the text we write, in hex; `null` when only other tools write the file. */
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
}

export function journalFolder(root: string): string {
  return join(root, JOURNAL_FOLDER)
}

/** Creates the journal's folder, readable by the owner alone: it holds copies of files with secrets. */
export function createJournalFolder(root: string, disk: FileSystem): void {
  const folder = journalFolder(root)
  disk.mkdirSync(join(folder, 'before'), { recursive: true, mode: 0o700 })
  writeNewFile(join(folder, '.gitignore'), Buffer.from('*\n'), { mode: 0o600 }, disk)
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

/**
 * Ends the transaction: once the journal is gone, what is on the disk is final. Its folder is deleted after that,
 * so a kill in between leaves litter that the next run clears away, never a half-restored app.
 */
export function removeJournal(root: string, disk: FileSystem): void {
  unlinkIfPresent(join(journalFolder(root), JOURNAL_FILE), disk)
  try {
    disk.rmSync(journalFolder(root), { recursive: true, force: true })
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
    Array.isArray(data['folders']) &&
    data['folders'].every((folder) => typeof folder === 'string' && isInside(folder))
  )
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (!isObject(entry)) return false
  const { path, backup, temporary, after, shared } = entry
  return (
    typeof path === 'string' &&
    (isInside(path) || isPackageManagerFile(path)) &&
    (backup === null || (typeof backup === 'string' && /^before\/\d+$/.test(backup))) &&
    (temporary === null || (typeof temporary === 'string' && basename(temporary) === temporary)) &&
    (after === null || typeof after === 'string') &&
    typeof shared === 'boolean'
  )
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
