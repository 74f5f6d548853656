import { readFileSync, statSync } from 'node:fs'
import { CliError } from '../cli-error.ts'

/** Text of a file, or `null` when there is none. @throws CliError `ERR_READ_FAILED` when it can't be read */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw new CliError(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`, {
      code: 'ERR_READ_FAILED',
      help: 'Make the file readable, or run the command as its owner.',
      cause: error,
    })
  }
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isMissing(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(error), 'code')
  return code === 'ENOENT' || code === 'ENOTDIR'
}
