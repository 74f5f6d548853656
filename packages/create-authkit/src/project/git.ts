import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { x } from 'tinyexec'

/** What a command of git said. */
export interface GitAnswer {
  exitCode: number
  stdout: string
}

/** Asks git about a folder. `null` when it is in no repository, or there is no git. */
export async function git(folder: string, args: readonly string[]): Promise<GitAnswer | null> {
  // Starting a process to hear that takes longer than to look.
  if (!isInRepository(folder)) return null
  try {
    const { exitCode, stdout } = await x('git', [...args], { nodeOptions: { cwd: folder } })
    return exitCode === undefined ? null : { exitCode, stdout }
  } catch {
    return null
  }
}

function isInRepository(folder: string): boolean {
  // It says where the repository is, wherever that is.
  if (process.env['GIT_DIR'] !== undefined || existsSync(join(folder, '.git'))) return true
  return folder !== dirname(folder) && isInRepository(dirname(folder))
}
