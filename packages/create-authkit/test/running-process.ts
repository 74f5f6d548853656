import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { vi } from 'vitest'

/** Milliseconds that a process may take to start or to end, on a machine that is busy. */
const PATIENCE = 20_000

/** Waits for a process that writes its id into a file; the id. */
export function processOf(file: string): Promise<number> {
  return vi.waitFor(
    () => {
      const pid = Number(readFileSync(file, 'utf8'))
      // The file is there a moment before what is in it.
      if (!(pid > 0)) throw new Error(`There is no process id in ${file} yet.`)
      return pid
    },
    { timeout: PATIENCE },
  )
}

/** Waits until a process has ended. */
export async function untilEnded(pid: number): Promise<void> {
  await vi.waitFor(
    () => {
      if (isRunning(pid)) throw new Error(`Process ${pid} still runs.`)
    },
    { timeout: PATIENCE },
  )
}

/** Whether a process runs; one that has ended and only waits to be counted (`Z`) does not. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
