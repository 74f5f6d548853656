import { resolve } from 'node:path'
import { basename } from 'node:path/posix'

import { CliError } from '../../cli-error.ts'
import { AUTHKIT_MODULE, PLUGIN_PACKAGE } from '../../codemods/own-modules.ts'
import { removeAddedProperties } from '../../codemods/remove-properties.ts'
import { parseSource, syntaxErrorAt } from '../../codemods/syntax/source-file.ts'
import type { Hunk } from '../file-diff.ts'
import { fileDiff } from '../file-diff.ts'
import type { FileSystem } from '../file-system.ts'
import { readIfPresent, systemErrorCode } from '../file-system.ts'
import { fingerprint } from '../fingerprint.ts'
import { PACKAGE_MANAGER_FILES } from '../journal.ts'
import type { PlannedFile } from '../plan.ts'
import { takeBack } from './merge-text.ts'
import type { RecordedFile, RecordedSecrets } from './undo-record.ts'
import { originalSecrets, removeOwnLines } from './undo-secrets.ts'

/** A file that `undo` does not touch, since it can't give it back without a loss. */
export interface LeftFile {
  path: string
  why: string
  /** What would have been taken back, for the user to do. Empty for files that tools write and files of secrets. */
  hunks: Hunk[]
  /** Whether it imports what the undo takes away, so that the app will not build. */
  needsPlugin: boolean
}

/** What `undo` does about one file. `settled`: it is as it was before the run. */
export type FileUndo =
  | { status: 'settled' }
  | { status: 'planned'; file: PlannedFile }
  | { status: 'left'; file: LeftFile }

/** Step of the files that `undo` plans, as `--json` shows it. */
export const UNDO_STEP = 'undo'

const RESTORED = 'as it was before'
const CREATED = 'was made by the run'

/**
 * Compares a recorded file with what is on the disk.
 * @throws {CliError} `ERR_READ_FAILED`
 */
export function undoFile(root: string, recorded: RecordedFile, disk: FileSystem): FileUndo {
  const { path } = recorded
  const file = disk.lstatSync(resolve(root, path), { throwIfNoEntry: false })
  if (recorded.before === null && file?.isSymbolicLink() === true) {
    return left(path, 'a link is in its place by now')
  }
  if (file?.isDirectory() === true) return left(path, 'a folder is in its place by now')
  const bytes = readFile(root, path, disk)
  if (bytes === null) {
    return recorded.before === null ? { status: 'settled' } : left(path, 'it was deleted since')
  }
  const current = bytes.toString()
  if (isOriginal(recorded, current, bytes)) return { status: 'settled' }
  if (!Buffer.from(current).equals(bytes)) return left(path, 'it is no UTF-8 text')
  switch (recorded.kind) {
    case 'text':
      return undoText(current, recorded)
    case 'generated':
      return fingerprint(bytes) === recorded.after
        ? giveBack(path, current, recorded.before, RESTORED)
        : left(path, whyGenerated(path))
    case 'unkept':
      return recorded.before === null && fingerprint(bytes) === recorded.after
        ? giveBack(path, current, null, RESTORED)
        : left(path, 'its original was too large to keep')
    case 'secret':
      return undoSecrets(current, recorded)
    default:
      return recorded satisfies never
  }
}

function readFile(root: string, path: string, disk: FileSystem): Buffer | null {
  try {
    return readIfPresent(resolve(root, path), disk)
  } catch (error) {
    throw new CliError(`${path} can't be read: ${systemErrorCode(error) ?? String(error)}`, {
      code: 'ERR_READ_FAILED',
      help: 'Nothing was changed. Make it a readable file, or run the command as its owner.',
      cause: error,
    })
  }
}

function isOriginal(recorded: RecordedFile, current: string, bytes: Buffer): boolean {
  const { kind, before } = recorded
  if (before === null) return false
  return kind === 'text' || kind === 'generated' ? current === before : fingerprint(bytes) === before
}

/** A tool makes it anew from what is there; which of its lines were the user's, it alone knows. */
function whyGenerated(path: string): string {
  return PACKAGE_MANAGER_FILES.includes(basename(path))
    ? 'it was changed since; the next install puts it right'
    : 'it was generated anew since; the next `dev` or `build` does that again'
}

function undoText(
  current: string,
  { path, before, after }: Extract<RecordedFile, { kind: 'text' }>,
): FileUndo {
  if (current === after) return giveBack(path, current, before, RESTORED)
  if (before === null) return left(path, 'the run made it, and you have edited it since', { current })
  const edit = { before, after }
  const hunks = fileDiff(modification(path, after, before, RESTORED))
  if (basename(path) === 'package.json') {
    const result = removeAddedProperties(current, edit)
    if (result.status === 'unchanged') return { status: 'settled' }
    return result.status === 'changed'
      ? giveBack(path, current, result.text, MERGED)
      : left(path, `it was edited since, and ${result.reason}`, { current, hunks })
  }
  const merged = takeBack(current, edit)
  if (merged.status === 'conflict') {
    return left(path, `line ${merged.line} was edited since, beside or in what the run wrote`, {
      current,
      hunks,
    })
  }
  if (merged.text === current) return { status: 'settled' }
  return breaks(path, current, merged.text)
    ? left(path, 'it was edited since, and without what the run wrote it would no longer be valid code', {
        current,
        hunks,
      })
    : giveBack(path, current, merged.text, MERGED)
}

const MERGED = 'without what the run added; your edits stay'

const SOURCE = /\.[cm]?[jt]sx?$/

function breaks(path: string, current: string, merged: string): boolean {
  if (!SOURCE.test(path)) return false
  const isValid = (text: string): boolean => syntaxErrorAt(parseSource(path, text)) === null
  return isValid(current) && !isValid(merged)
}

function undoSecrets(current: string, recorded: RecordedSecrets): FileUndo {
  const { path, before, after } = recorded
  if (fingerprint(Buffer.from(current)) === after) {
    const original = before === null ? null : originalSecrets(current, recorded)
    if (before === null || original !== null) return giveBack(path, current, original, RESTORED)
  }
  const text = removeOwnLines(current, recorded)
  if (text === null)
    return left(path, 'it was edited since, and what the run wrote is inside a value of yours')
  if (text === current) return { status: 'settled' }
  const isEmpty = before === null && text.trim() === ''
  return giveBack(path, current, isEmpty ? null : text, MERGED)
}

function giveBack(path: string, current: string, original: string | null, why: string): FileUndo {
  if (original !== null) return { status: 'planned', file: modification(path, current, original, why) }
  return {
    status: 'planned',
    file: { kind: 'delete', path, before: current, after: null, why: CREATED, step: UNDO_STEP },
  }
}

function modification(path: string, before: string, after: string, why: string): PlannedFile {
  return { kind: 'modify', path, before, after, why, step: UNDO_STEP }
}

function left(
  path: string,
  why: string,
  { current = '', hunks = [] }: { current?: string; hunks?: Hunk[] } = {},
): FileUndo {
  const needsPlugin =
    SOURCE.test(path) && [AUTHKIT_MODULE, PLUGIN_PACKAGE].some((name) => current.includes(name))
  return { status: 'left', file: { path, why, hunks, needsPlugin } }
}
