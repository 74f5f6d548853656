import { writeSync } from 'node:fs'

import type { FileSystem } from '../../src/plan/file-system.ts'
import { nodeFileSystem } from '../../src/plan/file-system.ts'

/** One call to the disk, counted from 0. */
export interface Operation {
  index: number
  name: keyof FileSystem
  args: readonly unknown[]
}

/** The real file system, with `before` called ahead of every call; it may throw, or end the process. */
export function watchedFileSystem(before: (operation: Operation) => void): FileSystem {
  let index = 0
  return new Proxy(nodeFileSystem, {
    get(target, name: keyof FileSystem) {
      const call = target[name] as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        before({ index: index++, name, args })
        return call(...args)
      }
    },
  })
}

/**
 * Does half of a call that writes bytes, and nothing of any other. The position in the file stays, so that the whole
 * call can be made afterwards.
 */
export function writeHalf({ name, args: [file, bytes] }: Operation): void {
  if (name !== 'writeSync' || typeof file !== 'number' || !Buffer.isBuffer(bytes)) return
  writeSync(file, bytes, 0, Math.floor(bytes.length / 2), 0)
}
