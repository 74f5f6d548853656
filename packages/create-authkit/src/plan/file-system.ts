import * as fs from 'node:fs'

/**
 * The calls by which the transaction touches the disk, so that a test can fail or be killed at any one of them.
 * They are synchronous on purpose: a signal handler can't run between two of them.
 */
export type FileSystem = Pick<
  typeof fs,
  | 'accessSync'
  | 'closeSync'
  | 'existsSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'futimesSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeSync'
>

export const nodeFileSystem: FileSystem = fs

/** The `code` of a system error (`ENOENT`, `EACCES`), or `null` for anything else. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** The bytes of a file, or `null` when there is none. */
export function readIfPresent(path: string, disk: FileSystem): Buffer | null {
  try {
    return disk.readFileSync(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Deletes a file, when there is one. */
export function unlinkIfPresent(path: string, disk: FileSystem): void {
  try {
    disk.unlinkSync(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** Deletes a folder, when there is one and nothing is in it. */
export function removeIfEmpty(path: string, disk: FileSystem): void {
  try {
    disk.rmdirSync(path)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}

/** What a new file takes over from the one it stands for. */
export interface FileAttributes {
  mode: number
  uid?: number
  gid?: number
  /** Seconds since 1970. */
  mtime?: number
}

/** Writes a file that must not exist yet and waits until its bytes are on the disk. */
export function writeNewFile(
  path: string,
  bytes: Uint8Array,
  attributes: FileAttributes,
  disk: FileSystem,
): void {
  const file = disk.openSync(path, 'wx', attributes.mode)
  try {
    let written = 0
    while (written < bytes.length) written += disk.writeSync(file, bytes, written)
    // The mode given to open() is cut by the umask.
    disk.fchmodSync(file, attributes.mode)
    keepOwner(file, attributes, disk)
    if (attributes.mtime !== undefined) disk.futimesSync(file, attributes.mtime, attributes.mtime)
    disk.fsyncSync(file)
  } finally {
    disk.closeSync(file)
  }
}

/** Makes the entries of a folder durable, on the systems where a folder can be synced. */
export function syncFolder(path: string, disk: FileSystem): void {
  if (process.platform === 'win32') return
  const folder = disk.openSync(path, 'r')
  try {
    disk.fsyncSync(folder)
  } catch (error) {
    // Some network and virtual file systems can't sync a folder; the files themselves are synced.
    if (systemErrorCode(error) !== 'EINVAL') throw error
  } finally {
    disk.closeSync(folder)
  }
}

function isMissing(error: unknown): boolean {
  const code = systemErrorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function keepOwner(file: number, { uid, gid }: FileAttributes, disk: FileSystem): void {
  // Only root may give files away; for anyone else the owner is right already.
  if (uid === undefined || gid === undefined || process.getuid?.() !== 0) return
  if (uid !== 0 || gid !== process.getgid?.()) disk.fchownSync(file, uid, gid)
}
