import { stripVTControlCharacters } from 'node:util'

import { exec } from 'tinyexec'

import { GRACE_PERIOD, IS_GROUP, signalTree } from './process-tree.ts'

/** What a tool printed and how it ended. */
export interface ToolResult {
  /** `null` when a signal ended it. */
  exitCode: number | null
  /** Everything it printed on stdout and stderr, in order. */
  lines: string[]
}

export interface ToolOptions {
  cwd: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
}

/**
 * Runs one of the app's own tools and captures what it prints.
 * @throws the signal's reason when it is aborted; the tool and all its child processes have ended by then
 * @throws {Error} with `code: 'ENOENT'` when there is no such command
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { cwd, env, signal }: ToolOptions,
): Promise<ToolResult> {
  signal.throwIfAborted()
  const tool = exec(command, [...args], {
    persist: IS_GROUP,
    nodePath: false,
    nodeOptions: { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] },
  })

  let lastResort: NodeJS.Timeout | undefined
  const stop = (): void => {
    signalTree(tool.pid, 'SIGTERM')
    lastResort = setTimeout(() => signalTree(tool.pid, 'SIGKILL'), GRACE_PERIOD)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    const lines: string[] = []
    for await (const line of tool) lines.push(line)
    signal.throwIfAborted()
    return { exitCode: tool.exitCode ?? null, lines }
  } finally {
    signal.removeEventListener('abort', stop)
    clearTimeout(lastResort)
  }
}

/** The end of what a tool printed, where it says what went wrong, without colours: some tools give them to a pipe. */
export function lastLines({ lines }: ToolResult, amount = 20): string {
  return lines
    .map(stripVTControlCharacters)
    .filter((line) => line.trim() !== '')
    .slice(-amount)
    .join('\n')
}
