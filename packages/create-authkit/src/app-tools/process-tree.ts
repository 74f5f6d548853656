import { spawnSync } from 'node:child_process'

/** How long a process may take to end after it was told to. In milliseconds. */
export const GRACE_PERIOD = 3000

/**
 * Whether tools are started as a process group of their own: package managers and servers start processes themselves,
 * and all of them have to end.
 */
export const IS_GROUP: boolean = process.platform !== 'win32'

/** Sends a signal to a process that was started as a group, and to all it has started. */
export function signalTree(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return
  if (!IS_GROUP) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-pid, name)
  } catch {
    // All of them have ended meanwhile.
  }
}
