import { resolve, join } from 'node:path'

import type { FileSystem } from '../file-system.ts'
import { readIfPresent } from '../file-system.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Journal, JournalEntry } from '../journal.ts'
import { journalFolder } from '../journal.ts'
import type { Plan } from '../plan.ts'
import { isSecretFile } from '../secrets.ts'
import type { RecordedFile, RecordedSecrets, UndoRecord } from './undo-record.ts'

/** A file with more bytes, its new text included where that is kept, is not kept; large lockfiles have two million. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024
/** All texts of one record together. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024

/**
 * What `undo` has to know of a run that is about to be committed: for each file that differs from its original now,
 * how to give it back.
 */
export function recordRun(plan: Plan, journal: Journal, disk: FileSystem): Omit<UndoRecord, 'version'> {
  let room = MAX_RECORD_BYTES
  const files: RecordedFile[] = []
  for (const entry of journal.entries) {
    const before = originalOf(plan.root, entry, disk)
    const planned = plan.files.find(({ path }) => path === entry.path)
    const after =
      planned === undefined || entry.shared
        ? readIfPresent(resolve(plan.root, entry.path), disk)
        : Buffer.from(planned.after ?? '')
    // A tool has deleted it, or left it alone.
    if (after === null || before?.equals(after) === true) continue
    const size = (before?.length ?? 0) + (planned === undefined ? 0 : after.length)
    const keep = size <= Math.min(room, MAX_FILE_BYTES) && isText(before) && isText(after)
    if (keep) room -= size
    files.push(recordFile(entry.path, before, after, { keep, isSource: planned !== undefined }))
  }
  return { startedAt: journal.startedAt, files, folders: journal.folders }
}

function recordFile(
  path: string,
  before: Buffer | null,
  after: Buffer,
  { keep, isSource }: { keep: boolean; isSource: boolean },
): RecordedFile {
  if (isSecretFile(path)) return recordSecrets(path, before, after)
  if (!keep) {
    return {
      kind: 'unkept',
      path,
      before: before === null ? null : fingerprint(before),
      after: fingerprint(after),
    }
  }
  const text = before?.toString() ?? null
  return isSource
    ? { kind: 'text', path, before: text, after: after.toString() }
    : { kind: 'generated', path, before: text, after: fingerprint(after) }
}

function recordSecrets(path: string, before: Buffer | null, after: Buffer): RecordedSecrets {
  const [old, text] = [before?.toString() ?? '', after.toString()]
  const start = commonLength(old, text, (value, index) => value.charCodeAt(index))
  const end = commonLength(old.slice(start), text.slice(start), (value, index) =>
    value.charCodeAt(value.length - 1 - index),
  )
  const added = text.slice(start, text.length - end)
  const lines = linesOf(added)
  // What begins in the middle of a line begins with the end of that line.
  if (start > 0 && text[start - 1] !== '\n') lines.shift()
  return {
    kind: 'secret',
    path,
    before: before === null ? null : fingerprint(before),
    after: fingerprint(after),
    start,
    length: added.length,
    removed: old.slice(start, old.length - end),
    lines: lines.map((line) => fingerprint(Buffer.from(line))),
  }
}

function commonLength(one: string, other: string, at: (text: string, index: number) => number): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && at(one, length) === at(other, length)) length++
  return length
}

/** Lines without their ends; what follows the last end is one only when it is not empty. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function originalOf(root: string, { backup }: JournalEntry, disk: FileSystem): Buffer | null {
  return backup === null ? null : disk.readFileSync(join(journalFolder(root), backup))
}

function isText(bytes: Buffer | null): boolean {
  return bytes === null || Buffer.from(bytes.toString()).equals(bytes)
}
