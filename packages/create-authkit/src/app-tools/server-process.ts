import { stripVTControlCharacters } from 'node:util'

import { exec } from 'tinyexec'

import { GRACE_PERIOD, IS_GROUP, signalTree } from './process-tree.ts'
import type { ToolOptions } from './run-tool.ts'

/** A server that was started as a process, with all the processes it starts itself. */
export interface ServerProcess {
  /** Everything it printed on stdout and stderr so far, without colors. */
  lines(): readonly string[]
  /** Whether it has ended by itself. */
  hasEnded(): boolean
  /** Ends all of its processes, and resolves when they have ended. Can be called again. */
  stop(): Promise<void>
}

/**
 * Starts a server. Whoever does has to stop it; when this process ends before, its processes are killed.
 * @throws {Error} with `code: 'ENOENT'` when there is no such command
 */
export function startServer(
  command: string,
  args: readonly string[],
  { cwd, env }: Pick<ToolOptions, 'cwd' | 'env'>,
): ServerProcess {
  const tool = exec(command, [...args], {
    persist: IS_GROUP,
    nodePath: false,
    nodeOptions: { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] },
  })
  const lines: string[] = []
  let isOver = false
  const over = (async () => {
    try {
      for await (const line of tool) lines.push(stripVTControlCharacters(line))
    } catch (error) {
      lines.push(error instanceof Error ? error.message : String(error))
    } finally {
      isOver = true
    }
  })()
  const kill = (): void => signalTree(tool.pid, 'SIGKILL')
  process.once('exit', kill)
  return {
    lines: () => lines,
    hasEnded: () => isOver,
    stop: async () => {
      if (!isOver) signalTree(tool.pid, 'SIGTERM')
      const lastResort = setTimeout(kill, GRACE_PERIOD)
      await over
      clearTimeout(lastResort)
      // What it has started and left behind.
      kill()
      process.off('exit', kill)
    },
  }
}
