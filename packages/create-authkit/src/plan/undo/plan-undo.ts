import { posix } from 'node:path'
import { parseEnv } from 'node:util'

import type { FileSystem } from '../file-system.ts'
import { nodeFileSystem } from '../file-system.ts'
import { PACKAGE_MANAGER_FILES, recordNames, removeJournal } from '../journal.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { openTransaction } from '../transaction.ts'
import { isSecretFile } from '../secrets.ts'
import type { LeftFile } from './undo-file.ts'
import { UNDO_STEP, undoFile } from './undo-file.ts'
import type { StoredRecord } from './undo-record.ts'
import { readRecord } from './undo-record.ts'

/** What `undo` would do: the summary, the diff, the JSON, the question and the transaction all read this. */
export interface UndoPlan {
  /** When the run began that is taken back, ISO 8601. */
  startedAt: string
  plan: Plan
  left: LeftFile[]
  /** How many runs before it can be undone after it. */
  earlier: number
  /** Folders to remove when they are empty. */
  folders: readonly string[]
  /** Records that are of no use after it, as files to delete. */
  records: PlannedFile[]
}

/**
 * Plans to take back the newest run that left anything in the app; nothing is written.
 * @returns `null` when there is none
 * @throws {CliError} `ERR_UNDO_TOO_NEW`, `ERR_UNDO_UNREADABLE`
 */
export function planUndo(root: string, disk: FileSystem = nodeFileSystem): UndoPlan | null {
  const names = recordNames(root, disk).toReversed()
  const records: PlannedFile[] = []
  for (const [index, name] of names.entries()) {
    const stored = readRecord(root, name, disk)
    const { startedAt, files, folders } = stored.record
    const undone = files.map((file) => undoFile(root, file, disk))
    const planned = undone.flatMap((file) => (file.status === 'planned' ? [file.file] : []))
    const left = undone.flatMap((file) => (file.status === 'left' ? [file.file] : []))
    records.push(deletion(stored))
    if (planned.length === 0 && left.length === 0) continue
    const plan: Plan = {
      root,
      files: planned,
      manual: [],
      skipped: [],
      notes: notesOf(planned, left),
      needsInstall: [...planned, ...left].some(({ path }) => concernsInstall(path)),
    }
    return { startedAt, plan, left, earlier: names.length - index - 1, folders, records }
  }
  return null
}

/**
 * Carries the undo out, all or nothing. The records go in the same transaction.
 * @throws {CliError} `ERR_CHANGED_MEANWHILE`, `ERR_WRITE_FAILED`, `ERR_RUN_IN_PROGRESS`; nothing is changed then
 */
export function carryOutUndo({ plan, records, folders }: UndoPlan, disk: FileSystem = nodeFileSystem): void {
  const transaction = openTransaction(
    { ...plan, files: [...plan.files, ...records] },
    { emptied: folders, disk },
  )
  transaction.write()
  transaction.commit()
}

/** Deletes the records when none of them is of use any more. */
export function clearRecords(root: string, disk: FileSystem = nodeFileSystem): void {
  const files = recordNames(root, disk).map((name) => deletion(readRecord(root, name, disk)))
  if (files.length === 0) return removeJournal(root, disk)
  const plan: Plan = { root, files, manual: [], skipped: [], notes: [], needsInstall: false }
  const transaction = openTransaction(plan, { disk })
  transaction.write()
  transaction.commit()
}

function deletion({ path, text }: StoredRecord): PlannedFile {
  return { kind: 'delete', path, before: text, after: null, why: 'is of no use any more', step: UNDO_STEP }
}

function concernsInstall(path: string): boolean {
  const name = posix.basename(path)
  return name === 'package.json' || PACKAGE_MANAGER_FILES.includes(name)
}

function notesOf(planned: readonly PlannedFile[], left: readonly LeftFile[]): string[] {
  const withKey = planned.filter(
    (file) => isSecretFile(file.path) && hasKey(file.before ?? '') && !hasKey(file.after ?? ''),
  )
  return [
    ...withKey.map(
      ({ path }) => `WORKOS_API_KEY goes from ${path}: copy it first if you have it nowhere else.`,
    ),
    ...left
      .filter(({ needsPlugin }) => needsPlugin)
      .map(({ path }) => `The app will not build until what the run added is out of ${path}.`),
  ]
}

function hasKey(text: string): boolean {
  return (parseEnv(text)['WORKOS_API_KEY'] ?? '') !== ''
}
