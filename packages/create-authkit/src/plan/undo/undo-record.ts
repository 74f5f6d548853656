import { join } from 'node:path'

import { CliError } from '../../cli-error.ts'
import type { FileSystem } from '../file-system.ts'
import { unlinkIfPresent, writeNewFile, syncFolder, readIfPresent } from '../file-system.ts'
import {
  areFolders,
  isWritable,
  JOURNAL_FOLDER,
  journalFolder,
  RECORD_EXTENSION,
  recordNames,
  RECORDS_FOLDER,
} from '../journal.ts'

export const RECORD_VERSION = 1

/** So many runs can be undone, one after the other; the record of an older one is dropped. */
export const MAX_RECORDS = 5

/** A file that a run wrote, and what it takes to give it back. A hash is SHA-256 in hex. */
export type RecordedFile =
  /** Source text: both texts, so that edits made since can be merged. `before` is `null` for a new file. */
  | { kind: 'text'; path: string; before: string | null; after: string }
  /** What a tool wrote (lockfile, route tree): given back when it is still as hashed in `after`. */
  | { kind: 'generated'; path: string; before: string | null; after: string }
  /** The same, when its original was too large to keep, or no text. */
  | { kind: 'unkept'; path: string; before: string | null; after: string }
  /** A file of secrets: hashes and places, but not one value. */
  | RecordedSecrets

/** How to take out of a file of secrets what a run put in, without a copy of what else is in it. */
export interface RecordedSecrets {
  kind: 'secret'
  path: string
  /** Hash of the whole file; `null` for a new one. */
  before: string | null
  /** Hash of the whole file. */
  after: string
  /** Where the new text begins, and how long it is, in UTF-16 code units. */
  start: number
  length: number
  /** What stood there before. Empty: steps only append to such a file. */
  removed: string
  /** Hash of each new line, without its end. */
  lines: string[]
}

/** Everything `undo` knows of one run. */
export interface UndoRecord {
  version: typeof RECORD_VERSION
  /** When the run began, ISO 8601. */
  startedAt: string
  files: RecordedFile[]
  /** Folders that the run made, outermost first. */
  folders: string[]
}

/** A record as it was found. */
export interface StoredRecord {
  /** Relative to the app. */
  path: string
  text: string
  record: UndoRecord
}

/** The place of the next record, relative to the journal's folder. */
export function nextRecord(root: string, disk: FileSystem): string {
  const last = recordNames(root, disk).at(-1) ?? '0'
  return `${RECORDS_FOLDER}/${Number.parseInt(last, 10) + 1}${RECORD_EXTENSION}`
}

/** Writes a record. It counts once the journal of its run is gone; a run that is taken back deletes it. */
export function writeRecord(
  root: string,
  path: string,
  record: Omit<UndoRecord, 'version'>,
  disk: FileSystem,
): void {
  const folder = join(journalFolder(root), RECORDS_FOLDER)
  disk.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const text = JSON.stringify({ version: RECORD_VERSION, ...record })
  writeNewFile(join(journalFolder(root), path), Buffer.from(text), { mode: 0o600 }, disk)
  syncFolder(folder, disk)
}

/** Deletes the records of the oldest runs. It never fails: the run before it is over. */
export function dropOldRecords(root: string, disk: FileSystem): void {
  try {
    for (const name of recordNames(root, disk).slice(0, -MAX_RECORDS)) {
      unlinkIfPresent(join(journalFolder(root), RECORDS_FOLDER, name), disk)
    }
  } catch {
    // The next run tries again.
  }
}

/**
 * Reads a record.
 * @throws {CliError} `ERR_UNDO_TOO_NEW`, `ERR_UNDO_UNREADABLE`
 */
export function readRecord(root: string, name: string, disk: FileSystem): StoredRecord {
  const path = join(journalFolder(root), RECORDS_FOLDER, name)
  let text: string
  try {
    text = readIfPresent(path, disk)?.toString() ?? ''
  } catch (error) {
    throw unreadable(path, error)
  }
  const data = parse(text)
  if (isObject(data) && typeof data['version'] === 'number' && data['version'] > RECORD_VERSION) {
    throw new CliError(`${path} was written by a newer version of create-authkit-start.`, {
      code: 'ERR_UNDO_TOO_NEW',
      help: 'Nothing was changed. Undo with that version: `npx create-authkit-start@latest undo`.',
    })
  }
  if (!isRecord(data)) throw unreadable(path)
  return { path: `${JOURNAL_FOLDER}/${RECORDS_FOLDER}/${name}`, text, record: data }
}

function unreadable(path: string, cause?: unknown): CliError {
  return new CliError(`${path} can't be read, so the run it belongs to can't be undone automatically.`, {
    code: 'ERR_UNDO_UNREADABLE',
    help: 'Nothing was changed. Take the changes back with git; delete that file to undo the run before it.',
    cause,
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// The file may come from someone else's repository: it must not name a place outside the app.
function isRecord(data: unknown): data is UndoRecord {
  return (
    isObject(data) &&
    data['version'] === RECORD_VERSION &&
    typeof data['startedAt'] === 'string' &&
    Array.isArray(data['files']) &&
    data['files'].every(isFile) &&
    areFolders(data['folders'])
  )
}

function isFile(file: unknown): file is RecordedFile {
  if (!isObject(file)) return false
  const { kind, path, before, after } = file
  if (typeof path !== 'string' || !isWritable(path) || typeof after !== 'string') return false
  if (before !== null && typeof before !== 'string') return false
  if (kind === 'secret') return isSecrets(file)
  return kind === 'text' || kind === 'generated' || kind === 'unkept'
}

function isSecrets({ start, length, removed, lines }: Record<string, unknown>): boolean {
  return (
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(length) &&
    typeof removed === 'string' &&
    Array.isArray(lines) &&
    lines.every((line) => typeof line === 'string')
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
